"""The postbox at a real Dovecot: what is new, what was sent, and nothing ever marked as read."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest

from dunning_desktop.domain.incoming import InboxMark, IncomingKind
from dunning_desktop.mail.imap import arrivals
from dunning_desktop.mail.reading import mail as reading
from tests.helpers.dovecot import Dovecot
from tests.helpers.strict import ExpectLog
from tests.mail.boxes import LONG_AGO, mail, news, opened, subjects
from tests.mail.scene import NOON

WRITES = re.compile(
    r"^\S+ \w+ (UID )?(SELECT|STORE|COPY|MOVE|EXPUNGE|CREATE|APPEND|DELETE)\b", re.MULTILINE
)


def test_what_is_new_comes_once_and_oldest_first(running: Dovecot, user: str) -> None:
    for number in (1, 2, 3):
        running.put(mail(number), user)
    first = news(running, user)
    assert subjects(first) == ["Mail 1", "Mail 2", "Mail 3"]
    assert not first.more
    # The last message always answers n:*, and must not come twice.
    again = news(running, user, first.mark)
    assert (again.mails, again.mark) == ((), first.mark)
    running.put(mail(4), user)
    assert subjects(news(running, user, first.mark)) == ["Mail 4"]


def test_a_mail_is_read_whole(running: Dovecot, user: str) -> None:
    at = datetime(2026, 11, 20, 8, 30, 15, tzinfo=UTC)
    answers = "In-Reply-To: <a@firm.example>\r\n"
    answers += "References: <root@x.example>\r\n <a@firm.example>\r\n"
    running.put(mail(words="We pay on Friday.", extra=answers), user, at=at)
    (got,) = news(running, user).mails
    assert got.kind is IncomingKind.MAIL
    assert (got.sender, got.sender_name) == ("client@client.example", "Client")
    assert (got.message_id, got.at) == ("<1@client.example>", at)
    assert got.answers == ("<a@firm.example>", "<root@x.example>")
    assert got.text == "We pay on Friday."


def test_an_empty_inbox_has_a_mark_too(running: Dovecot, user: str) -> None:
    first = news(running, user)
    assert first.mails == ()
    running.put(mail(1), user)
    assert subjects(news(running, user, first.mark)) == ["Mail 1"]


def test_the_first_look_goes_back_to_a_moment_and_no_further(running: Dovecot, user: str) -> None:
    moment = datetime(2026, 11, 10, 0, 30, tzinfo=UTC)
    for number, minutes in ((1, -60), (2, -1), (3, 0), (4, 90)):
        running.put(mail(number), user, at=moment + timedelta(minutes=minutes))
    with opened(running, user) as box:
        heard = box.news(None, not_before=moment)
    assert subjects(heard) == ["Mail 3", "Mail 4"]
    assert news(running, user, heard.mark).mails == ()


def test_nothing_young_enough_still_moves_the_mark(running: Dovecot, user: str) -> None:
    running.put(mail(1), user, at=LONG_AGO)
    with opened(running, user) as box:
        heard = box.news(None, not_before=NOON)
    assert heard.mails == ()
    assert heard.mark.next_uid == 2


def test_a_mark_of_another_life_is_no_mark(running: Dovecot, user: str) -> None:
    running.put(mail(1), user)
    mark = news(running, user).mark
    other = InboxMark(mark.validity + 1, 500)
    heard = news(running, user, other)
    assert subjects(heard) == ["Mail 1"]
    assert heard.mark == mark


def test_many_come_in_batches(
    running: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "BATCH", 4)
    for number in range(1, 11):
        running.put(mail(number), user)
    met, more, mark = [], True, None
    looks = 0
    while more:
        heard = news(running, user, mark)
        more, mark, looks = heard.more, heard.mark, looks + 1
        met += subjects(heard)
    assert met == [f"Mail {number}" for number in range(1, 11)]
    assert looks == 3


def test_nothing_is_marked_or_changed(running: Dovecot, user: str) -> None:
    running.put(mail(1), user)
    running.put(mail(2), user, flags=(b"\\Flagged",))
    running.put(mail(3), user, flags=(b"\\Seen", b"\\Answered"))
    before = _flags(running, user)
    running.forget_commands(user)
    with opened(running, user) as box:
        first = box.news(None, not_before=LONG_AGO)
        box.news(first.mark, not_before=LONG_AGO)
        box.sent(["<1@client.example>"])
    said = running.commands(user)
    assert not WRITES.search(said)
    assert "EXAMINE" in said
    assert "BODY.PEEK" in said
    assert not re.search(r"BODY\[|RFC822\b(?!\.SIZE)", said)
    assert _flags(running, user) == before
    # Not even "recent", which a SELECT takes away from the owner's own program.
    assert before == [set(), {b"\\Flagged"}, {b"\\Seen", b"\\Answered"}]


def _flags(server: Dovecot, user: str) -> list[set[bytes]]:
    return [set(flags) - {b"\\Recent"} for flags in server.flags(user)]


def test_recent_stays_for_the_owners_own_program(running: Dovecot, user: str) -> None:
    running.put(mail(1), user)
    assert len(news(running, user).mails) == 1
    with running.opened(user) as client:
        assert client.select_folder("INBOX")[b"RECENT"] == 1


def _bytes_out(running: Dovecot, user: str, *, connections: int) -> list[int]:
    """What the server sent on each connection; it writes that down some time after the end."""
    until = time.monotonic() + 10
    while True:
        log = (running.home / "log").read_text()
        sent = re.findall(rf"imap\({re.escape(user)}\).*? out=(\d+)", log)
        if len(sent) >= connections:
            return [int(one) for one in sent]
        assert time.monotonic() < until, log
        time.sleep(0.05)


def test_of_a_large_mail_only_the_beginning_is_fetched(running: Dovecot, user: str) -> None:
    photo = ("QUFB" * 19 + "\r\n") * (40 * 1024 * 1024 // 78)
    raw = (
        "From: c@client.example\r\nSubject: Photos\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nPaid today.\r\n--b\r\n"
        "Content-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{photo}\r\n--b--\r\n"
    ).encode()
    assert len(raw) > 40_000_000
    running.put(raw, user)
    (got,) = news(running, user).mails
    assert got.text == "Paid today."
    assert 200_000 < max(_bytes_out(running, user, connections=2)) < 300_000


def test_of_a_newsletter_only_the_headers_are_fetched(running: Dovecot, user: str) -> None:
    running.put(mail(1, words="Buy!" * 100, extra="List-Id: <news.shop.example>\r\n"), user)
    (got,) = news(running, user).mails
    assert (got.kind, got.text) == (IncomingKind.AUTOMATIC, "")


def test_a_mail_without_a_name_gets_the_same_one_each_time(running: Dovecot, user: str) -> None:
    running.put(b"From: a@b.example\r\n\r\nHello\r\n", user)
    (one,), (two,) = news(running, user).mails, news(running, user).mails
    assert one.message_id == two.message_id
    assert re.fullmatch(r"<1\.\d+@nameless\.invalid>", one.message_id)


def test_headers_without_end_are_read_as_far_as_anybody_writes_them(
    running: Dovecot, user: str
) -> None:
    ids = "".join(f" <{number:06}.{'x' * 50}@client.example>\r\n" for number in range(2000))
    running.put(mail(1, extra=f"References:\r\n{ids}"), user)
    running.put(mail(2), user)
    long, short = news(running, user).mails
    assert (long.subject, long.text, short.text) == ("Mail 1", "Hello", "Hello")
    assert "<000000.{}@client.example>".format("x" * 50) in long.answers
    assert "<001999.{}@client.example>".format("x" * 50) not in long.answers


def test_a_mail_that_nobody_can_read_hides_no_other(
    running: Dovecot, user: str, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    running.put(mail(1), user)
    running.put(mail(2), user)
    real = reading.read

    def read(raw: bytes, *, at: datetime, place: str) -> object:
        if b"Mail 1" in raw:
            raise AssertionError("a fault in the parser")
        return real(raw, at=at, place=place)

    monkeypatch.setattr(reading, "read", read)
    expect_log("a message of the inbox cannot be read")
    assert subjects(news(running, user)) == ["", "Mail 2"]
