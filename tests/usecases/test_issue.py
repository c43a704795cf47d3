"""The issue: all or none, never twice, and only what the owner saw."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.client import Client, Contact, DebtorType
from dunning_desktop.domain.errors import (
    BookError,
    InvalidField,
    MailError,
    ProposalOutdated,
)
from dunning_desktop.domain.letter import ReminderFacts, Words
from dunning_desktop.domain.mail import EmailContent, FrozenMessage, MessageState
from dunning_desktop.domain.policy import Channel
from dunning_desktop.mail.drawer import DrawerPostman
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.dunning import letter_of, review
from dunning_desktop.usecases.invoices import cancel_invoice
from dunning_desktop.usecases.issue import issue
from dunning_desktop.usecases.outbox import (
    letter_pdf,
    letters_to_post,
    outbox,
)
from dunning_desktop.usecases.planning import propose
from dunning_desktop.usecases.reminder_email import email_of
from dunning_desktop.usecases.rows import LetterState
from dunning_desktop.usecases.settings import business, save_business
from tests.helpers.books import Book, PlainStationery


def _two_clients(book: Book) -> tuple[int, int]:
    acme, bolt = book.client("Acme Ltd"), book.client("Bolt Ltd")
    book.invoice(acme, "A1", late=40, amount="1200.00")
    book.invoice(acme, "A2", late=3)
    book.invoice(bolt, "B1", late=10)
    return acme, bolt


def test_everything_goes_out_together(book: Book) -> None:
    acme, _ = _two_clients(book)
    issued = book.issue()
    assert [len(x) for x in (issued.reminder_ids, issued.message_ids, issued.letter_ids)] == [2] * 3
    shown = outbox(book.office)
    assert {one.state for one in shown.messages} == {MessageState.QUEUED}
    assert {one.state for one in shown.letters} == {LetterState.ENCLOSURE}
    codes = [one.code for one in client_card(book.office, acme).events]
    assert codes[0] is AuditCode.REMINDER_ISSUED
    letter = letter_pdf(book.office, issued.letter_ids[0])
    assert letter.pdf.decode().splitlines() == [
        "Acme Ltd",
        "friendly A1",
        "A1 GBP 1200.00",
        "A2 GBP 100.00",
    ]


def test_planning_again_proposes_nothing(book: Book) -> None:
    _two_clients(book)
    book.issue()
    again = propose(book.office)
    assert again.chases == ()
    assert len(again.rest) == 3


class _Torn(DrawerPostman):
    """Freezes one message and fails at the next."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 1

    def freeze(self, content: EmailContent, *, at: object) -> FrozenMessage:
        if not self.left:
            raise RuntimeError("out of ink")
        self.left -= 1
        return super().freeze(content, at=at)  # type: ignore[arg-type]


def test_a_failure_while_rendering_leaves_nothing(book: Book) -> None:
    _two_clients(book)
    before = book.dump()
    with pytest.raises(RuntimeError):
        issue(replace(book.office, postman=_Torn()), book.choices())
    assert book.dump() == before


@pytest.mark.parametrize("table", ["letter_pdf", "outbox_message", "charge", "reminder_line"])
def test_a_failure_while_writing_leaves_nothing(book: Book, table: str) -> None:
    """The second client's rows cannot be written: the first one's are not kept either."""
    _two_clients(book)
    book.issue()
    book.clock.later(days=30)
    before = book.dump()
    with book.office.write() as ledger:
        ledger._connection.exec_driver_sql(  # type: ignore[attr-defined]
            f"CREATE TRIGGER torn BEFORE INSERT ON {table} "
            f"WHEN (SELECT count(*) FROM {table}) > {len(before[table])} "
            "BEGIN SELECT RAISE(ABORT, 'torn'); END"
        )
    _make_final(book)
    before = book.dump()
    with pytest.raises(IntegrityError):
        book.issue()
    assert book.dump() == before
    with book.office.write() as ledger:
        ledger._connection.exec_driver_sql("DROP TRIGGER torn")  # type: ignore[attr-defined]
    assert len(book.issue().reminder_ids) == 2


def _make_final(book: Book) -> None:
    """Let every item stand before its final level: it demands, by e-mail and by post."""
    with book.office.read() as ledger:
        policies = ledger.parties.policies()
    policy, *_others = policies.values()
    final = replace(policy.levels[-1], position=2, day=14)
    with book.office.write() as ledger:
        short = replace(policy, levels=(replace(policy.levels[1], position=1, day=3), final))
        policy_id = ledger.parties.save_policy(replace(short, id=0))
        ledger._connection.exec_driver_sql(  # type: ignore[attr-defined]
            "UPDATE reminder_line SET level_position = 1"
        )
    deliver(book.office)
    save_business(book.office, replace(business(book.office), policy_id=policy_id))


def test_a_payment_in_between_stops_the_issue(book: Book) -> None:
    acme, _ = _two_clients(book)
    choices = book.choices()
    book.pay(acme, "1.00")
    before = book.dump()
    with pytest.raises(ProposalOutdated) as caught:
        issue(book.office, choices)
    assert caught.value.data["client_ids"] == (acme,)
    assert book.dump() == before
    # The other client's, alone, may go.
    (bolts,) = [one for one in choices if one.prepared.chase.client_id != acme]
    assert len(issue(book.office, [bolts]).value.reminder_ids) == 1


def _new_bank(book: Book, acme: int) -> None:
    was = business(book.office)
    save_business(book.office, replace(was, bank=replace(was.bank, account_number="99999999")))


def _new_address(book: Book, acme: int) -> None:
    was = client_card(book.office, acme).client
    contacts = (Contact("Bea", email="bea@client.example"),)
    save_client(book.office, replace(was, contacts=contacts))


def _cancelled(book: Book, acme: int) -> None:
    with book.office.read() as ledger:
        known = ledger.receivables.find_invoices([acme])
    cancel_invoice(book.office, known[acme, "a2"])


def _next_day(book: Book, acme: int) -> None:
    book.clock.later(days=1)


@pytest.mark.parametrize("change", [_new_bank, _new_address, _cancelled, _next_day])
def test_what_the_owner_saw_is_what_goes_out(
    book: Book, change: Callable[[Book, int], None]
) -> None:
    acme, _ = _two_clients(book)
    choices = book.choices()
    change(book, acme)
    before = book.dump()
    with pytest.raises(ProposalOutdated):
        issue(book.office, choices)
    assert book.dump() == before


def test_the_same_choice_never_goes_twice(book: Book) -> None:
    _two_clients(book)
    choices = book.choices()
    with pytest.raises(ProposalOutdated):
        issue(book.office, [*choices, choices[0]])
    issue(book.office, choices)
    before = book.dump()
    with pytest.raises(ProposalOutdated):
        issue(book.office, choices)
    assert book.dump() == before


def test_the_book_itself_refuses_a_level_twice(book: Book) -> None:
    _two_clients(book)
    (first, *_) = book.choices()
    book.issue()
    with pytest.raises(IntegrityError), book.office.write() as ledger:
        ledger.chasing.add_reminder(
            first.prepared.chase,
            first.words,
            run="again",
            issued_on=book.clock.today(),
            language="en-GB",
            at=book.clock.now(),
        )
    with book.office.read() as ledger:
        assert ledger.chasing.of_run("again") == []


def test_stopped_between_two_letters_nothing_is_issued(book: Book) -> None:
    _two_clients(book)
    before = book.dump()
    seen = []

    def stop(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 1

    outcome = issue(book.office, book.choices(), progress=stop)
    assert (outcome.value.run, outcome.touched) == ("", frozenset())
    assert seen == [(0, 2), (1, 2)]
    assert book.dump() == before


def test_without_an_account_only_letters_go(book: Book) -> None:
    _two_clients(book)
    with book.office.write() as ledger:
        ledger._connection.exec_driver_sql("DELETE FROM mail_account")  # type: ignore[attr-defined]
    assert not review(book.office).has_account
    with pytest.raises(MailError):
        book.issue()
    letters = [replace(one, channel=Channel.LETTER) for one in book.choices()]
    issued = issue(book.office, letters).value
    assert (len(issued.letter_ids), issued.message_ids) == (2, ())
    assert {one.state for one in outbox(book.office).letters} == {LetterState.MADE}


def test_an_e_mail_to_nobody_is_refused_and_nothing_is_issued(book: Book) -> None:
    acme = book.client("Acme Ltd", contacts=())
    book.invoice(acme, "A1")
    before = book.dump()
    (choice,) = book.choices()
    assert choice.channel is Channel.LETTER
    with pytest.raises(InvalidField):
        issue(book.office, [replace(choice, channel=Channel.EMAIL)])
    assert book.dump() == before


def test_other_words_and_another_channel_are_kept(book: Book) -> None:
    _, bolt = _two_clients(book)
    (choice,) = [one for one in book.choices() if one.prepared.chase.client_id == bolt]
    edited = replace(choice, words=Words("Hello", "Hi.", "Bye."), channel=Channel.EMAIL_AND_LETTER)
    assert letter_of(book.office, edited).decode().startswith("Bolt Ltd\nHello")
    assert email_of(book.office, edited).body.text == "Hi."
    issued = issue(book.office, [edited]).value
    assert [one.subject for one in outbox(book.office).messages] == ["Hello"]
    assert [one.id for one in letters_to_post(book.office)] == list(issued.letter_ids)
    rows = book.dump()["reminder"]
    assert [row[6:8] for row in rows] == [("friendly", "email-and-letter")]
    assert rows[0][9:12] == ("Hello", "Hi.", "Bye.")


def test_history_cannot_be_changed(book: Book) -> None:
    book.client()
    for command in ("UPDATE audit_entry SET code = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(IntegrityError), book.office.write() as ledger:
            ledger._connection.exec_driver_sql(command)  # type: ignore[attr-defined]


def test_reading_cannot_write(book: Book) -> None:
    acme = book.client()
    with pytest.raises(BookError) as caught, book.office.read() as ledger:
        ledger.parties.flag_address(acme, "ann@client.example", "x")
    assert caught.value.data["reason"] == "read-only"
    # And the same connection writes again when it is asked to.
    with book.office.write() as ledger:
        ledger.parties.flag_address(acme, "ann@client.example", "550 gone")
    assert client_card(book.office, acme).client.mail_contact is None


def test_a_write_that_fails_half_way_keeps_nothing(book: Book) -> None:
    before = book.dump()

    def half_way() -> None:
        with book.office.write() as ledger:
            ledger.parties.save_client(Client("Half", DebtorType.COMPANY))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        half_way()
    assert book.dump() == before


def test_letters_are_made_with_no_transaction_open(book: Book) -> None:
    """While the press works, another writer gets in."""
    _two_clients(book)

    class Slow(PlainStationery):
        def letter(self, facts: ReminderFacts, words: Words) -> bytes:
            with book.office.write() as ledger:
                ledger.diary.note(AuditCode.BUSINESS_CHANGED, at=book.clock.now())
            return super().letter(facts, words)

    issued = issue(replace(book.office, stationery=Slow()), book.choices()).value
    assert len(issued.reminder_ids) == 2
