"""Frozen messages: read back by Python's own parsers, old and new."""

import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.domain.mail import Attachment, FrozenMessage
from dunning_desktop.mail import cleaning
from tests.helpers.smtp_server import USER, smtp_server
from tests.mail.scene import CLIENT, NOON, PDF, message, submit

OUTLOOK = f"<{'A1B2C3D4' * 10}@EURP123MB4567.eurprd01.prod.outlook.example>"
THREAD = "<invoice-42.5f2d@thread.firm.example>"


def read(frozen: FrozenMessage) -> EmailMessage:
    parsed = message_from_bytes(frozen.raw, policy=policy.default)
    assert isinstance(parsed, EmailMessage)
    assert not parsed.defects
    return parsed


def header_lines(frozen: FrozenMessage) -> list[bytes]:
    return frozen.raw.split(b"\r\n\r\n", 1)[0].split(b"\r\n")


def identifiers(frozen: FrozenMessage) -> list[str]:
    """Read the thread with Python's old parser, which decodes nothing."""
    return list(message_from_bytes(frozen.raw)["References"].split())


def test_text_html_and_pdf_in_the_usual_nest() -> None:
    parsed = read(message())
    kinds = [part.get_content_type() for part in parsed.walk()]
    assert kinds == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    body = parsed.get_body(("plain",))
    assert body is not None
    assert (
        body.get_content().replace("\r\n", "\n") == "Dear client,\n.\n..two dots\nplease pay £42.\n"
    )
    (pdf,) = parsed.iter_attachments()
    assert pdf.get_content() == PDF
    assert pdf.get_filename() == "Invoice-42.pdf"


def test_without_html_and_attachment_it_is_plain() -> None:
    assert read(message(html="", attachments=())).get_content_type() == "text/plain"


def test_every_byte_is_seven_bit_and_every_line_ends_with_crlf() -> None:
    raw = message(text="£" * 5000 + "\nlone\rcr", subject="Überfällig", sender_name="Søren").raw
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert raw.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"8bit" not in raw


def test_headers_say_who_what_when_and_no_more() -> None:
    frozen = message()
    parsed = read(frozen)
    assert parsed["From"] == '"Rose & Sons" <me@firm.example>'.replace('"', "")
    assert parsed["To"].addresses[0].addr_spec == CLIENT
    assert parsed["To"].addresses[0].display_name == "Client Ltd."
    assert parsed["Subject"] == "Invoice 42 is overdue"
    assert frozen.sender == USER
    assert frozen.recipients == (CLIENT,)
    names = {name.lower() for name in parsed}
    expected = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type"}
    assert names == expected


def test_the_message_id_is_new_short_and_of_the_senders_domain() -> None:
    first, second = message(), message()
    assert first.message_id != second.message_id
    assert first.message_id.endswith("@firm.example>")
    assert len(first.message_id) <= 70
    assert read(first)["Message-ID"] == first.message_id


def test_the_date_is_local_with_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    try:
        summer = read(message_at(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)))["Date"]
    finally:
        monkeypatch.setenv("TZ", "UTC")
        time.tzset()
    assert str(summer) == "Wed, 01 Jul 2026 13:00:00 +0100"
    assert parsedate_to_datetime(str(read(message())["Date"])) == NOON


def message_at(at: datetime) -> FrozenMessage:
    from dunning_desktop.mail.message import freeze
    from tests.mail.scene import content

    return freeze(content(), at=at)


def test_a_thread_keeps_long_identifiers_whole() -> None:
    earlier = ("<root@firm.example>", OUTLOOK, "<last@firm.example>")
    frozen = message(references=earlier)
    parsed = message_from_bytes(frozen.raw)
    assert parsed["References"].split() == list(earlier)
    assert parsed["In-Reply-To"] == earlier[-1]
    assert OUTLOOK.encode() in frozen.raw
    alone = message(references=(OUTLOOK,))
    assert f"In-Reply-To: {OUTLOOK}".encode() in header_lines(alone)


def test_a_thread_of_forty_keeps_its_root_and_the_last_twelve() -> None:
    ids = tuple(f"<{n:032x}@firm.example>" for n in range(40))
    frozen = message(references=ids)
    assert identifiers(frozen) == [ids[0], *ids[-12:]]
    assert read(frozen)["In-Reply-To"] == ids[-1]
    assert max(map(len, header_lines(frozen))) <= 78


def test_thirteen_are_kept_and_the_fourteenth_pushes_out_the_second() -> None:
    ids = tuple(f"<{n}@firm.example>" for n in range(13))
    assert identifiers(message(references=ids)) == list(ids)
    assert identifiers(message(thread=THREAD, references=ids)) == [THREAD, *ids[1:]]


def test_the_conversation_comes_before_its_messages() -> None:
    frozen = message(thread=THREAD, references=("<a@firm.example>", OUTLOOK))
    assert identifiers(frozen) == [THREAD, "<a@firm.example>", OUTLOOK]
    assert read(frozen)["In-Reply-To"] == OUTLOOK


def test_the_first_of_a_conversation_answers_the_conversation() -> None:
    frozen = message(thread=THREAD)
    assert identifiers(frozen) == [THREAD]
    assert read(frozen)["In-Reply-To"] == THREAD
    assert frozen.message_id != THREAD


def test_no_identifier_comes_twice() -> None:
    ids = (THREAD, "<a@firm.example>", "<b@firm.example>", "<a@firm.example>")
    frozen = message(thread=THREAD, references=ids)
    assert identifiers(frozen) == list(ids[:3])
    assert read(frozen)["In-Reply-To"] == "<a@firm.example>"


CROOKED_IDS = [
    "no brackets",
    "<a b@c>",
    "<a@b>\r\nBcc: x@y.example",
    "<ü@b>",
    "<a@b><c@d>",
    "",
    f"<{'a' * 600}@firm.example>",
]


def test_crooked_references_are_left_out() -> None:
    parsed = read(message(references=tuple(CROOKED_IDS)))
    assert parsed["References"] is None
    assert parsed["In-Reply-To"] is None
    assert parsed["Bcc"] is None


@pytest.mark.parametrize("crooked", CROOKED_IDS)
def test_a_crooked_conversation_is_left_out(crooked: str) -> None:
    frozen = message(thread=crooked, references=("<a@firm.example>", crooked))
    assert identifiers(frozen) == ["<a@firm.example>"]
    assert read(frozen)["In-Reply-To"] == "<a@firm.example>"
    assert read(message(thread=crooked))["References"] is None


def test_a_long_thread_goes_over_the_wire_as_it_was(tmp_path: Path) -> None:
    longest = tuple(f"<{n:0485d}@firm.example>" for n in range(6))
    ids = (*longest, *(f"<{'A1B2C3D4' * 8}{n:03}@prod.outlook.example>" for n in range(6)), OUTLOOK)
    frozen = message(thread=THREAD, references=ids)
    with smtp_server(tmp_path) as server:
        assert submit(server, frozen).accepted
        (came,) = server.received
    assert came.raw == frozen.raw
    assert message_from_bytes(came.raw)["References"].split() == [THREAD, *ids[-12:]]
    assert message_from_bytes(came.raw)["In-Reply-To"] == OUTLOOK
    assert all(one.encode() in came.raw for one in ids[-12:])
    assert max(map(len, came.raw.split(b"\r\n"))) < 998


def test_a_copy_goes_unseen(tmp_path: Path) -> None:
    frozen = message(copy_to=" Me@Müller.example ")
    copy = "Me@xn--mller-kva.example"
    assert frozen.recipients == (CLIENT, copy)
    with smtp_server(tmp_path) as server:
        assert submit(server, frozen).accepted
        (came,) = server.received
    assert came.recipients == (CLIENT, copy)
    assert came.raw == frozen.raw
    assert b"xn--mller" not in came.raw
    parsed = read(frozen)
    assert [one.addr_spec for one in parsed["To"].addresses] == [CLIENT]
    assert parsed["Cc"] is None
    assert parsed["Bcc"] is None


@pytest.mark.parametrize("copy", ["", "  ", CLIENT, CLIENT.upper(), f" {CLIENT.title()} "])
def test_nobody_gets_it_twice(copy: str) -> None:
    assert message(copy_to=copy).recipients == (CLIENT,)


def test_only_unattended_messages_say_so() -> None:
    assert read(message())["Auto-Submitted"] is None
    assert read(message(unattended=True))["Auto-Submitted"] == "auto-generated"


def test_replies_go_where_the_owner_wants_them() -> None:
    assert read(message())["Reply-To"] is None
    assert str(read(message(reply_to=" desk@firm.example "))["Reply-To"]) == "desk@firm.example"


@pytest.mark.parametrize("field", ["sender", "recipient", "reply_to", "copy_to"])
def test_an_address_that_cannot_be_written_is_refused(field: str) -> None:
    with pytest.raises(InvalidField):
        message(**{field: "a@b.example, evil@x.example"})


def test_a_domain_goes_out_in_ascii() -> None:
    frozen = message(recipient="info@müller.example", sender="me@straße.example")
    assert frozen.recipients == ("info@xn--mller-kva.example",)
    assert frozen.sender == "me@xn--strae-oqa.example"
    assert frozen.message_id.endswith("@xn--strae-oqa.example>")
    assert b"<info@xn--mller-kva.example>" in frozen.raw


CROOKED_NAMES = [
    'Plain "quoted" name, with comma and (paren) <evil@x.example>, and many many long words more',
    "Müller, Söhne & Co. KG, Gesellschaft für lange Namen, evil@x.example, Ende GmbH & Co. KGaA",
    'Größe\\, "x" <evil@x.example>,' * 4,
    "=?utf-8?q?evil=40x.example=2C?= Ltd",
    "Two\r\nBcc: evil@x.example",
    "line\u2028sep\u0085\x0b\x0cform",
    "株式会社" * 20,
    "a" * 2000,
    "half \ud83d smile",
    "\u202eevil\u202c",
    "\\",
    '"',
]


@pytest.mark.parametrize("name", CROOKED_NAMES)
def test_a_crooked_name_stays_one_recipient(name: str) -> None:
    one_recipient(name)


@given(st.text(max_size=200))
def test_any_name_stays_one_recipient(name: str) -> None:
    one_recipient(name)


def one_recipient(name: str) -> None:
    frozen = message(recipient_name=name, sender_name=name, html="", attachments=())
    old = message_from_bytes(frozen.raw)
    assert [a for _, a in getaddresses(old.get_all("To", []))] == [CLIENT]
    assert old["Bcc"] is None
    (mailbox,) = read(frozen)["To"].addresses
    assert mailbox.addr_spec == CLIENT
    # Python's reader puts a space between two encoded words of a name; RFC 2047 has none there.
    assert squeezed(mailbox.display_name) == squeezed(cleaning.header(name))
    assert [a.addr_spec for a in read(frozen)["From"].addresses] == [USER]
    words = [w for line in header_lines(frozen) for w in line.split() if w.startswith(b"=?")]
    assert all(len(word) <= 75 for word in words)


ENCODED = [
    "=?utf-8?q?a=0D=0ABcc:_evil@x.example=0D=0A=0D=0Aevil?= Ltd",
    "=?utf-8?b?DQpCY2M6IGV2aWxAeC5leGFtcGxl?=",
    "Invoice =?utf-8?q?42?= =?us-ascii?q?43?= ?= =?",
]


@pytest.mark.parametrize("subject", [*CROOKED_NAMES, *ENCODED, f"{ENCODED[0]} ü" * 4])
def test_a_crooked_subject_reads_exactly(subject: str) -> None:
    frozen = message(subject=subject)
    old = message_from_bytes(frozen.raw)
    assert str(make_header(decode_header(old["Subject"]))) == cleaning.header(subject)
    assert squeezed(str(read(frozen)["Subject"])) == squeezed(cleaning.header(subject))
    assert old["Bcc"] is None
    assert old.keys() == message_from_bytes(message().raw).keys()


@given(st.text(max_size=300))
def test_any_subject_and_text_come_back(words: str) -> None:
    frozen = message(subject=words, text=words, html="", attachments=())
    assert squeezed(str(read(frozen)["Subject"])) == squeezed(cleaning.header(words))
    assert read(frozen).get_content().split("\r\n") == [*body_lines(words), ""]


def body_lines(words: str) -> list[str]:
    return cleaning.body(words).removesuffix("\n").split("\n")


def squeezed(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("name", ["株式会社" * 20, "Müller, Söhne & Co. KG " * 5])
def test_a_long_name_reads_exactly(name: str) -> None:
    value = message_from_bytes(message(recipient_name=name).raw)["To"]
    assert str(make_header(decode_header(value.split("\r\n <")[0]))) == name.strip()


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Invoice-2026-0042.pdf", "Invoice-2026-0042.pdf"),
        ("Rechnung für Müller & Söhne.pdf", "Rechnung fur Muller - Sohne.pdf"),
        ("Straße Łódź Ærø.pdf", "Strasse Lodz AEro.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\letters\\a.pdf", "C-letters-a.pdf"),
        ('a";\r\nX-Evil: b.pdf', "a- X-Evil- b.pdf"),
        ("日本.pdf", "document.pdf"),
        ("", "document"),
        (".pdf", "document.pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_file_names_are_plain(given: str, shown: str) -> None:
    assert cleaning.file_name(given) == shown
    frozen = message(attachments=(Attachment(given, PDF),))
    (pdf,) = read(frozen).iter_attachments()
    assert pdf.get_filename() == shown
    assert b"filename*" not in frozen.raw
