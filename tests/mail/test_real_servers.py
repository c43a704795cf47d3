"""The whole loop at a real Postfix and a real Dovecot: sent, answered, bounced, delayed, filed."""

import email
import smtplib
import ssl
import time
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import EmailMessage, Message
from email.policy import SMTP

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.incoming import Incoming, IncomingKind, Undelivered
from dunning_desktop.domain.mail import Fault, FrozenMessage
from dunning_desktop.domain.mail_accounts import SignIn, TlsMode
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.mail.smtp.postman import SmtpPostman
from tests.helpers.dovecot import Dovecot, dovecot
from tests.helpers.postfix import FULL, GONE, NO_SUCH_ACCOUNT, REJECTED, SLOW, Postfix, postfix
from tests.helpers.smtp_server import PASSWORD, USER, smtp_server
from tests.mail.scene import CLIENT, content, quietly

CLIENTS_PASSWORD = "client's own"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
PATIENCE = 25


@dataclass
class Office:
    """The owner's side of the servers, and the client's."""

    server: Postfix

    @property
    def boxes(self) -> Dovecot:
        return self.server.boxes

    def send(self, recipient: str = CLIENT, tls: TlsMode = TlsMode.IMPLICIT) -> FrozenMessage:
        """Send a reminder as the program does; it has to be taken."""
        postman = SmtpPostman(make_context=self.boxes.trusting)
        frozen = postman.freeze(content(recipient=recipient), at=datetime.now(UTC))
        with postman.connect(self.server.account(tls=tls), PASSWORD) as wire:
            receipt = wire.submit(frozen, before_dot=quietly)
        assert receipt.accepted, receipt
        return frozen

    def heard_about(self, message_id: str) -> Incoming:
        """Wait until something in the owner's inbox refers to a message."""
        until = time.monotonic() + PATIENCE
        postbox = ImapPostbox(make_context=self.boxes.trusting)
        with postbox.open(self.server.account(), PASSWORD) as box:
            while time.monotonic() < until:
                heard = box.news(None, not_before=LONG_AGO)
                found = [one for one in heard.mails if message_id in one.answers]
                if found:
                    return found[-1]
                time.sleep(0.1)
        raise AssertionError(f"nothing came about {message_id}:\n{self.server.log[-3000:]}")

    def received(self, message_id: str) -> Message:
        """Wait until a message lies in the client's mailbox, and return it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for raw in self.boxes.raws(CLIENT):
                got = email.message_from_bytes(raw)
                if got["Message-ID"] == message_id:
                    return got
            time.sleep(0.1)
        raise AssertionError(f"{message_id} did not arrive:\n{self.server.log[-3000:]}")

    def answer(self, message: EmailMessage, notify: str = "", sender: str = CLIENT) -> None:
        """Send what the client writes, from a program of his own."""
        context: ssl.SSLContext = self.boxes.trusting()
        with smtplib.SMTP_SSL("127.0.0.1", self.server.submissions, context=context) as link:
            link.ehlo("[127.0.0.1]")
            plain = f"\0{sender}\0{self.boxes.users[sender]}".encode()
            assert link.docmd("AUTH", f"PLAIN {b64encode(plain).decode()}")[0] == 235
            link.send_message(message, sender, rcpt_options=[notify] if notify else [])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    users = {USER: PASSWORD, CLIENT: CLIENTS_PASSWORD}
    folder = tmp_path_factory.mktemp("real_servers")
    with dovecot(folder, users=users) as boxes, postfix(boxes) as server:
        yield Office(server)


def written(frozen: FrozenMessage, text: str, **headers: str) -> EmailMessage:
    """Return what a client's program makes of "Answer"."""
    answer = EmailMessage(policy=SMTP)
    answer["From"] = f"Petra Client <{CLIENT}>"
    answer["To"] = USER
    answer["Subject"] = "Re: Invoice 42 is overdue"
    answer["In-Reply-To"] = frozen.message_id
    answer["References"] = frozen.message_id
    for name, value in headers.items():
        answer[name.replace("_", "-")] = value
    answer.set_content(text)
    return answer


@pytest.mark.parametrize("tls", [TlsMode.IMPLICIT, TlsMode.STARTTLS])
def test_a_reminder_arrives_whole(office: Office, tls: TlsMode) -> None:
    frozen = office.send(tls=tls)
    got = office.received(frozen.message_id)
    assert got.as_bytes().count(b"Invoice-42.pdf") >= 1
    sent = email.message_from_bytes(frozen.raw)
    bodies = [[p.get_payload(decode=True) for p in m.walk()] for m in (got, sent)]
    assert bodies[0] == bodies[1]


def test_an_answer_is_heard(office: Office) -> None:
    frozen = office.send()
    office.received(frozen.message_id)
    quoted = "On Sun, 22 Nov 2026 at 12:00, Rose & Sons <me@firm.example> wrote:\n> please pay\n"
    office.answer(written(frozen, f"We paid on Friday – sorry!\n\n{quoted}"))
    heard = office.heard_about(frozen.message_id)
    assert heard.kind is IncomingKind.MAIL
    assert (heard.sender, heard.sender_name) == (CLIENT, "Petra Client")
    assert heard.text == "We paid on Friday – sorry!"
    assert heard.answers == (frozen.message_id,)


def test_an_out_of_office_note_is_no_answer(office: Office) -> None:
    frozen = office.send()
    office.answer(written(frozen, "I am back on Monday.", Auto_Submitted="auto-replied"))
    heard = office.heard_about(frozen.message_id)
    assert (heard.kind, heard.text) == (IncomingKind.AUTOMATIC, "I am back on Monday.")


def test_a_bounce_names_the_message_and_the_address(office: Office) -> None:
    frozen = office.send(GONE)
    heard = office.heard_about(frozen.message_id)
    assert heard.kind is IncomingKind.BOUNCE
    assert heard.about == (Undelivered(GONE, "5.1.1", NO_SUCH_ACCOUNT),)
    assert heard.answers == (frozen.message_id,)
    assert heard.envelope_id == frozen.message_id.strip("<>").partition("@")[0]


def test_a_warning_is_no_bounce(office: Office) -> None:
    frozen = office.send(SLOW)
    heard = office.heard_about(frozen.message_id)
    assert heard.kind is IncomingKind.DELAYED
    assert [(one.address, one.status) for one in heard.about] == [(SLOW, "4.3.0")]


def test_that_it_was_delivered_is_heard_where_it_was_asked_for(office: Office) -> None:
    asking = written(FrozenMessage(b"", "<earlier@firm.example>", USER, ()), "Hello")
    asking["Message-ID"] = "<asking@firm.example>"
    asking.replace_header("To", CLIENT)
    office.answer(asking, "NOTIFY=SUCCESS", sender=USER)
    heard = office.heard_about("<asking@firm.example>")
    assert heard.kind is IncomingKind.DELIVERED
    assert [(one.address, one.status[:1]) for one in heard.about] == [(CLIENT, "2")]
    assert heard.answers == ("<asking@firm.example>", "<earlier@firm.example>")


@pytest.mark.parametrize(
    ("recipient", "fault"), [(REJECTED, Fault.RECIPIENT), (FULL, Fault.BUSY)]
)
def test_a_refused_recipient_is_known_at_once(
    office: Office, recipient: str, fault: Fault
) -> None:
    postman = SmtpPostman(make_context=office.boxes.trusting)
    frozen = postman.freeze(content(recipient=recipient), at=datetime.now(UTC))
    with postman.connect(office.server.account(), PASSWORD) as wire:
        assert wire.submit(frozen, before_dot=quietly).fault is fault


def test_a_filed_copy_is_found_and_a_lost_one_is_not(office: Office) -> None:
    frozen = office.send()
    postbox = ImapPostbox(make_context=office.boxes.trusting)
    with postbox.open(office.server.account(), PASSWORD) as box:
        assert box.sent([frozen.message_id]) == frozenset()
        box.file_sent(frozen.raw, message_id=frozen.message_id, at=datetime.now(UTC))
        assert box.sent([frozen.message_id, "<lost@firm.example>"]) == {frozen.message_id}
    assert office.boxes.raws(folder="Sent") == [frozen.raw]


def test_a_copy_to_oneself_is_found(office: Office) -> None:
    frozen = office.send(USER)
    until, found = time.monotonic() + PATIENCE, frozenset[str]()
    postbox = ImapPostbox(make_context=office.boxes.trusting)
    with postbox.open(office.server.account(), PASSWORD) as box:
        while not found and time.monotonic() < until:
            found = box.sent([frozen.message_id])
    assert found == {frozen.message_id}


def test_a_consent_opens_the_inbox(office: Office) -> None:
    account = replace(office.server.account(), sign_in=SignIn.MICROSOFT)
    office.boxes.tokens["fresh"] = USER
    postbox = ImapPostbox(bearer=lambda *_: "fresh", make_context=office.boxes.trusting)
    with postbox.open(account, "secret") as box:
        assert box.sent(["<1@firm.example>"]) == frozenset()


def test_a_consent_that_was_taken_back_does_not(office: Office) -> None:
    account = replace(office.server.account(), sign_in=SignIn.MICROSOFT)
    postbox = ImapPostbox(bearer=lambda *_: "stale", make_context=office.boxes.trusting)
    with pytest.raises(MailError) as caught, postbox.open(account, "secret"):
        pass
    assert caught.value.data["fault"] is Fault.LOGIN
    assert caught.value.data["detail"] == "sign-in-again"


def test_the_inbox_looks_as_if_nobody_had_been_there(office: Office) -> None:
    """Every mail of the tests above was read, and none is marked as read."""
    frozen = office.send()
    office.answer(written(frozen, "Hello"))
    office.heard_about(frozen.message_id)
    postbox = ImapPostbox(make_context=office.boxes.trusting)
    with postbox.open(office.server.account(), PASSWORD) as box:
        heard = box.news(None, not_before=LONG_AGO)
    flags = office.boxes.flags()
    assert len(flags) == len(heard.mails)
    assert {flag for one in flags for flag in one} <= {b"\\Recent"}
    said = office.boxes.commands()
    assert 'SELECT "INBOX"' not in said
    assert "STORE" not in said


def test_the_submission_of_dovecot_hands_mail_on_to_a_relay(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A provider whose door is another program than what delivers behind it."""
    folder, behind = (tmp_path_factory.mktemp(name) for name in ("door", "behind"))
    with smtp_server(behind, tls=TlsMode.NONE, auth=()) as relay:
        with dovecot(folder, relay_port=relay.port) as door:
            postman = SmtpPostman(make_context=door.trusting)
            frozen = postman.freeze(content(), at=datetime.now(UTC))
            with postman.connect(door.account(), PASSWORD) as wire:
                assert wire.submit(frozen, before_dot=quietly).accepted
        (got,) = relay.received
        assert frozen.raw in got.raw
        assert got.recipients == (CLIENT,)
