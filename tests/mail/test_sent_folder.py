"""The Sent folder at a real Dovecot: found, searched, and added to without doubling anything."""

from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail.imap.sent_folder import Folders
from tests.helpers.dovecot import Dovecot, dovecot
from tests.mail.boxes import LONG_AGO, mail, opened, subjects
from tests.mail.scene import NOON, message


def test_a_copy_is_filed_once_as_read_and_with_its_date(running: Dovecot, user: str) -> None:
    frozen = message()
    with opened(running, user) as box:
        for _ in range(2):
            box.file_sent(frozen.raw, message_id=frozen.message_id, at=NOON)
        assert box.sent([frozen.message_id, "<other@firm.example>"]) == {frozen.message_id}
    assert running.raws(user, "Sent") == [frozen.raw]
    assert running.flags(user, "Sent") == [(b"\\Seen", b"\\Recent")]
    with running.opened(user) as client:
        client.select_folder("Sent", readonly=True)
        (fetched,) = client.fetch([1], ["INTERNALDATE"]).values()
        assert fetched[b"INTERNALDATE"] == NOON


def test_many_are_looked_for_in_a_few_searches(running: Dovecot, user: str) -> None:
    for number in range(1, 6):
        running.put(mail(number), user, folder="Sent")
    running.put(mail(77), user)
    asked = [f"<{number}@client.example>" for number in range(1, 101)]
    running.forget_commands(user)
    with opened(running, user) as box:
        got = box.sent(asked)
    assert got == {f"<{number}@client.example>" for number in (1, 2, 3, 4, 5, 77)}
    assert running.commands(user).count("UID SEARCH") == 10


def test_part_of_a_name_is_not_the_name(running: Dovecot, user: str) -> None:
    running.put(mail(11), user, folder="Sent")
    with opened(running, user) as box:
        assert box.sent(["1@client.example", "<1@client.example>"]) == frozenset()
        assert box.sent([]) == frozenset()


@pytest.mark.parametrize(
    "name",
    ['<a"b@x.example>', "<a\\b@x.example>", "<a b@x.example>", "<(a*)%@x.example>", "NIL", "{3}"],
)
def test_no_name_breaks_the_search(running: Dovecot, user: str, name: str) -> None:
    with opened(running, user) as box:
        assert box.sent([name, "<1@client.example>"]) == frozenset()


@pytest.mark.parametrize("name", ["<a\r\nb LOGOUT@x>", "<ä@x.example>", "<\0@x>", ""])
def test_what_was_never_sent_from_here_is_not_looked_for(
    running: Dovecot, user: str, name: str
) -> None:
    running.put(mail(1), user, folder="Sent")
    with opened(running, user) as box:
        assert box.sent([name, "<1@client.example>"]) == {"<1@client.example>"}


@pytest.mark.parametrize("name", ["Gesendete Objekte", "Éléments envoyés", "INBOX.Wysłane"])
def test_a_sent_folder_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    frozen = message()
    with dovecot(tmp_path, sent=name, special_use=False) as server, opened(server) as box:
        box.file_sent(frozen.raw, message_id=frozen.message_id, at=NOON)
        assert server.raws(folder=name) == [frozen.raw]
        assert box.sent([frozen.message_id]) == {frozen.message_id}


def test_no_folder_is_made(tmp_path: Path) -> None:
    frozen = message()
    with dovecot(tmp_path, sent="") as server:
        with opened(server) as box, pytest.raises(MailError) as caught:
            box.file_sent(frozen.raw, message_id=frozen.message_id, at=NOON)
        assert caught.value.data["fault"] is Fault.REFUSED
        assert caught.value.data["detail"] == "no-sent-folder"
        with server.opened() as client:
            assert [one[2] for one in client.list_folders()] == ["INBOX"]
        with opened(server) as box:
            assert box.sent([frozen.message_id]) == frozenset()


def test_a_box_can_be_used_further_after_a_refusal(tmp_path: Path) -> None:
    with dovecot(tmp_path, sent="") as server, opened(server) as box:
        with pytest.raises(MailError):
            box.file_sent(b"x", message_id="<1@x.example>", at=NOON)
        server.put(mail(1))
        assert subjects(box.news(None, not_before=LONG_AGO)) == ["Mail 1"]


# Which folder is the Sent folder.

OPEN: tuple[bytes, ...] = (b"\\HasNoChildren",)


@pytest.mark.parametrize(
    ("listed", "sent", "everything"),
    [
        ([(OPEN, b"/", "INBOX"), (OPEN, b"/", "Sent")], "Sent", None),
        ([(OPEN, b".", "INBOX.Sent Items")], "INBOX.Sent Items", None),
        ([(OPEN, b"/", "inbox/Gesendete Objekte")], "inbox/Gesendete Objekte", None),
        ([(OPEN, b"/", "Archive/Sent")], None, None),
        ([(OPEN, None, "sent")], "sent", None),
        # What the server marks counts more than any name, and what cannot be opened not at all.
        ([(OPEN, b"/", "Sent"), ((b"\\SENT",), b"/", "Post")], "Post", None),
        ([((b"\\Noselect", b"\\Sent"), b"/", "Sent"), (OPEN, b"/", "Skickat")], "Skickat", None),
        ([(OPEN, b"/", "Skickat"), (OPEN, b"/", "Sent")], "Sent", None),
        (
            [((b"\\All",), b"/", "[Gmail]/Alle"), ((b"\\Sent",), b"/", "[Gmail]/Gesendet")],
            "[Gmail]/Gesendet",
            "[Gmail]/Alle",
        ),
        ([], None, None),
    ],
)
def test_the_sent_folder_is_told_by_its_mark_or_its_name(
    listed: list[tuple[tuple[bytes, ...], bytes | None, object]],
    sent: str | None,
    everything: str | None,
) -> None:
    found = Folders(listed)
    assert (found.sent, found.everything) == (sent, everything)
