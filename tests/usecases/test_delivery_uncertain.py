"""The final dot: before it nothing can have gone, after it nobody knows until the server says."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import BookError, CannotUndo
from dunning_desktop.domain.mail import Fault, FrozenMessage, Receipt, Refusal
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.host import lock
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.mail_ports import Keep
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.outbox import (
    cancel_message,
    it_was_sent,
    retry_message,
    send_again,
)
from dunning_desktop.usecases.planning import propose
from tests.helpers.offices import add_debtor, issue_all, queue
from tests.usecases.post_office import fill, messages, post_office, send, states, turn


def test_a_link_lost_in_the_text_is_tried_again_with_the_same_bytes(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"BODY": ["drop"]}) as (office, server):
        # Large enough to fill every buffer on the way: a small one is lost at the dot.
        message_id = queue(office, "one@x.example", pdf=4_000_000)
        assert send(office).waiting == 1
        assert states(office) == ["queued"]
        assert server.received == []
        with office.read() as ledger:
            frozen = ledger.post.message(message_id).frozen
        turn(office, minutes=1.2)
        assert send(office).accepted == 1
        assert server.received[0].raw == frozen.raw


@pytest.mark.parametrize(("action", "gone"), [("drop", 0), ("accept-drop", 1)])
def test_a_link_lost_after_the_dot_is_uncertain(tmp_path: Path, action: str, gone: int) -> None:
    with post_office(tmp_path, script={"DOT": [action]}) as (office, server):
        fill(office, 2)
        done = send(office)
        assert (done.accepted, done.uncertain) == (1, 1)
        assert states(office) == ["uncertain", "accepted"]
        assert messages(office)[0].fault is Fault.LINK_LOST_AT_DOT
        assert len(server.received) == 1 + gone
        turn(office, days=2)
        assert send(office).accepted == 0, "never a blind resend"
        assert len(server.received) == 1 + gone


def test_a_server_silent_after_the_dot_is_uncertain(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"DOT": ["slow"]}, slow=3) as (office, _):
        fill(office, 1)
        assert send(office).uncertain == 1


def test_an_uncertain_reminder_holds_the_ladder_until_it_is_resolved(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"DOT": ["accept-drop"]}) as (office, server):
        add_debtor(office, "Willow", email="accounts@willow.example", late=[3])
        issue_all(office)
        turn(office, days=0.5)
        send(office)
        turn(office, days=20)
        (waiting,) = propose(office).rest
        assert (waiting.code, waiting.detail) == ("not-delivered", "uncertain")
        it_was_sent(office, messages(office)[0].id)
        assert states(office) == ["accepted"]
        assert len(propose(office).chases) == 1
        assert len(server.received) == 1


def test_sending_again_is_the_owners_word_and_the_same_bytes(tmp_path: Path) -> None:
    with post_office(tmp_path, script={"DOT": ["accept-drop"]}) as (office, server):
        (message_id,) = fill(office, 1)
        send(office)
        send_again(office, message_id)
        assert send(office).accepted == 1
        first, second = server.received
        assert first.raw == second.raw


def test_only_an_uncertain_message_is_resolved_so(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, _):
        (message_id,) = fill(office, 1)
        for verb in (it_was_sent, send_again):
            with pytest.raises(CannotUndo):
                verb(office, message_id)
        send(office)
        for verb in (it_was_sent, send_again, retry_message, cancel_message):
            with pytest.raises(CannotUndo):
                verb(office, message_id)


# What a crash leaves behind


def _die_in(office: Office, *, after: str) -> None:
    """Leave the message as a program does that dies there: claimed, with the dot noted or not."""
    with office.write() as ledger:
        message = ledger.post.claim(office.clock.now(), 1)
        assert message is not None
        if after == "dot":
            ledger.post.mark_dot(message.id, office.clock.now())


@pytest.mark.parametrize(("after", "state"), [("claim", "accepted"), ("dot", "uncertain")])
def test_a_crash_is_cleared_up_by_the_next_pass(tmp_path: Path, after: str, state: str) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office, 1)
        _die_in(office, after=after)
        done = send(office)
        assert done.recovered == 1
        assert states(office) == [state]
        assert len(server.received) == (state == "accepted")


def test_what_a_crash_made_uncertain_is_counted_and_noted(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, _):
        add_debtor(office, "Willow", email="accounts@willow.example")
        issue_all(office)
        turn(office, minutes=1)
        _die_in(office, after="dot")
        assert send(office).uncertain == 1
        with office.read() as ledger:
            assert "message-uncertain" in [one.code for one in ledger.diary.events(1)]


def test_nothing_is_cleared_up_while_another_copy_sends(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, server):
        fill(office, 2)
        _die_in(office, after="dot")
        code = (
            "import sys; from pathlib import Path\nfrom dunning_desktop.host import lock\n"
            "with lock.held(Path(sys.argv[1])) as mine:\n"
            "    print(mine, flush=True); sys.stdin.read()\n"
        )
        path = tmp_path / ".book.dunning.sending"
        with subprocess.Popen(
            [sys.executable, "-c", code, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as other:
            assert other.stdout
            assert other.stdout.readline() == b"True\n"
            done = send(office)
            assert done.elsewhere
            assert not done.changed
            assert states(office) == ["sending", "queued"]
            assert server.connections == 0
            other.kill()
        # Its death lets go of the lock.
        assert send(office).accepted == 1
        assert states(office) == ["uncertain", "accepted"]


def test_the_lock_holds_between_threads_too(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with lock.held(path) as mine, lock.held(path) as theirs:
        assert (mine, theirs) == (True, False)
    with lock.held(path) as mine:
        assert mine


def _office_whose_disk_fills_up(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, at_write: int
) -> Callable[[], None]:
    """Let the book refuse its nth write; what it returns makes room again."""
    real = type(office.store).write
    writes = [0]

    def write(store: object) -> object:
        writes[0] += 1
        if writes[0] == at_write:
            raise BookError(reason="disk-full")
        return real(store)  # type: ignore[arg-type]

    monkeypatch.setattr(type(office.store), "write", write)
    return lambda: monkeypatch.setattr(type(office.store), "write", real)


@pytest.mark.parametrize(
    ("at_write", "stored", "then"),
    [
        (1, 0, "accepted"),
        (2, 0, "accepted"),
        (3, 0, "accepted"),
        (4, 1, "accepted"),
        (5, 1, "uncertain"),
    ],
    ids=["recover", "claim", "dot", "the next claim", "record"],
)
def test_a_book_that_cannot_be_written_never_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_write: int, stored: int, then: str
) -> None:
    """The dot goes out only after the book has noted it."""
    with post_office(tmp_path) as (office, server):
        fill(office, 1)
        make_room = _office_whose_disk_fills_up(office, monkeypatch, at_write=at_write)
        with pytest.raises(BookError):
            deliver(office)
        assert len(server.received) == stored
        make_room()
        send(office)
        assert states(office) == [then]
        assert len(server.received) == 1


class _Wire:
    """Takes every message and refuses one of its recipients."""

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        before_dot()
        return Receipt("250 ok", None, (Refusal(message.recipients[0], "550 no"),))


class _Post(SmtpPostman):
    @contextmanager
    def connect(  # type: ignore[override]
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[_Wire]:
        yield _Wire()


def test_a_message_that_its_client_does_not_get_is_not_accepted(tmp_path: Path) -> None:
    with post_office(tmp_path) as (office, _):
        client_id = add_debtor(office, "Willow", email="accounts@willow.example")
        issue_all(office)
        turn(office, minutes=1)
        send(replace(office, postman=_Post()))
        assert states(office) == ["failed"]
        assert messages(office)[0].fault is Fault.RECIPIENT
        with office.read() as ledger:
            assert ledger.parties.client(client_id).contacts[0].refused == "550 no"
