"""Whatever the bytes are: a draft with one verdict for each row, or a refusal by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning_desktop.domain.errors import UnreadableFile
from dunning_desktop.intake import Reason
from dunning_desktop.usecases.drafts import Field, FilePreview, Verdict
from dunning_desktop.usecases.mapping import missing_fields, remap
from tests.intake.scene import XERO, draft, preview, write, xero

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *("", "Acme", "1", "INV-1", "13/10/2026", "03/04/2026", "2026-10-13", "Total", "TOTAL"),
            *("100.00", "1.234", "1,234", "(5)", "$5", "-", "Paid", "Void", "Draft", "Invoice"),
            *("Credit note", "GBP", "€", '"', "\n", "\x00", "'", "=1+1", "Total for Acme", "\r"),
        ]
    ),
)
HEADINGS = st.lists(
    st.sampled_from(
        [
            *("Client", "Email", "Invoice number", "Invoice date", "Due date", "Total", "Paid"),
            *("Balance", "Currency", "Type", "Status", "Line total", "Reference", "Country", ""),
        ]
    ),
    min_size=1,
    max_size=12,
)


def _mapped(previewed: FilePreview) -> FilePreview:
    """The preview with its first columns mapped where too little of it is known."""
    for column, field in enumerate((Field.CLIENT, Field.NUMBER, Field.DUE, Field.TOTAL)):
        if missing_fields(previewed.mapping) and column < len(previewed.headings):
            previewed = remap(previewed, field, column)
    return previewed


@pytest.fixture
def judged(tmp_path: Path) -> Callable[[bytes], None]:
    """Reads the bytes, whatever they are."""

    def judge(data: bytes) -> None:
        path = write(tmp_path, data)
        try:
            drafted = draft(path, _mapped(preview(path)))
        except UnreadableFile as refused:
            # An unknown code would be a ValueError.
            Reason(str(refused.data["reason"]))
            return
        taken = {row.row for row in drafted.verdicts if row.verdict is Verdict.TAKE}
        assert {one.rows[0] for one in drafted.drafts if one.open} == taken
        assert all(one.total.minor > 0 for one in drafted.drafts)
        assert all(0 <= one.open.minor <= one.total.minor for one in drafted.drafts)
        assert all(one.client.name and one.number for one in drafted.drafts)

    return judge


LAX = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


@LAX
@given(data=st.binary(max_size=400))
def test_random_bytes(judged: Callable[[bytes], None], data: bytes) -> None:
    judged(data)


@LAX
@given(data=st.binary(max_size=200), start=st.sampled_from([b"PK\x03\x04", b"\xff\xfe", b"%PDF"]))
def test_random_bytes_that_begin_well(
    judged: Callable[[bytes], None], data: bytes, start: bytes
) -> None:
    judged(start + data)


@LAX
@given(
    headings=HEADINGS,
    rows=st.lists(st.lists(CELLS, max_size=12), max_size=12),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    encoding=st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_random_lists(
    judged: Callable[[bytes], None],
    headings: list[str],
    rows: list[list[str]],
    delimiter: str,
    encoding: str,
) -> None:
    text = "\n".join(delimiter.join(cells) for cells in [headings, *rows])
    judged(text.encode(encoding, errors="replace"))


@LAX
@given(
    rows=st.lists(st.dictionaries(st.sampled_from(XERO.split(",")), CELLS), max_size=6),
    cut=st.integers(min_value=0, max_value=2000),
)
def test_random_exports_cut_anywhere(
    judged: Callable[[bytes], None], rows: list[dict[str, str]], cut: int
) -> None:
    data = xero(*rows).encode(errors="replace")
    judged(data[: len(data) - cut])
