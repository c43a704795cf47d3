"""What a whole column decides, and what the owner is asked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dunning_desktop.domain.money import Money
from dunning_desktop.usecases.drafts import DateOrder, DecimalMark, Field, ImportDraft, Question
from dunning_desktop.usecases.mapping import DATE_ORDER, DECIMAL_MARK, answer, remap
from tests.intake.scene import draft, outcomes, preview, read, write

HEAD = "Client;Invoice number;Invoice date;Due date;Total\n"
DAY, MONTH = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST
ORDERS = ("day-first", "month-first")


def dated(folder: Path, *days: tuple[str, str], above: str = "") -> ImportDraft:
    """Read a list with these issue and due days."""
    lines = [f"Acme;{at};{issued};{due};10.00\n" for at, (issued, due) in enumerate(days)]
    return read(folder, above + HEAD + "".join(lines))


def priced(folder: Path, *totals: str) -> ImportDraft:
    """Read a list with these totals."""
    lines = [f"Acme;{at};2026-10-13;2026-11-13;{total}\n" for at, total in enumerate(totals)]
    return read(folder, HEAD + "".join(lines))


def test_one_part_over_twelve_decides_for_the_column(tmp_path: Path) -> None:
    drafted = dated(tmp_path, ("03/04/2026", "05/25/2026"), ("13/04/2026", "06/07/2026"))

    assert drafted.questions == ()
    assert [(one.issued, one.due) for one in drafted.drafts] == [
        (date(2026, 4, 3), date(2026, 5, 25)),
        (date(2026, 4, 13), date(2026, 6, 7)),
    ]


def test_where_no_date_decides_the_owner_is_asked(tmp_path: Path) -> None:
    drafted = dated(tmp_path, ("03/04/2026", "2026-05-03"))

    assert drafted.questions == (
        Question(DATE_ORDER, Field.ISSUED, ORDERS, "day-first", ("03/04/2026",)),
    )


def test_equal_parts_and_other_forms_ask_nothing(tmp_path: Path) -> None:
    drafted = dated(tmp_path, ("05/05/2026", "1 June 2026"), ("06.07.2026", "7 Aug 26"))

    assert drafted.questions == ()
    assert [one.issued for one in drafted.drafts] == [date(2026, 5, 5), date(2026, 7, 6)]


def test_an_answer_settles_the_question(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "Acme;1;03/04/2026;2026-05-03;10.00\n")
    (question,) = draft(path).questions

    answered = draft(path, answer(preview(path), question, "month-first"))

    assert answered.questions == ()
    assert answered.drafts[0].issued == date(2026, 3, 4)


def test_dates_that_contradict_each_other_are_bad_after_the_order_is_known(tmp_path: Path) -> None:
    days = [("13/04/2026", "x"), ("04/25/2026", "x"), ("14/04/2026", "x"), ("03/04/2026", "x")]
    lines = [f"Acme;{at};{issued};2026-12-01;10.00\n" for at, (issued, _) in enumerate(days)]
    path = write(tmp_path, HEAD + "".join(lines))

    asked = draft(path)
    assert [(one.field, one.preselected) for one in asked.questions] == [(Field.ISSUED, DAY)]

    answered = draft(path, answer(preview(path), asked.questions[0], "day-first"))
    assert outcomes(answered.verdicts) == ["2 take ok", "3 bad bad-date", "4 take ok", "5 take ok"]


def test_dates_that_contradict_with_nothing_in_doubt_ask_nothing(tmp_path: Path) -> None:
    drafted = dated(
        tmp_path,
        ("13/04/2026", "2026-12-01"),
        ("04/25/2026", "2026-12-01"),
        ("14/04/2026", "2026-12-01"),
    )

    assert drafted.questions == ()
    assert outcomes(drafted.verdicts) == ["2 take ok", "3 bad bad-date", "4 take ok"]


@pytest.mark.parametrize(
    ("days", "above", "expected"),
    [
        # A month is a term; a due day before the day of issue is none.
        ([("02/01/2026", "02/02/2026")], "", DAY),
        ([("01/02/2026", "02/01/2026")], "", MONTH),
        # A file is sorted by its days.
        ([("01/11/2025", ""), ("02/10/2025", ""), ("03/12/2025", "")], "", MONTH),
        ([("11/01/2025", ""), ("10/02/2025", ""), ("12/03/2025", "")], "", DAY),
        # Nothing is issued after the report was drawn up.
        ([("01/02/2026", "")], "As at 15 January 2026;;;;\n", MONTH),
        ([("02/01/2026", "")], "As at 15 January 2026;;;;\n", DAY),
    ],
)
def test_other_evidence_only_preselects(
    tmp_path: Path, days: list[tuple[str, str]], above: str, expected: DateOrder
) -> None:
    drafted = dated(tmp_path, *days, above=above)

    assert drafted.questions
    assert drafted.questions[0].preselected == expected
    assert drafted.preview.mapping.date_orders[Field.ISSUED] is expected


def test_a_column_of_dates_is_never_decided_by_its_neighbour(tmp_path: Path) -> None:
    drafted = dated(tmp_path, ("13/10/2026", "12/11/2026"))

    assert [(one.field, one.preselected) for one in drafted.questions] == [(Field.DUE, DAY)]


def test_two_decimals_decide_the_mark(tmp_path: Path) -> None:
    assert [one.total for one in priced(tmp_path, "1.234", "1,50").drafts] == [
        Money(123400, "GBP"),
        Money(150, "GBP"),
    ]
    assert [one.total for one in priced(tmp_path, "1,234", "1.50").drafts] == [
        Money(123400, "GBP"),
        Money(150, "GBP"),
    ]


def test_where_no_amount_decides_the_owner_is_asked(tmp_path: Path) -> None:
    drafted = priced(tmp_path, "1.234", "250")

    (question,) = drafted.questions
    assert (question.subject, question.field) == (DECIMAL_MARK, Field.TOTAL)
    assert (question.options, question.preselected) == (("point", "comma"), "comma")
    assert question.examples == ("1.234",)

    answered = draft(
        tmp_path / "invoices.csv",
        answer(preview(tmp_path / "invoices.csv"), question, "point"),
    )
    # A pound has no tenth of a penny.
    assert outcomes(answered.verdicts) == ["2 bad bad-amount", "3 take ok"]


def test_amounts_that_contradict_each_other_are_bad_and_not_guessed(tmp_path: Path) -> None:
    drafted = priced(tmp_path, "10.50", "20.50", "30,50")

    assert drafted.questions == ()
    assert outcomes(drafted.verdicts) == ["2 take ok", "3 take ok", "4 bad bad-amount"]

    asked = priced(tmp_path, "10.50", "20.50", "30,50", "1,234")
    assert [one.preselected for one in asked.questions] == [DecimalMark.POINT]


def test_a_column_of_amounts_follows_the_others_of_its_file(tmp_path: Path) -> None:
    drafted = read(
        tmp_path,
        "Client;Invoice number;Invoice date;Due date;Total;Paid\n"
        "Acme;1;2026-10-13;2026-11-13;2.500,75;1.000\n",
    )

    assert drafted.questions == ()
    assert drafted.drafts[0].open == Money(150075, "GBP")


def test_the_owner_can_choose_another_column(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Client,Invoice number,Invoice date,Due date,Total,Net\n"
        "Acme,1,2026-10-13,2026-11-13,12.00,10.00\n",
    )
    previewed = preview(path)
    assert previewed.mapping.columns[Field.TOTAL] == 4

    changed = remap(previewed, Field.TOTAL, 5)

    assert draft(path, changed).drafts[0].total == Money(1000, "GBP")
    assert Field.TOTAL not in remap(previewed, Field.TOTAL, None).mapping.columns
    assert Field.DUE not in remap(previewed, Field.ISSUED, 3).mapping.columns


def test_headings_in_an_unknown_language_are_mapped_by_the_owner(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Asiakas,Laskunumero,Laskupäivä,Eräpäivä,Summa\nOy Ab,77,2026-10-13,2026-11-13,10.00\n",
    )
    previewed = preview(path)
    assert previewed.headings[1] == "Laskunumero"

    fields = (Field.CLIENT, Field.NUMBER, Field.ISSUED, Field.DUE, Field.TOTAL)
    for column, field in enumerate(fields):
        previewed = remap(previewed, field, column)

    assert [one.number for one in draft(path, previewed).drafts] == ["77"]


def test_a_list_without_headings_is_mapped_by_the_owner(tmp_path: Path) -> None:
    path = write(tmp_path, "Acme,1,2026-10-13,10.00\nBeta,2,2026-10-14,20.00\n")
    previewed = preview(path)
    assert (previewed.mapping.header_row, previewed.row_count) == (0, 2)
    assert previewed.headings == ("1", "2", "3", "4")

    fields = (Field.CLIENT, Field.NUMBER, Field.ISSUED, Field.TOTAL)
    mapping = replace(previewed.mapping, columns={f: at for at, f in enumerate(fields)})

    drafted = draft(path, replace(previewed, mapping=mapping))
    assert [one.client.name for one in drafted.drafts] == ["Acme", "Beta"]
    assert outcomes(drafted.verdicts) == ["1 take ok", "2 take ok"]
