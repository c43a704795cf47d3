"""Verbs that write: each does its work once, and says what it did."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from dunning_desktop.bootstrap import close_office
from dunning_desktop.domain.mail_accounts import Route
from dunning_desktop.domain.terms import Terms
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.drafts import DateOrder
from dunning_desktop.usecases.handing_over import hand_over
from dunning_desktop.usecases.mail_accounts import account, save_account
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.settings import save_terms
from tests.cli.desk import Desk, one_line
from tests.helpers.offices import add_debtor
from tests.helpers.samples import sample
from tests.helpers.smtp_server import PASSWORD, USER, smtp_server
from tests.mail.scene import HURRY

ACCOUNTING = "accounting/in_invoice.csv"


def _client(desk: Desk, name: str, **details: object) -> None:
    office = desk.open()
    add_debtor(office, name, **details)  # type: ignore[arg-type]
    close_office(office)


def test_a_dry_run_writes_nothing(furnished: Desk) -> None:
    before = furnished.book.read_bytes()
    answer = furnished.run("import", "invoices", sample(ACCOUNTING), "--dry-run")
    assert (answer.code, answer.err) == (0, "")
    assert "399 rows taken" in answer.out
    assert "nothing was written" in answer.out.lower()
    assert furnished.book.read_bytes() == before
    assert furnished.run("invoices", "--json").json == []


def test_the_same_file_twice_doubles_nothing(furnished: Desk) -> None:
    first = furnished.run("import", "invoices", sample(ACCOUNTING))
    assert (first.code, first.err) == (0, "")
    assert "399 invoices added" in first.out
    ageing = furnished.run("ageing", "--json").out
    second = furnished.run("import", "invoices", sample(ACCOUNTING))
    assert second.code == 0
    assert "0 invoices added" in second.out
    assert "399 unchanged" in second.out
    assert furnished.run("ageing", "--json").out == ageing


def test_bad_rows_are_named_and_the_good_ones_taken(furnished: Desk, tmp_path: Path) -> None:
    rows = "".join(f"B{n},Bad & Sons,2020-01-05,2020-01-20,twelve\n" for n in range(30))
    file = tmp_path / "mixed.csv"
    file.write_text(
        "Invoice Number,Client,Invoice Date,Due Date,Amount\n"
        f"G1,Good & Sons,2020-01-05,2020-01-20,12.50\n{rows}"
    )
    answer = furnished.run("import", "invoices", file)
    assert answer.code == 1
    assert "1 invoices added" in answer.out
    assert "row 3:" in answer.out
    assert "and 10 more rows" in answer.out
    assert [one["number"] for one in furnished.run("invoices", "--json").json] == ["G1"]


def test_an_undecided_date_order_is_asked_for(furnished: Desk, tmp_path: Path) -> None:
    file = tmp_path / "dates.csv"
    file.write_text(
        "Invoice Number,Client,Date,Due Date,Total\n1,Sons,03/04/2020,05/04/2020,9.00\n"
    )
    asked = furnished.run("import", "invoices", file)
    assert asked.code == 1
    assert one_line(asked.err)
    assert "--dates" in asked.err
    assert furnished.run("import", "invoices", file, "--dates", DateOrder.DAY_FIRST).code == 0
    (invoice,) = furnished.run("invoices", "--json").json
    assert invoice["due"] == "2020-04-05"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "there is no such file"),
        (b"", "it is empty"),
        (b"%PDF-1.7 \n%\xe2\xe3", "it is a PDF; export the list as CSV or XLSX"),
        (b"\x00\x01\x02" * 99, "it is neither a table of text nor a spreadsheet"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_name(
    furnished: Desk, tmp_path: Path, content: bytes | None, why: str
) -> None:
    file = tmp_path / "export.csv"
    if content is not None:
        file.write_bytes(content)
    answer = furnished.run("import", "invoices", file)
    assert answer.code == 1
    assert answer.err == f"dunning: cannot import export.csv: {why}; nothing was changed\n"


def test_issue_letters_and_posted(furnished: Desk, tmp_path: Path) -> None:
    _client(furnished, "Willow & Łódź Ltd.", late=[14])
    assert (
        furnished.run("letters", "--out", tmp_path / "out").out == "There are no letters to post.\n"
    )
    issued = furnished.run("issue")
    assert (issued.code, issued.err) == (0, "")
    assert "1 reminders issued: 0 e-mails in the outbox, 1 letters to post." in issued.out
    again = furnished.run("issue")
    assert (again.code, again.out) == (0, "Nothing is to be sent today.\n")
    letters = furnished.run("letters", "--out", tmp_path / "out", "--posted", "--by", "first")
    paths = [Path(line) for line in letters.out.splitlines()]
    assert [one.name for one in paths] == ["0001-Willow-Łódź-Ltd.pdf", "all-letters.pdf"]
    for one in paths:
        assert one.read_bytes().startswith(b"%PDF-")
        assert "Willow" in PdfReader(one).pages[0].extract_text()
    assert "no letters" in furnished.run("letters", "--out", tmp_path / "out").out
    (waiting,) = furnished.run("propose", "--json").json["rest"]
    assert waiting["code"] == "next-step-later"


def test_issue_to_the_named_only(furnished: Desk) -> None:
    for name in ("Willow", "Oak", "Ash"):
        _client(furnished, name)
    answer = furnished.run("issue", "--client", "willow", "--client", " OAK ")
    assert "2 reminders issued" in answer.out
    assert [one["client"] for one in furnished.run("propose", "--json").json["chases"]] == ["Ash"]


def test_issue_without_an_account_issues_nothing(desk: Desk) -> None:
    assert desk.run("init").out == "The book is ready.\n"
    _client(desk, "Willow", email="a@willow.example")
    answer = desk.run("issue")
    assert answer.code == 1
    assert one_line(answer.err)
    assert "account" in answer.err
    assert len(desk.run("propose", "--json").json["chases"]) == 1


def test_send_over_tls_with_a_password(desk: Desk, tmp_path: Path) -> None:
    with smtp_server(tmp_path, limit_after=1) as server:
        desk.postman = SmtpPostman(make_context=server.trusting, timeouts=HURRY)
        desk.furnish(server.account(), PASSWORD)
        for name in ("Willow", "Oak"):
            _client(desk, name, email=f"{name}@x.example")
        assert "2 e-mails in the outbox" in desk.run("issue").out
        limited = desk.run("send")
        assert limited.code == 1
        assert "1 accepted by your mail provider; in the outbox 1 waiting" in limited.out
        assert one_line(limited.err)
        assert "--resume" in limited.err
        server.limit_after = None
        assert desk.run("send").code == 1, "paused until somebody says so"
        done = desk.run("send", "--resume")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("1 accepted")
        assert len(server.received) == 2
        assert desk.run("send").out.startswith("0 accepted")


def test_send_says_which_account_rests_and_what_lies_behind_it(
    desk: Desk, tmp_path: Path
) -> None:
    with smtp_server(tmp_path) as server:
        desk.postman = SmtpPostman(timeouts=HURRY)
        desk.furnish(server.account(), PASSWORD)
        _client(desk, "Willow", email="willow@x.example")
        desk.run("issue")
        alone = desk.run("send")
        office = desk.open()
        save_account(office, server.account(address="two@firm.example"), PASSWORD)
        close_office(office)
        named = desk.run("send")
    why = "certificate cannot be trusted (this computer does not know who issued it)"
    assert alone.code == named.code == 1
    assert alone.err == f"dunning: the mail server's {why}; then: dunning send --resume\n"
    assert named.err.startswith(f"dunning: {USER}: the mail server's {why}")


def test_send_leaves_to_the_mail_program_what_goes_by_it(furnished: Desk) -> None:
    office = furnished.open()
    known = account(office)
    assert known is not None
    save_account(office, replace(known, route=Route.PROGRAM))
    close_office(office)
    for name in ("Willow", "Oak"):
        _client(furnished, name, email=f"{name}@x.example")
    furnished.run("issue")
    office = furnished.open()
    hand_over(office, outbox(office).messages[0].id)
    close_office(office)
    answer = furnished.run("send")
    assert (answer.code, answer.err) == (1, "")
    assert answer.out.endswith(
        "For your mail program: 1 to open there, 1 opened but not said to be sent. "
        "Open the window, Outbox.\n"
    )


def test_send_tells_what_a_crash_left_uncertain(furnished: Desk) -> None:
    _client(furnished, "Willow", email="a@willow.example")
    furnished.run("issue")
    office = furnished.open()
    with office.write() as ledger:
        claimed = ledger.post.claim(office.clock.now(), 1)
        assert claimed is not None
        ledger.post.mark_dot(claimed.id, office.clock.now())
    close_office(office)
    answer = furnished.run("send")
    assert answer.code == 1
    assert "1 uncertain" in answer.out


def test_send_while_another_copy_sends(furnished: Desk) -> None:
    office = furnished.open()
    with office.sending_lock():
        answer = furnished.run("send")
    close_office(office)
    assert answer.code == 1
    assert answer.err == "dunning: another copy of the program is sending\n"


def test_a_payment_settles_what_it_names_then_the_oldest(furnished: Desk) -> None:
    _client(furnished, "Willow", late=[40, 4])
    numbers = [one["number"] for one in furnished.run("overdue", "--json").json]
    answer = furnished.run("pay", "willow", "1,130.00", "--invoice", numbers[1].lower())
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == (
        "1,130.00 GBP from Willow: 240.00 GBP settles invoices, 890.00 GBP is kept as credit.\n"
    )
    assert furnished.run("overdue", "--json").json == []


def test_interest_is_settled_to_the_day_the_money_came_in(furnished: Desk) -> None:
    """In Germany interest goes before principal: on the due day there was none yet."""
    _client(furnished, "Weide", late=[40], law="DE")
    due = furnished.run("overdue", "--json").json[0]["due"]
    answer = furnished.run("pay", "Weide", "20.00", "--on", due, "--json")
    assert answer.json["settled"]["minor"] == 2_000


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Nobody", "12"), "there is no client Nobody"),
        (("Willow", "twelve"), "not an amount: twelve"),
        (("Willow", "NaN"), "not an amount: NaN"),
        (("Willow", "1e999999"), "not an amount: 1E+999999"),
        (("Willow", "12.345"), "not an amount: 12.345"),
        (("Willow", "0"), "the amount cannot be taken: not positive"),
        (("Willow", "5", "--invoice", "X-9"), "there is no invoice X-9"),
    ],
)
def test_a_payment_that_makes_no_sense(furnished: Desk, words: tuple[str, ...], said: str) -> None:
    _client(furnished, "Willow")
    answer = furnished.run("pay", *words)
    assert (answer.code, answer.err) == (1, f"dunning: {said}\n")
    assert furnished.run("overdue", "--json").json[0]["open"]["amount"] == "120.00"


def test_a_payment_that_takes_the_discount(furnished: Desk) -> None:
    office = furnished.open()
    save_terms(office, Terms(discount_percent=Decimal(2), discount_days=35))
    add_debtor(office, "Acme Ltd", late=[0, 10])
    close_office(office)
    late = furnished.run("pay", "Acme Ltd", "117.60", "--invoice", "ACM1-2", "--json").json
    assert (late["discounts"], late["settled"]["minor"]) == ([], 11_760)
    answer = furnished.run("pay", "Acme Ltd", "117.60", "--invoice", "ACM1-1")
    assert "2.40 GBP is the discount on ACM1-1." in answer.out
    left = [one["open"]["minor"] for one in furnished.run("invoices", "--json").json]
    assert sorted(left) == [0, 240]


def test_a_discount_that_is_late_can_be_granted_and_one_in_time_be_left(furnished: Desk) -> None:
    office = furnished.open()
    save_terms(office, Terms(discount_percent=Decimal(2), discount_days=35))
    add_debtor(office, "Acme Ltd", late=[0, 10])
    close_office(office)
    take = ("pay", "Acme Ltd", "117.60", "--json", "--invoice")
    found = furnished.run(*take, "ACM1-2", "--discount", "take").json
    assert [one["off"]["minor"] for one in found["discounts"]] == [240]
    assert furnished.run(*take, "ACM1-1", "--discount", "leave").json["discounts"] == []
