"""Programs that die in the middle."""

USER = "me@firm.example"
PASSWORD = "sésame-£42"
