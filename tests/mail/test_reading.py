"""Mails of real shapes are told apart, and say what they are about."""

from email.message import EmailMessage

import pytest

from dunning_desktop.domain.incoming import IncomingKind, Undelivered
from dunning_desktop.mail.reading import mail as reading
from tests.mail import arrived
from tests.mail.arrived import AT, OURS, ROOT, postfix, read

MAIL, AUTOMATIC = IncomingKind.MAIL, IncomingKind.AUTOMATIC
BOUNCE, DELAYED, DELIVERED = IncomingKind.BOUNCE, IncomingKind.DELAYED, IncomingKind.DELIVERED


# Reports of servers.


def test_postfix_says_who_did_not_get_what() -> None:
    got = read(postfix("failed", "5.1.1"))
    assert got.kind is BOUNCE
    assert got.about == (Undelivered("gone@client.example", "5.1.1", "550 5.1.1 No such user"),)
    assert got.answers == (OURS, ROOT, "<first@firm.example>")
    assert got.envelope_id == "791802+eb7b"
    assert got.sender == "mailer-daemon@mail.provider.example"
    assert got.text.startswith("I'm sorry to have to inform you")


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("delayed", "4.3.0", DELAYED),
        ("Delivered", "2.0.0", DELIVERED),
        ("expanded", "2.0.0", DELIVERED),
        ("failed", "4.4.7", BOUNCE),
        ("", "5.0.0", BOUNCE),
        ("", "4.0.0", DELAYED),
        # A server that reports nothing took it: no news either way.
        ("relayed", "2.0.0", AUTOMATIC),
        ("nonsense", "x", AUTOMATIC),
    ],
)
def test_the_action_decides(action: str, status: str, kind: IncomingKind) -> None:
    assert read(postfix(action, status)).kind is kind


def test_the_worst_news_of_several_counts() -> None:
    more = "\n\nFinal-Recipient: rfc822; fine@client.example\nAction: delivered\nStatus: 2.0.0\n"
    raw = postfix("failed", "5.1.1").replace("\n No such user\n", f"\n No such user{more}", 1)
    got = read(raw)
    assert got.kind is BOUNCE
    assert [one.address for one in got.about] == ["gone@client.example"]


def test_gmail_says_it_too() -> None:
    got = read(arrived.GMAIL)
    assert got.kind is BOUNCE
    (about,) = got.about
    assert (about.address, about.status) == ("nobody@client.example", "5.1.1")
    assert about.words.startswith("550-5.1.1 The email account that you tried")
    assert got.answers == (OURS, ROOT)
    assert got.text.startswith("** Address not found **")


def test_exchange_says_it_in_german_and_knows_our_own_name_of_it() -> None:
    got = read(arrived.EXCHANGE)
    assert got.kind is BOUNCE
    words = "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"
    assert got.about == (Undelivered("buchhaltung@client.example", "5.1.10", words),)
    assert got.answers == ("<rewritten@prod.outlook.example>", OURS)
    assert got.text == "Ihre Nachricht konnte nicht übermittelt werden."


def test_exim_says_it_in_words() -> None:
    got = read(arrived.EXIM)
    assert got.kind is BOUNCE
    assert [one.address for one in got.about] == ["gone@client.example", "also@client.example"]
    assert got.answers == (OURS,)


def test_exims_warning_is_no_bounce() -> None:
    got = read(arrived.EXIM_DELAY)
    assert (got.kind, got.answers) == (DELAYED, (OURS,))


def test_qmail_says_it_in_its_own_words() -> None:
    got = read(arrived.QMAIL)
    assert got.kind is BOUNCE
    (about,) = got.about
    assert (about.address, about.status) == ("gone@client.example", "5.1.1")
    assert "No such user" in about.words
    assert got.answers == (OURS,)


def test_a_server_that_names_no_message_says_nothing_sure() -> None:
    silent = arrived.EXIM.replace("X-Failed-Recipients", "X-Other")
    assert read(silent.replace("Message-ID: <ours", "X: <")).kind is AUTOMATIC


def test_a_person_who_writes_about_a_failure_is_a_person() -> None:
    got = read(
        "From: petra@client.example\nReturn-Path: <petra@client.example>\n"
        "Subject: Undelivered mail\nIn-Reply-To: <ours@firm.example>\n\n"
        "Your mail came back as a failure notice?\nMessage-ID: <ours@firm.example>\n"
    )
    assert (got.kind, got.about) == (MAIL, ())


def test_a_postmaster_who_answers_is_a_person() -> None:
    raw = "From: postmaster@client.example\nReturn-Path: <postmaster@client.example>\n"
    assert read(f"{raw}Subject: Re: Invoice\n\nPaid.\n").kind is MAIL


def test_a_report_that_is_forwarded_is_a_mail() -> None:
    """Somebody attaches a bounce to his own words: the bounce is none of ours."""
    message = EmailMessage()
    message["From"] = "petra@client.example"
    message.set_content("Look what I got")
    inner = EmailMessage()
    inner["From"] = "mailer-daemon@x.example"
    inner.set_content("failed")
    message.add_attachment(inner)
    assert read(message.as_bytes()).kind is MAIL


def test_a_report_that_somebody_shows_is_a_mail() -> None:
    """Some programs attach a bounce in its parts, flat."""
    shown = postfix("failed", "5.1.1").replace(
        "multipart/report; report-type=delivery-status", "multipart/mixed"
    )
    got = read(shown.replace("From: Mail Delivery System <MAILER-DAEMON@", "From: <petra@"))
    assert got.kind is not BOUNCE


@pytest.mark.parametrize("cut", [600, 900, 1200, 1500, 1700])
def test_a_report_that_was_cut_is_read_as_far_as_it_goes(cut: int) -> None:
    assert read(postfix("failed", "5.1.1")[:cut]).kind in {BOUNCE, AUTOMATIC}


# Robots.


@pytest.mark.parametrize("raw", [arrived.ABSENT, arrived.RECEIPT, arrived.INVITATION])
def test_robots_are_no_answers(raw: str) -> None:
    assert read(raw).kind is AUTOMATIC


def test_an_absence_still_says_what_it_is_about() -> None:
    got = read(arrived.ABSENT)
    assert (got.answers, got.text) == ((OURS,), "I am away until 7 December.")
    assert (got.sender, got.sender_name) == ("petra@client.example", "Petra Client")


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied (vacation)",
        "Auto-Submitted: auto-generated; owner-email=x",
        "AUTO-SUBMITTED: Auto-Notified",
        "X-Autoreply: yes",
        "X-Autorespond: Re: x",
        "Precedence: auto_reply",
        "Precedence: bulk",
        "Precedence: junk",
        "List-Id: News <news.shop.example>",
        "Content-Type: text/calendar; method=REPLY",
        *(
            f"X-Auto-Response-Suppress: All\nSubject: {subject}"
            for subject in (
                "Automatic reply: Invoice",
                "Out of Office: x",
                "Automatische Antwort: Rechnung",
                "Abwesenheitsnotiz: x",
                "=?utf-8?q?R=C3=A9ponse_automatique_=3A_Facture?=",
                "Respuesta automática: Factura",
                "Risposta automatica: Fattura",
                "Automatisch antwoord: Factuur",
                "Odpowiedź automatyczna: Faktura",
            )
        ),
    ],
)
def test_a_robot_says_so_in_many_ways(header: str) -> None:
    assert read(f"From: c@client.example\n{header}\n\nHello\n").kind is AUTOMATIC


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "X-Autoreply: no",
        "Precedence: normal",
        "X-Auto-Response-Suppress: OOF\nSubject: Re: Invoice 42",
        "Subject: Out of office next week, we pay before",
        "Importance: high",
    ],
)
def test_a_person_is_no_robot(header: str) -> None:
    assert read(f"From: c@client.example\n{header}\n\nHello\n").kind is MAIL


def test_an_appointment_that_a_person_attaches_is_no_invitation() -> None:
    raw = arrived.INVITATION.replace(
        "method=REQUEST", "method=REQUEST\nContent-Disposition: attachment; filename=call.ics"
    )
    assert read(raw).kind is MAIL


def test_newsletters_are_not_worth_their_text_and_absences_are() -> None:
    assert not reading.is_worth_its_text(b"From: a@b.c\r\nList-Id: <x.y>\r\n\r\n")
    assert not reading.is_worth_its_text(b"Precedence: bulk\r\n\r\n")
    assert reading.is_worth_its_text(b"Precedence: bulk\r\nAuto-Submitted: auto-replied\r\n\r\n")
    assert reading.is_worth_its_text(b"From: a@b.c\r\n\r\n")


# What an answer refers to.


def test_what_is_answered_comes_first_and_each_once() -> None:
    got = read(
        "From: c@client.example\nReferences: <root@firm.example>\n <one@firm.example>\n\t"
        "<ours@firm.example>\nIn-Reply-To: <ours@firm.example>\n\nx\n"
    )
    assert got.answers == (OURS, ROOT, "<one@firm.example>")


@pytest.mark.parametrize(
    "written",
    [
        "<ours@\n firm.example>",
        "=?utf-8?q?=3Cours=40firm=2Eexample=3E?=",
        "=?utf-8?q?=3Cours=40?=\n =?utf-8?q?firm=2Eexample=3E?=",
        "message of Monday <ours@firm.example> (yours)",
        "<<ours@firm.example>>",
    ],
)
def test_a_name_that_was_folded_or_encoded_is_known_again(written: str) -> None:
    assert read(f"From: c@x.example\nReferences: {written}\n\nx\n").answers == (OURS,)


def test_of_endless_references_the_first_and_the_last_are_kept() -> None:
    many = "\n ".join(f"<{n}@x.example>" for n in range(1000))
    got = read(f"From: c@x.example\nReferences: {many}\n\nx\n").answers
    assert len(got) == 100
    assert got[0] == "<0@x.example>"


# Who wrote, and about what.


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Petra <Petra@Client.example>", "Petra", "petra@client.example"),
        ('"Client, Petra" <p@client.example>', "Client, Petra", "p@client.example"),
        ("p@client.example", "", "p@client.example"),
        ("p@client.example (Petra)", "", "p@client.example"),
        ("<p@client.example>", "", "p@client.example"),
        ("=?utf-8?b?SsO8cmdlbg==?= <j@client.example>", "Jürgen", "j@client.example"),
        ("=?iso-8859-1?Q?J=FCrgen?= =?x-none?q?_K?= <j@c.example>", "Jürgen K", "j@c.example"),
        # A name that looks like an address must not be taken for it.
        ('"boss@bank.example" <evil@x.example>', "boss@bank.example", "evil@x.example"),
        ('"<boss@bank.example>" <evil@x.example>', "<boss@bank.example>", "evil@x.example"),
        ("=?utf-8?q?=3Cboss=40bank=2Eex=3E?= <e@x.example>", "<boss@bank.ex>", "e@x.example"),
        ("Nobody at all", "", ""),
        ("", "", ""),
        ("<>", "", ""),
        ("A <a@x.example>, B <b@x.example>", "A", "a@x.example"),
    ],
)
def test_the_sender_is_who_it_comes_from(written: str, name: str, address: str) -> None:
    got = read(f"From: {written}\n\nx\n")
    assert (got.sender_name, got.sender) == (name, address)


def test_names_and_subjects_carry_no_tricks() -> None:
    got = read(
        "From: =?utf-8?b?UGV0cmHigK4KQmNjOiB4?= <p@client.example>\n"
        "Subject: =?utf-8?b?SW52b2ljZeKArmdwai5leGUADQpYOiB5?=\n\nx\u202etxt\u2066\n"
    )
    assert got.sender_name == "Petra Bcc: x"
    assert got.subject == "Invoice gpj.exe X: y"
    assert got.text == "xtxt"


def test_eight_bits_in_headers_are_read_as_what_they_are() -> None:
    assert read("Subject: Zahlung für März\n\nx\n").subject == "Zahlung für März"
    assert read("Subject: Zahlung für März\n\nx\n".encode("cp1252")).subject == "Zahlung für März"


def test_a_long_subject_is_cut() -> None:
    assert len(read(f"Subject: {'x' * 5000}\n\nx\n").subject) == 255


def test_a_mail_without_a_name_is_named_by_its_place() -> None:
    assert read("From: a@b.example\n\nx\n").message_id == "<7.1@nameless.invalid>"
    assert read("Message-ID: none\n\nx\n").message_id == "<7.1@nameless.invalid>"
    assert read("Message-ID: <x@y>\n\nx\n").message_id == "<x@y>"
    odd = [reading.read(b"", at=AT, place=place).message_id for place in ("a b\n<>@", "ü")]
    assert all(one.endswith("@nameless.invalid>") and " " not in one for one in odd)
    assert odd[0] != odd[1]
