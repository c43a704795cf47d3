"""Programs that die in the middle."""
