"""Envelopes: one conversation with each client, its root, its subject, and its identifiers."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.letter import EmailBody
from dunning_desktop.domain.mail import Fault
from dunning_desktop.storage.opening import bring_to_head
from dunning_desktop.usecases.agreement_ports import Document, DocumentKind
from dunning_desktop.usecases.envelope import (
    AGAIN,
    Envelope,
    envelope_about,
    envelope_for,
    queue_in,
)
from dunning_desktop.usecases.mail_accounts import account as usual_account
from dunning_desktop.usecases.mail_accounts import save_account
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import cancel_message, message_of
from tests.helpers.offices import ANY_ACCOUNT, add_debtor, an_office, furnish, issue_all
from tests.helpers.smtp_server import GREYLISTED, USER, Server
from tests.usecases.post_office import messages, post_office, send, states, turn

Scene = tuple[Office, Server]
WILLOW, ROWAN = "accounts@willow.example", "accounts@rowan.example"


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with post_office(tmp_path) as (office, server):
        yield office, server


def remind(office: Office, server: Server, *, days: int = 0) -> list[Message]:
    """After so many days, everything proposed goes out; what the server got of it."""
    turn(office, days=days)
    before = len(server.received)
    issue_all(office)
    turn(office, minutes=1)
    send(office)
    return [email.message_from_bytes(one.raw) for one in server.received[before:]]


def root(message: Message) -> str:
    return message["References"].split()[0]


def paper(office: Office, envelope: Envelope, subject: str = "Hello") -> int:
    """Another e-mail in that envelope; its id."""
    content = envelope.content(
        EmailBody("Hello.", "<p>Hello.</p>"),
        business="Carter Plumbing",
        recipient=("Jo", "jo@partner.example"),
        subject=subject,
    )
    frozen = office.postman.freeze(content, at=office.clock.now())
    with office.write() as ledger:
        return queue_in(ledger, office, envelope, frozen, subject=subject, client_id=None)


def to_client(office: Office, client_id: int = 1) -> Envelope:
    with office.read() as ledger:
        return envelope_for(ledger, client_id=client_id)


def about_case(office: Office, case_id: int = 1) -> Envelope:
    with office.read() as ledger:
        return envelope_about(ledger, case_id=case_id)


# The conversation


def test_a_second_reminder_continues_the_first(scene: Scene) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    (first,) = remind(office, server)
    (second,) = remind(office, server, days=12)
    (third,) = remind(office, server, days=20)
    assert not first["Subject"].startswith(AGAIN)
    assert second["Subject"] == third["Subject"] == AGAIN + first["Subject"]
    thread = root(first)
    ids = [one["Message-ID"] for one in (first, second, third)]
    assert first["References"].split() == [thread]
    assert first["In-Reply-To"] == thread
    assert second["References"].split() == [thread, ids[0]]
    assert third["References"].split() == [thread, ids[0], ids[1]]
    assert third["In-Reply-To"] == ids[1]
    assert thread not in ids
    assert len({*ids}) == 3


def test_a_continued_message_says_its_own_matter_at_its_head(scene: Scene) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    (first,) = remind(office, server)
    (second,) = remind(office, server, days=12)
    with office.read() as ledger:
        reminders = [ledger.post.message(one.id).reminder_id for one in messages(office)]
        rows = ledger.post.letters_of([one for one in reminders if one])
    own = {one.reminder_id: one.subject for one in rows}[reminders[1]]
    assert own != first["Subject"]
    assert own in _text(second)
    assert _text(first).count(first["Subject"]) == 0


def _text(message: Message) -> str:
    part = next(one for one in message.walk() if one.get_content_type() == "text/plain")
    words = part.get_payload(decode=True)
    assert isinstance(words, bytes)
    return words.decode()


def test_other_due_items_are_a_new_matter_in_the_same_conversation(scene: Scene) -> None:
    office, _ = scene
    envelope = replace(to_client(office), so_far=replace(
        to_client(office).so_far, subject="Invoice 1", items=frozenset({1, 2}),
    ))  # fmt: skip
    assert envelope.subject("Invoice 3", [3]) == "Invoice 3"
    assert envelope.subject("Invoices 2 and 3", [2, 3]) == "Re: Invoice 1"
    assert envelope.subject("Nothing due", []) == "Nothing due"


def test_re_is_said_once(scene: Scene) -> None:
    office, _ = scene
    envelope = to_client(office)
    again = replace(envelope.so_far, subject="Re: Invoice 1", items=frozenset({1}))
    assert replace(envelope, so_far=again).subject("Other", [1]) == "Re: Invoice 1"


def test_each_client_has_a_root_of_his_own_and_a_case_another(scene: Scene) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    add_debtor(office, "Rowan", email=ROWAN, late=[3])
    first, second = remind(office, server)
    roots = {
        root(first), root(second),
        about_case(office, 1).thread, about_case(office, 2).thread,
    }  # fmt: skip
    assert len(roots) == 4
    assert {root(first), root(second)} == {to_client(office, key).thread for key in (1, 2)}
    assert all(one.endswith("@thread.invalid>") for one in roots)


def test_two_books_share_no_root(tmp_path: Path) -> None:
    """Else the answer to one business could pause a client of the other."""
    roots = set()
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        bring_to_head(folder / "book.dunning")
        with an_office(folder) as office:
            furnish(office, ANY_ACCOUNT)
            roots.add(to_client(office).thread)
            assert to_client(office).thread in roots, "and it stays what it is"
    assert len(roots) == 2


def test_mail_about_a_case_is_no_part_of_the_clients_conversation(scene: Scene) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    remind(office, server)
    message_id = paper(office, about_case(office))
    raw = email.message_from_bytes(message_of(office, message_id).frozen.raw)
    assert raw["References"].split() == [about_case(office).thread]
    turn(office, minutes=1)
    send(office)
    assert about_case(office).so_far.message_ids == (raw["Message-ID"],)
    assert len(to_client(office).so_far.message_ids) == 1


def test_a_paper_between_two_reminders_begins_a_new_matter(scene: Scene) -> None:
    """What came last was about no due item: the next reminder has a subject of its own."""
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    remind(office, server)
    paper(office, to_client(office), "What we agreed")
    turn(office, minutes=1)
    send(office)
    (second,) = remind(office, server, days=12)
    assert not second["Subject"].startswith(AGAIN)
    assert len(second["References"].split()) == 3


def test_what_never_left_is_not_referred_to(scene: Scene) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    (first,) = remind(office, server)
    turn(office, days=12)
    issue_all(office)
    cancel_message(office, messages(office)[-1].id)
    assert to_client(office).so_far.message_ids == (first["Message-ID"],)
    (second,) = remind(office, server)
    assert second["References"].split() == [root(first), first["Message-ID"]]


def test_what_may_have_left_is_referred_to(scene: Scene) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    server.script["DOT"] = ["accept-drop"]
    remind(office, server)
    assert states(office) == ["uncertain"]
    assert len(to_client(office).so_far.message_ids) == 1


# The identifier


def test_a_message_keeps_its_identifier_and_its_bytes_however_often_it_is_tried(
    scene: Scene,
) -> None:
    office, server = scene
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    issue_all(office)
    frozen = message_of(office, 1).frozen
    server.script["DOT"] = [GREYLISTED, GREYLISTED]
    for _ in range(3):
        turn(office, hours=1)
        send(office)
        assert message_of(office, 1).frozen == frozen
    (got,) = server.received
    assert got.raw == frozen.raw
    assert email.message_from_bytes(got.raw)["Message-ID"] == frozen.message_id
    assert frozen.message_id.endswith("@firm.example>")


# The account's part


def test_the_account_gives_its_name_its_signature_and_its_reply_address(scene: Scene) -> None:
    office, server = scene
    account = usual_account(office)
    assert account is not None
    changed = replace(
        account, sender_name="Rose Carter", reply_to="office@firm.example",
        signature="Rose Carter\n01234 567890", copy_to_self=True,
    )  # fmt: skip
    save_account(office, changed)
    add_debtor(office, "Willow", email=WILLOW, late=[3])
    (got,) = remind(office, server)
    assert "Rose Carter" in got["From"]
    assert got["Reply-To"] == "office@firm.example"
    assert "01234 567890" in _text(got)
    assert server.received[0].recipients == (WILLOW, USER)
    assert USER not in str(got["To"])
    assert got["Bcc"] is None
    assert messages(office)[0].recipient == WILLOW


def test_the_invoices_go_with_it_where_the_account_says_so(scene: Scene) -> None:
    office, server = scene
    account = usual_account(office)
    assert account is not None
    save_account(office, replace(account, attach_invoices=True))
    client_id = add_debtor(office, "Willow", email=WILLOW, late=[3, 3, 3])
    with office.write() as ledger:
        invoices = [line.invoice_id for line in ledger.chasing.items([client_id])]
        for number, (key, size) in enumerate(zip(invoices, (900, 1_999_200, 500), strict=True)):
            document = Document(
                client_id, DocumentKind.INVOICE, f"Invoice-{number}.pdf", invoice_id=key
            )
            ledger.agreements.add_document(document, bytes(size), at=office.clock.now())
    (got,) = remind(office, server)
    names = [str(one.get_filename()) for one in got.walk() if one.get_filename()]
    assert names[0].startswith("Reminder-")
    assert len(names) == 3, "as many as there is room for"
    sizes = [len(one.get_payload(decode=True) or b"") for one in got.walk() if one.get_filename()]
    assert sum(sizes[1:]) <= 2_000_000


def test_without_an_account_there_is_no_envelope(tmp_path: Path) -> None:
    with an_office(tmp_path) as office, office.read() as ledger:
        with pytest.raises(MailError) as caught:
            envelope_for(ledger, client_id=1)
        assert caught.value.data["fault"] is Fault.NO_ACCOUNT
