"""Drafts for the owner's mail program: all that he is to send, nothing of who and when."""

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from dunning_desktop.domain.mail import Attachment
from dunning_desktop.domain.mail_draft import Draft
from dunning_desktop.mail import cleaning
from dunning_desktop.mail.handover import draft
from tests.mail.scene import CLIENT, PDF, message
from tests.mail.test_message import CROOKED_NAMES, ENCODED, OUTLOOK, THREAD

WORDS = "Dear client,\n.\n..two dots\nplease pay £42.\u2028\n\n" + "long " * 400


def read(one: Draft) -> EmailMessage:
    parsed = message_from_bytes(one.eml, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def test_a_message_is_taken_apart() -> None:
    one = draft(message(text=f"{WORDS}\n", subject="Überfällig: Rechnung 42").raw)
    assert one.to == ("Client Ltd.", CLIENT)
    assert one.subject == "Überfällig: Rechnung 42"
    assert one.text == WORDS
    assert one.attachments == (("Invoice-42.pdf", PDF),)


def test_a_plain_message_has_no_attachments() -> None:
    one = draft(message(html="", attachments=(), recipient_name="").raw)
    assert one.to == ("", CLIENT)
    assert one.text.startswith("Dear client,\n")
    assert one.attachments == ()


def test_two_attachments_keep_their_order_and_bytes() -> None:
    files = (Attachment("Straße 1.pdf", PDF), Attachment("list.csv", b"a;\xff\r\n", "text/csv"))
    one = draft(message(attachments=files).raw)
    assert one.attachments == (("Strasse 1.pdf", PDF), ("list.csv", b"a;\xff\r\n"))


def test_the_file_is_a_message_still_to_be_sent() -> None:
    thread = {"thread": THREAD, "references": (OUTLOOK,), "reply_to": "desk@firm.example"}
    frozen = message(**thread, unattended=True, copy_to="me@firm.example")
    one = draft(frozen.raw)
    head, _, body = one.eml.partition(b"\r\n\r\n")
    assert head.startswith(b"X-Unsent: 1\r\n")
    names = [line.split(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")]
    kept = "X-Unsent To Reply-To Subject In-Reply-To References MIME-Version Content-Type"
    assert sorted(names) == sorted(kept.encode().split())
    assert body == frozen.raw.partition(b"\r\n\r\n")[2]
    parsed, whole = read(one), message_from_bytes(frozen.raw, policy=policy.default)
    for name in ("To", "Reply-To", "Subject", "In-Reply-To", "References", "Content-Type"):
        assert parsed[name] == whole[name]
    assert b"firm.example" not in head.replace(THREAD.encode(), b"").replace(
        b"desk@firm.example", b""
    )


def test_what_a_relay_added_is_left_out() -> None:
    added = (
        b"Return-Path: <me@firm.example>\r\nReceived: from a\r\n\tby b; today\r\n"
        b"Bcc: boss@firm.example\r\n"
    )
    frozen = message()
    assert draft(added + frozen.raw) == draft(frozen.raw)


def test_every_line_ends_with_crlf() -> None:
    frozen = message()
    one = draft(frozen.raw.replace(b"\r\n", b"\n"))
    assert one == draft(frozen.raw)
    assert one.eml.replace(b"\r\n", b"").count(b"\n") == 0
    assert one.eml.isascii()


@pytest.mark.parametrize("name", [*CROOKED_NAMES, *ENCODED])
def test_crooked_words_come_back_and_stay_where_they_are(name: str) -> None:
    one = draft(message(recipient_name=name, subject=name).raw)
    assert one.to == (cleaning.header(name), CLIENT)
    assert one.subject == cleaning.header(name)
    assert [a.addr_spec for a in read(one)["To"].addresses] == [CLIENT]
    assert read(one)["Bcc"] is None
    assert read(one)["From"] is None
