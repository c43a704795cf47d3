"""Days on which people work: the parts of the United Kingdom differ, and so does Europe."""

from datetime import date

import pytest

from dunning_desktop.host.workdays import is_working


@pytest.mark.parametrize(
    ("place", "day", "works"),
    [
        ("GB", "2026-11-25", True),
        ("GB", "2026-11-28", False),
        ("GB", "2026-11-29", False),
        # Easter Monday is a bank holiday in England and Wales, not in Scotland.
        ("GB", "2026-04-06", False),
        ("GB-EAW", "2026-04-06", False),
        ("GB-WLS", "2026-04-06", False),
        ("GB-SCT", "2026-04-06", True),
        ("GB-NIR", "2026-04-06", False),
        # The second of January in Scotland, St Patrick's day in Northern Ireland.
        ("GB", "2026-01-02", True),
        ("GB-SCT", "2026-01-02", False),
        ("GB", "2026-03-17", True),
        ("GB-NIR", "2026-03-17", False),
        # Boxing Day on a Saturday has a day in lieu.
        ("GB", "2026-12-28", False),
        ("FR", "2026-07-14", False),
        ("DE", "2026-05-01", False),
        ("NL", "2026-04-27", False),
        ("US", "2026-11-26", False),
        # Nobody knows this calendar: only weekends are kept.
        ("XK", "2026-11-25", True),
        ("XX", "2026-12-25", True),
        ("", "2026-12-26", False),
    ],
)
def test_when_people_work(place: str, day: str, works: bool) -> None:
    assert is_working(place, date.fromisoformat(day)) is works
