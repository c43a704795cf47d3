"""``dunning interest``: the worked examples through the command, other debts, and bad input."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.cli.cases import as_fields, work_out
from dunning_desktop.cli.interest_words import field_sentence
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.usecases.regimes import known_law
from tests.cli.desk import Desk, command, one_line
from tests.helpers.debts import vectors
from tests.helpers.samples import law

ASKED = {
    "id",
    "rate_percent",
    "reference_date",
    "interest_starts",
    "days_late",
    "interest",
    "compensation",
    "principal_outstanding",
    "interest_outstanding",
    "total_due",
    "daily_accrual",
    "provisional",
    "segments",
}
BRIEF = (
    "--jurisdiction", "GB", "--debtor", "company", "--principal", "10000", "--currency", "GBP",
    "--due", "2026-01-31", "--as-of", "2026-04-01",
)  # fmt: skip


def _same(wanted: object, ours: object) -> bool:
    """Figures by value, days and names by their letters."""
    try:
        return Decimal(str(wanted)) == Decimal(str(ours))
    except ArithmeticError:
        return str(wanted) == str(ours)


def test_every_worked_example_comes_out_to_the_penny(desk: Desk) -> None:
    answer = desk.bare("interest", "--cases", law("interest_vectors.json"), "--json")
    assert (answer.code, answer.err) == (0, "")
    by_id = {one["id"]: one for one in answer.json}
    assert set(by_id) == set(vectors())
    for key, vector in vectors().items():
        ours = by_id[key]
        assert set(ours) >= ASKED
        differing = {
            name: (wanted, ours[name])
            for name, wanted in vector["expected"].items()
            if name in ours and not _same(wanted, ours[name])
        }
        assert differing == {}, key
        assert ours["interest_starts"] == vector["interest_starts"]
        _compare_segments(ours["segments"], vector.get("segments", ours["segments"]))


def _compare_segments(ours: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    names = ("from", "to", "days", "balance", "rate_percent", "interest")
    assert len(ours) == len(wanted)
    for one, other in zip(ours, wanted, strict=True):
        assert all(_same(other[name], one[name]) for name in names)


def test_one_debt_by_its_flags_is_the_same_debt(desk: Desk) -> None:
    answer = desk.bare("interest", *BRIEF, "--json")
    expected = vectors()["UK-02"]["expected"]
    assert answer.code == 0
    assert all(_same(wanted, answer.json[name]) for name, wanted in expected.items()
               if name in answer.json)
    assert not desk.book.exists()


@pytest.mark.parametrize(
    ("key", "flags"),
    [
        ("UK-16", ("--payment", "2026-05-10:2000.00:interest")),
        ("UK-15", ("--payment", "2026-05-10:2000.00:principal")),
        # A payment that does not say settles the principal in Britain, costs first in Germany.
        ("UK-15", ("--payment", "2026-05-10:2000.00")),
        ("DE-09", ("--payment", "2026-04-15:1000.00")),
        ("UK-18", ("--notice", "2026-03-01", "--performance", "2026-02-20")),
        ("UK-20", ("--notice", "2026-01-30", "--debtor", "public-authority")),
        ("UK-22", ("--performance", "2026-03-15", "--advance")),
        ("UK-25", ("--costs", "250")),
        ("UK-28", ("--basis", "county-court")),
        ("CA-01", ("--basis", "contract", "--rate", "2", "--per", "month")),
        ("US-01", ("--basis", "contract", "--rate", "1.5", "--per", "month")),
    ],
)
def test_the_flags_say_what_the_examples_say(
    desk: Desk, key: str, flags: tuple[str, ...]
) -> None:
    vector = vectors()[key]
    due = vector.get("agreed_payment_day", vector["relevant_day"])
    days = () if key == "UK-18" else ("--due", due)
    answer = desk.bare(
        "interest", "--jurisdiction", vector["jurisdiction"], "--principal", vector["principal"],
        "--currency", vector["currency"], "--as-of", vector["as_of"], *days, *flags, "--json",
    )  # fmt: skip
    ours = answer.json
    expected = vector["expected"]
    assert {k: expected[k] for k in expected if k in ours and not _same(expected[k], ours[k])} == {}
    assert ours["relevant_day"] == vector["relevant_day"]


def test_people_get_the_working_in_words(desk: Desk) -> None:
    answer = desk.bare("interest", *BRIEF)
    assert answer.code == 0
    assert "2026-02-01  2026-04-01    60  10,000.00 GBP  11.75 %  193.15 GBP" in answer.out
    assert "Total                   10,293.15 GBP" in answer.out
    assert "3.75 % on 2025-12-31" in answer.out
    later = desk.bare("interest", "--principal", "100", "--due", "2027-01-31", "--as-of",
                      "2027-03-01")
    assert "(provisional)" in later.out
    assert "Note: provisional" in later.out


def test_without_a_day_it_is_today(desk: Desk) -> None:
    ours = desk.bare("interest", "--principal", "100", "--due", "2026-11-20", "--json").json
    assert ours["days_late"] == 5
    moved = desk.bare("--today", "2026-11-21", "interest", "--principal", "100", "--due",
                      "2026-11-20", "--json").json
    assert moved["days_late"] == 1


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--jurisdiction", "ZZ"), "jurisdiction"),
        (("--jurisdiction", "GB-XX"), "jurisdiction"),
        (("--principal", "-5"), "principal"),
        (("--principal", "0"), "principal"),
        (("--principal", "12.345"), "principal"),
        (("--principal", "NaN"), "principal"),
        (("--due", "2026-02-30"), "due day"),
        (("--due", "1066-10-14"), "due day"),
        (("--due", "1999-12-31"), "due day"),
        (("--as-of", "tomorrow"), "as-of day"),
        (("--currency", "pounds"), "currency"),
        (("--debtor", "friend"), "debtor"),
        (("--basis", "hope"), "basis"),
        (("--basis", "contract"), "rate"),
        (("--rate", "12"), "rate"),
        (("--basis", "contract", "--rate", "-1"), "rate"),
        (("--basis", "contract", "--rate", "8", "--per", "week"), "per"),
        (("--jurisdiction", "GB-SCT", "--basis", "county-court"), "basis"),
        (("--payment", "2026-02-10"), "payment"),
        (("--payment", "2026-02-10:-5"), "payment"),
        (("--payment", "2026-02-10:5:soon"), "payment"),
        (("--payment", "2024-02-10:5"), "payment"),
        (("--notice", "2026-01-02", "--payment", "2026-01-01:5"), "payment"),
        (("--costs", "-1"), "costs"),
        (("--day-count", "360"), "day_count"),
    ],
)
def test_bad_input_names_its_field(desk: Desk, flags: tuple[str, ...], said: str) -> None:
    answer = desk.bare("interest", *BRIEF, *flags, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert one_line(answer.err)
    assert f"the {said} cannot be taken" in answer.err
    assert not desk.book.exists()


def test_a_bad_case_is_named_and_costs_the_others_nothing(desk: Desk, tmp_path: Path) -> None:
    good = {"id": "fine", "principal": "100.00", "relevant_day": "2026-01-31",
            "as_of": "2026-03-01"}
    bad = [
        {**good, "id": "law", "jurisdiction": "QQ"},
        {**good, "id": "mixed", "payments": [{"date": "2026-02-01", "amount": "1", "currency":
                                              "EUR"}]},
        {**good, "id": "old", "relevant_day": "2001-01-31"},
        {"id": "empty"},
        {**good, "id": "flag", "advance_payment": "perhaps"},
        {**good, "id": "list", "payments": [3]},
        {**good, "id": "flags", "advance_payment": []},
        {**good, "id": "order", "payments": [{"date": "2026-02-01", "amount": "1",
                                              "allocation": ["interest"]}]},
        {**good, "id": "mapping", "payments": {}},
        {**good, "id": "ancient", "relevant_day": "0001-01-01",
         "payments": [{"date": "2026-02-01", "amount": "1"}]},
        {**good, "id": "future", "payments": [{"date": "9999-12-31", "amount": "1"}]},
        {**good, "id": "vast", "principal": "9999999999999.99"},
        {**good, "id": "vast costs", "reasonable_costs": "9999999999999.99"},
    ]
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([good, *bad]))
    answer = desk.bare("interest", "--cases", path, "--json")
    assert answer.code == 2
    first, *others = answer.json
    assert first["interest"] == "0.93"
    assert [one["error"]["field"] for one in others] == [
        "jurisdiction", "payments", "due", "principal", "advance_payment", "payments",
        "advance_payment", "payments", "payments", "relevant_day", "payments", "principal",
        "principal",
    ]  # fmt: skip
    assert answer.err.count("\n") == len(bad)
    assert "dunning: case old: the due day cannot be taken" in answer.err


SITUATIONS: dict[str, dict[str, object]] = {
    "not late": {"relevant_day": "2026-03-01"},
    "consumer": {"debtor_type": "consumer"},
    "no statute": {"jurisdiction": "US"},
    "no law known": {"jurisdiction": "JP"},
    "by the month": {"basis": "contract", "contract_rate": "1", "contract_per": "month"},
    "provisional": {"relevant_day": "2027-01-31", "as_of": "2027-03-01"},
    "not performed": {"advance_payment": True},
    "paid too much": {"payments": [{"date": "2026-02-10", "amount": "500"}]},
    "bands abroad": {"jurisdiction": "PL", "currency": "PLN", "reasonable_costs": "100"},
}


@pytest.mark.parametrize("name", list(SITUATIONS))
def test_every_field_is_there_in_every_situation(desk: Desk, tmp_path: Path, name: str) -> None:
    case = {"principal": "100.00", "relevant_day": "2026-01-31", "as_of": "2026-03-01"}
    path = tmp_path / "cases.json"
    path.write_text(json.dumps([{**case, **SITUATIONS[name]}]))
    answer = desk.bare("interest", "--cases", path, "--json")
    assert (answer.code, answer.err) == (0, "")
    (ours,) = answer.json
    assert set(ours) >= ASKED
    sums = ("interest", "compensation", "principal_outstanding", "interest_outstanding")
    assert all(Decimal(ours[one]) >= 0 for one in (*sums, "total_due", "further_costs"))
    # Nothing grows where no interest runs; what grows by the month has no sum for a day.
    assert (ours["daily_accrual"] is None) == (name == "by the month")
    runs = name in {"by the month", "provisional", "paid too much", "bands abroad"}
    assert (ours["rate_percent"] is not None) == runs
    assert ours["provisional"] == (name == "provisional")


def test_a_fixed_sum_abroad_and_costs_at_home_do_not_add_up(desk: Desk) -> None:
    flags = ("--jurisdiction", "PL", "--currency", "PLN", "--costs", "100")
    answer = desk.bare("interest", *BRIEF, *flags, "--json").json
    assert (answer["compensation"], answer["compensation_currency"]) == ("70.00", "EUR")
    assert (answer["compensation_outstanding"], answer["further_costs"]) == ("70.00", "100.00")
    owed = Decimal(answer["principal_outstanding"]) + Decimal(answer["interest_outstanding"])
    assert Decimal(answer["total_due"]) == owed + 100
    said = desk.bare("interest", *BRIEF, *flags).out
    assert "Compensation            70.00 EUR\nCosts of recovery       100.00 PLN" in said


def test_for_people_the_lines_come_to_the_total(desk: Desk) -> None:
    payment = ("--payment", "2026-02-20:50:costs", "--payment", "2026-03-01:11000")
    said = desk.bare("interest", *BRIEF, "--costs", "120", *payment).out
    assert "Compensation and costs  0.00 GBP" in said
    assert "Paid too much           " in said
    assert "Total                   0.00 GBP" in said


ODD: list[object] = [
    [], {}, [1], [None], "1e400", "NaN", "0001-01-01", "9999-12-31", "9999999999999.99", "PLN",
    "JPY", "PL", "NL", "consumer", "contract", "month", "100", [{"date": [], "amount": {}}],
    [{"date": "2026-02-01", "amount": "1", "currency": []}],
]  # fmt: skip
JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(ODD)
KEYS = (
    "id", "jurisdiction", "debtor_type", "principal", "currency", "relevant_day", "notice_date",
    "performance_date", "agreed_payment_day", "advance_payment", "as_of", "payments", "basis",
    "contract_rate", "contract_per", "annual_equivalent_stated", "reasonable_costs", "day_count",
)  # fmt: skip


@given(st.sampled_from(sorted(vectors())), st.dictionaries(st.sampled_from(KEYS), JUNK, max_size=3))
def test_whatever_stands_in_a_case_it_is_answered(key: str, junk: dict[str, object]) -> None:
    ((name, found),) = work_out([{**vectors()[key], **junk}], known_law(), today=date(2026, 11, 20))
    if isinstance(found, DunningError):
        assert found.data["field"]
        assert "cannot be taken" in field_sentence(found)
    else:
        assert set(as_fields(name, found)) >= ASKED


def test_cases_go_by_their_own_ids_as_they_stand(desk: Desk, tmp_path: Path) -> None:
    case = {"principal": "100.00", "relevant_day": "2026-01-31", "as_of": "2026-03-01"}
    cases = [{**case, "id": one} for one in ("x", "x", 7, None, [1])]
    path = tmp_path / "cases.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps([*cases, case]).encode())
    answer = desk.bare("interest", "--cases", path, "--json")
    assert answer.code == 0
    assert [one["id"] for one in answer.json] == ["x", "x", 7, "4", "5", "6"]


def test_cases_can_be_piped_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    piped = io.TextIOWrapper(io.BytesIO(b'[{"id": "a", "principal": "1", "relevant_day": '
                                        b'"2026-01-31", "as_of": "2026-01-31"}]'))
    monkeypatch.setattr("sys.stdin", piped)
    answer = desk.bare("interest", "--cases", "-", "--json")
    assert (answer.code, [one["id"] for one in answer.json]) == (0, ["a"])


@pytest.mark.parametrize("text", ["", "nonsense", "{}", "[1]", '{"vectors": 3}', "[" * 10_000])
def test_a_file_that_holds_no_cases_is_refused(desk: Desk, tmp_path: Path, text: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(text)
    answer = desk.bare("interest", "--cases", path, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert one_line(answer.err)
    assert desk.bare("interest", "--cases", tmp_path / "none.json").code == 2


def test_it_works_as_a_process_without_a_home(tmp_path: Path) -> None:
    answer = command("interest", *BRIEF, "--json", DUNNING_HOME=str(tmp_path / "nowhere"))
    assert answer.code == 0
    assert answer.json["total_due"] == "10293.15"
    assert not (tmp_path / "nowhere").exists()


def test_the_owners_own_rate_counts_where_the_book_is_named(desk: Desk) -> None:
    desk.furnish()
    late = ("interest", "--principal", "1000", "--due", "2027-01-31", "--as-of", "2027-03-02",
            "--json")
    assert desk.run(*late).json["provisional"] is True
    added = desk.run("rates", "add", "boe", "2026-12-31", "3.50", "--source", "bank's own page")
    assert added.code == 0
    assert "known until 2027-06-30" in added.out
    ours = desk.run(*late).json
    assert (ours["rate_percent"], ours["provisional"]) == ("11.50", False)
    # Without the book, nobody knows of it.
    assert desk.bare(*late).json["provisional"] is True
    assert desk.run("rates", "remove", "boe", "2027-01-01").code == 0
    assert desk.run(*late).json["provisional"] is True


def test_rates_are_listed_and_bad_ones_refused(desk: Desk) -> None:
    desk.furnish()
    listed = desk.run("rates")
    assert "Bank of England base rate" in listed.out
    assert "not compared with its publisher" in listed.out
    # Some tables end before this day: that is something to look at.
    listed = desk.bare("--book", desk.book, "--today", "2026-11-25", "rates")
    assert listed.code == 1
    assert listed.out.count("provisional today") == 4
    assert {one["code"] for one in desk.run("rates", "--json").json} >= {"boe", "ecb", "de", "at"}
    for words in (
        ("add", "nobody", "2027-01-01", "3"),
        ("add", "boe", "2027-02-01", "3"),
        ("add", "boe", "2027-01-01", "three"),
        ("add", "boe", "2027-01-01", "300"),
        ("remove", "boe", "2027-01-01"),
    ):
        answer = desk.run("rates", *words)
        assert answer.code == 2
        assert one_line(answer.err)
