"""No mail makes the reader fail, however broken it is, or made to break something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.incoming import Incoming, IncomingKind
from dunning_desktop.mail.reading import mail as reading
from tests.mail.arrived import AT, OURS, postfix, read


def test_mails_within_mails_without_end() -> None:
    layers = "Content-Type: message/rfc822\n\n" * 4000
    assert read(f"From: a@b.example\n{layers}x").sender == "a@b.example"
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)
    )
    assert read(f"From: a@b.example\n{parts}x").kind is IncomingKind.MAIL


def test_a_mail_in_more_layers_than_anybody_writes_shows_its_headers() -> None:
    """Each of them would cost another look at every line."""

    def in_layers(many: int) -> Incoming:
        layers = "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(many)
        )
        return read(f"From: a@b.example\nIn-Reply-To: {OURS}\n{layers}\nHello.")

    assert in_layers(30).text == "Hello."
    assert in_layers(100).text == ""
    assert in_layers(100).answers == (OURS,)


def test_parameters_without_end_are_not_searched() -> None:
    for many, said in ((10, "Привет"), (200_000, "Ïðèâåò")):
        head = f'Content-Type: text/plain; x="{";" * many}"; charset=windows-1251'
        raw = f"From: a@b.example\n{head}\n\n".encode() + "Привет".encode("cp1251")
        assert read(raw).text == said


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "\n\n\n",
        "no header at all",
        "From: a@b.example",
        ": empty\n\nx",
        "From a@b.example Thu Nov 26\nSubject: x\n\ny",
        "Content-Type: multipart/mixed\n\nno boundary",
        "Content-Type: multipart/mixed; boundary=\n\n--\n\nx",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\n--b--",
        "Content-Type: message/delivery-status\n\nAction: failed\n",
        "Content-Type: text/plain; charset=\0\n\nx",
        "Content-Type: text/plain; charset*0*=utf-8'%FF; charset*=x'y'z\n\nx",
        "Content-Transfer-Encoding: base64\n\n????",
        "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n!!!",
        "Subject: =?utf-8?b?A?=\n\nx",
        "Subject: =?utf-8?q?=ZZ?=\n\nx",
        "Subject: =?nonsense?q?x?=\n\nx",
        "Content-Disposition: =?utf-8?q?attach?=\n\nx",
        "Content-Type: text/html\n\n<![><!x<!--<a <a <a",
        "From: " + "(" * 5000 + "\n\nx",
        "From: " + '"' * 5001 + "\n\nx",
        "References: " + "<" * 100_000 + "\n\nx",
        "Auto-Submitted: \0\n\n\0",
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(raw: str) -> None:
    got = read(raw)
    assert "\0" not in got.subject + got.text + got.sender + got.sender_name
    assert got.message_id


_HEADERS = st.sampled_from(
    [
        "From: ",
        "Subject: ",
        "Content-Type: ",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        "Content-Type: multipart/mixed; boundary=b",
        "Content-Type: message/delivery-status",
        "Content-Type: message/rfc822",
        "Content-Type: text/html; charset=",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "X-Failed-Recipients: ",
        "Return-Path: <>",
        "From: mailer-daemon@x.example",
        "References: <a",
        "Final-Recipient: rfc822;",
        "Action: failed",
        "=?utf-8?q?=3C",
        "=?utf-8?b?",
        "?=",
        "--b",
        "--b--",
        "<blockquote>",
        "On 1 Jan 2026, a@b.example wrote:",
        "> ",
        "-- ",
        "Hi. This is the qmail",
        "<a@b.example>:",
    ]
)
_PIECES = st.one_of(
    _HEADERS.map(str.encode), st.binary(max_size=30), st.sampled_from([b"\r\n", b"\r\n\r\n", b"\n"])
)


@given(st.lists(_PIECES, max_size=60).map(b"".join))
def test_nothing_makes_the_reader_fail(raw: bytes) -> None:
    got = reading.read(raw, at=AT, place="1.1")
    shown = got.subject + got.sender + got.sender_name + got.text
    assert not any(c in "\0\x1b\u202e\r" or "\ud800" <= c <= "\udfff" for c in shown)
    assert len(got.text) <= 2_000
    assert got.message_id.startswith("<")
    assert all(one.startswith("<") and one.isprintable() for one in got.answers)


@given(st.integers(0, 4_000), st.binary(max_size=4))
def test_no_damage_to_a_real_report_makes_it_fail(place: int, damage: bytes) -> None:
    raw = postfix("failed", "5.1.1").encode()
    reading.read(raw[:place] + damage + raw[place + 3 :], at=AT, place="1.1")
