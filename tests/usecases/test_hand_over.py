"""Handing a debt over: the sealed package, the e-mails, what came past whoever has it."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import replace
from decimal import Decimal

import pytest
import pyzipper

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.cases import CaseStep, StepKind
from dunning_desktop.domain.errors import CannotUndo, InvalidField, NotFound, Stopped
from dunning_desktop.domain.mail import MessageState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partner_notice import NoticeKind
from dunning_desktop.domain.partners import Partner
from dunning_desktop.letters.press import Press
from dunning_desktop.usecases.acceptance import Evidence
from dunning_desktop.usecases.agreement_ports import DocumentKind
from dunning_desktop.usecases.case_package import (
    DATA,
    FILE,
    LIST,
    SUMS,
    Package,
    Wanted,
    case_file,
    case_package,
    new_password,
)
from dunning_desktop.usecases.case_papers import add_paper
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case, take_step
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import outbox
from dunning_desktop.usecases.outcomes import outcomes, partner_rows
from dunning_desktop.usecases.partner_mail import (
    LARGEST,
    partner_letter,
    send_partner_letter,
    undo_partner_letter,
)
from dunning_desktop.usecases.partners import save_partner
from dunning_desktop.usecases.recovery import mark_told, mark_untold
from dunning_desktop.usecases.today import today
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.books import Book
from tests.helpers.exhibits import pdf

SWIFT = Partner(
    "Swift Collections",
    contact="Jo Fox",
    email="jo@swift.example",
    fee=Money.of("25", "GBP"),
    commission=Decimal("12.5"),
)


def _pounds(amount: str) -> Money:
    return Money.of(amount, "GBP")


def _pressed(book: Book) -> Office:
    """The office with the real press."""
    return replace(book.office, stationery=Press())


def _case(book: Book, client: int | None = None) -> int:
    key = client or book.client()
    book.invoice(key, "A1", late=40, amount="500.00")
    return open_case(book.office, key).value.case_id


def _handed(book: Book, case: int, partner: int) -> None:
    step = CaseStep(StepKind.HANDED_OVER, book.clock.today(), partner_id=partner)
    take_step(book.office, case, step)


def _files(made: Package, password: str | None = None) -> dict[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(made.content)) as archive:
        archive.setpassword((made.password if password is None else password).encode())
        return {name: archive.read(name) for name in archive.namelist()}


def _task(book: Book, task: Task) -> tuple[int, tuple[Money, ...]] | None:
    row = next((one for one in today(book.office).tasks if one.task is task), None)
    return (row.count, row.amounts) if row else None


# The package


def test_the_package_has_everything_and_its_sums_are_true(book: Book) -> None:
    client = book.client("Åsa & Söner Ltd")
    case = _case(book, client)
    contract = Evidence("Contract with Åsa.pdf", "application/pdf", pdf("Contract"))
    add_paper(book.office, client, DocumentKind.CONTRACT, contract)
    secret = Evidence("../../etc/passwd.PDF", "application/pdf", pdf("Other"))
    add_paper(book.office, client, DocumentKind.OTHER, secret)
    swift = save_partner(book.office, SWIFT).value
    made = case_package(_pressed(book), case, swift).value
    files = _files(made)
    assert list(files) == [
        FILE, LIST, DATA, "Exhibits/01 contract.pdf", "Exhibits/02 other.pdf", SUMS,
    ]  # fmt: skip
    assert files["Exhibits/01 contract.pdf"] == contract.content
    for line in files[SUMS].decode().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == digest
    assert len(files[SUMS].decode().splitlines()) == len(files) - 1
    data = json.loads(files[DATA])
    assert data["debtor"]["name"] == "Åsa & Söner Ltd"
    assert data["owed"]["total"]["amount"] == str(case_view(book.office, case).owed.amount)
    assert [one["file"] for one in data["exhibits"]] == list(files)[3:5]
    assert [one["name"] for one in data["exhibits"]] == [contract.name, secret.name]
    assert data["exhibits"][0]["sha256"] == hashlib.sha256(contract.content).hexdigest()
    assert files[LIST].startswith(b"\xef\xbb\xbfInvoiceNumber,")
    assert files[FILE].startswith(b"%PDF-")


def test_without_its_password_nothing_of_it_opens(book: Book) -> None:
    made = case_package(_pressed(book), _case(book)).value
    with pytest.raises(RuntimeError, match="password"):
        _files(made, "wrong")
    with pyzipper.AESZipFile(io.BytesIO(made.content)) as archive:
        for entry in archive.infolist():
            assert entry.flag_bits & 1
            # AES-256 in the field that WinZip defined for it.
            assert entry.wz_aes_strength == 3
    assert made.password.encode() not in made.content


def test_each_package_has_a_password_of_its_own_that_can_be_read_out() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    for one in made:
        assert [len(group) for group in one.split("-")] == [4, 4, 4, 4, 4]
        assert not set(one) & set("0O1Il")


def test_the_history_keeps_what_was_made_and_never_the_password(book: Book) -> None:
    client = book.client()
    case = _case(book, client)
    made = case_package(_pressed(book), case).value
    plain = case_file(_pressed(book), case).value
    noted = [
        one.data
        for one in client_card(book.office, client).events
        if one.code is AuditCode.CASE_FILE_MADE
    ]
    assert [(one["sha256"], one["sealed"]) for one in noted] == [
        (hashlib.sha256(plain.content).hexdigest(), False),
        (hashlib.sha256(made.content).hexdigest(), True),
    ]
    assert made.password not in str(noted)
    assert (plain.password, plain.content[:5]) == ("", b"%PDF-")


def test_what_is_left_out_is_in_no_file_of_the_package(book: Book) -> None:
    client = book.client()
    case = _case(book, client)
    paper = Evidence("my solicitor.pdf", "application/pdf", pdf("Privileged"))
    key = add_paper(book.office, client, DocumentKind.OTHER, paper).value.document_id
    wanted = Wanted([f"document-{key}"])
    files = _files(case_package(_pressed(book), case, wanted=wanted).value)
    assert not any("Exhibits" in name for name in files)
    assert b"solicitor" not in files[DATA]
    assert json.loads(files[DATA])["left_out"] == 1


def test_stopped_half_way_nothing_is_kept(book: Book) -> None:
    case = _case(book)
    before = book.dump()
    with pytest.raises(Stopped):
        case_package(_pressed(book), case, progress=lambda _done, _of: False)
    assert book.dump() == before


# E-mails to whoever has it


def test_the_hand_over_is_written_and_waits_in_the_outbox_with_the_package(book: Book) -> None:
    client = book.client()
    case, swift = _case(book, client), save_partner(book.office, SWIFT).value
    office = _pressed(book)
    letter = partner_letter(
        office, case, NoticeKind.HAND_OVER, partner_id=swift, attached=True
    )
    assert letter.words.subject.startswith("Acme Ltd: £")
    assert "on invoice A1" in letter.words.opening
    assert "not by e-mail" in letter.words.opening
    sent = send_partner_letter(office, letter, letter.words, package=b"PK sealed").value
    (row,) = outbox(office).messages
    assert (row.id, row.recipient, row.client_id) == (sent.message_id, "jo@swift.example", None)
    # Nothing of it is recalled when the case leaves the house.
    _handed(book, case, swift)
    assert outbox(office).messages[0].state is MessageState.QUEUED
    undo_partner_letter(office, sent)
    assert outbox(office).messages[0].state is MessageState.CANCELLED


@pytest.mark.parametrize(
    ("partner", "package", "field"),
    [
        (replace(SWIFT, email=""), None, "email"),
        (SWIFT, b"x" * (LARGEST + 1), "file"),
    ],
)
def test_what_cannot_be_sent_is_refused(
    book: Book, partner: Partner, package: bytes | None, field: str
) -> None:
    case, key = _case(book), save_partner(book.office, partner).value
    letter = partner_letter(book.office, case, NoticeKind.HAND_OVER, partner_id=key)
    before = book.dump()
    with pytest.raises(InvalidField) as caught:
        send_partner_letter(book.office, letter, letter.words, package=package)
    assert caught.value.data["field"] == field
    assert book.dump() == before


def test_there_is_nobody_to_write_to_or_nothing_to_tell(book: Book) -> None:
    case = _case(book)
    with pytest.raises(NotFound):
        partner_letter(book.office, case, NoticeKind.HAND_OVER)
    _handed(book, case, save_partner(book.office, SWIFT).value)
    with pytest.raises(InvalidField):
        partner_letter(book.office, case, NoticeKind.PAID)


# Money that comes past them


def test_money_that_comes_directly_is_told_once(book: Book) -> None:
    client = book.client()
    case, swift = _case(book, client), save_partner(book.office, SWIFT).value
    _handed(book, case, swift)
    assert _task(book, Task.PARTNERS_UNTOLD) is None
    book.clock.later(days=3)
    book.pay(client, "200.00")
    book.pay(client, "50.00", back=1)
    assert _task(book, Task.PARTNERS_UNTOLD) == (1, (_pounds("250.00"),))
    assert case_view(book.office, case).untold == _pounds("250.00")
    office = _pressed(book)
    letter = partner_letter(office, case, NoticeKind.PAID)
    assert "£50.00 (22 March 2026) and £200.00 (23 March 2026)" in letter.words.opening
    assert "no more than that" in letter.words.opening
    sent = send_partner_letter(office, letter, letter.words).value
    assert _task(book, Task.PARTNERS_UNTOLD) is None
    # Taken back it was not told; told in another way it was.
    undo_partner_letter(office, sent)
    assert _task(book, Task.PARTNERS_UNTOLD) == (1, (_pounds("250.00"),))
    before = mark_told(office, case).value
    assert (before, case_view(office, case).untold) == (0, None)
    mark_untold(office, case, before)
    assert case_view(office, case).untold == _pounds("250.00")
    mark_told(office, case)
    book.pay(client, "10.00")
    assert case_view(office, case).untold == _pounds("10.00")


def test_an_email_that_left_cannot_be_taken_back(book: Book) -> None:
    case, swift = _case(book), save_partner(book.office, SWIFT).value
    letter = partner_letter(book.office, case, NoticeKind.HAND_OVER, partner_id=swift)
    sent = send_partner_letter(book.office, letter, letter.words).value
    with book.office.write() as ledger:
        now = book.clock.now()
        ledger.post.finish(sent.message_id, MessageState.ACCEPTED, at=now)
    with pytest.raises(CannotUndo):
        undo_partner_letter(book.office, sent)


def test_paid_in_full_the_case_asks_to_be_closed_until_it_is(book: Book) -> None:
    client = book.client()
    case, swift = _case(book, client), save_partner(book.office, SWIFT).value
    _handed(book, case, swift)
    book.pay(client, "500.00")
    assert _task(book, Task.CASES_PAID) == (1, ())
    letter = partner_letter(_pressed(book), case, NoticeKind.PAID)
    # Interest and the fixed sum are still owed.
    assert "no more than that" in letter.words.opening
    take_step(book.office, case, CaseStep(StepKind.PAID, book.clock.today()))
    assert _task(book, Task.CASES_PAID) is None
    assert _task(book, Task.PARTNERS_UNTOLD) is None


# What came of it


def test_what_came_of_the_debts_is_counted_by_partner(book: Book) -> None:
    swift = save_partner(book.office, SWIFT).value
    slow = save_partner(book.office, Partner("Adams Law")).value
    save_partner(book.office, Partner("Never asked", archived=True))
    first, second = book.client("One Ltd"), book.client("Two Ltd")
    cases = [_case(book, first), _case(book, second)]
    book.pay(first, "100.00")
    for one in cases:
        _handed(book, one, swift)
    book.clock.later(days=5)
    book.pay(first, "200.00")
    (came,) = outcomes(book.office)
    # The 100.00 came on the very day: whoever counts days counts it.
    assert (came.cases, came.running, came.handed, came.came) == (
        2, 2, _pounds("1000.00"), _pounds("300.00"),
    )  # fmt: skip
    assert (came.commission, came.fees, came.net) == (
        _pounds("37.50"), _pounds("50.00"), _pounds("212.50"),
    )  # fmt: skip
    assert came.percent == 30
    rows = partner_rows(book.office)
    assert [(one.partner.id, one.outcome) for one in rows] == [(slow, None), (swift, came)]
    assert len(partner_rows(book.office, archived=True)) == 3
    take_step(book.office, cases[0], CaseStep(StepKind.RECALLED, book.clock.today()))
    assert outcomes(book.office)[0].running == 1
