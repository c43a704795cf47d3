"""What was newly written in an answer, as the mail programs of this world quote."""

import pytest

from dunning_desktop.mail.reading.quoting import LONGEST, newly_written
from tests.mail.arrived import read, text_of

PAID = "We paid on Friday."
QUOTE = "> Dear client,\n> please pay.\n>\n> -- \n> Rose\n"


@pytest.mark.parametrize(
    "attribution",
    [
        "On Thu, 26 Nov 2026 at 10:00, Rose & Sons <me@firm.example> wrote:",
        "On Thu, Nov 26, 2026 at 10:00 AM Rose & Sons, Accounts\n<me@firm.example> wrote:",
        "On 26 Nov 2026, at 10:00, Rose <me@firm.example> wrote:\n",
        "Am Do., 26. Nov. 2026 um 10:00 Uhr schrieb Rose <me@firm.example>:\n",
        "Am 26.11.2026 um 10:00 schrieb Rose:",
        "Le jeu. 26 nov. 2026 à 10:00, Rose <me@firm.example> a écrit :",
        "Le 26/11/2026 à 10:00, Rose a écrit :",
        "Il giorno gio 26 nov 2026 alle ore 10:00 Rose <me@firm.example>\nha scritto:",
        "Il 26/11/2026 10:00, Rose ha scritto:",
        "El jue, 26 nov 2026 a las 10:00, Rose (<me@firm.example>) escribió:",
        "Op do 26 nov 2026 om 10:00 schreef Rose <me@firm.example>:",
        "W dniu czw., 26 lis 2026 o 10:00 Rose <me@firm.example> napisał(a):",
        "Rose & Sons wrote:",
        "Bobby wrote:",
    ],
)
def test_a_quotation_and_who_wrote_it_are_left_out(attribution: str) -> None:
    assert newly_written(f"{PAID}\n\n{attribution}\n{QUOTE}") == PAID
    # What stands below the quotation is the answer, for some.
    assert newly_written(f"{attribution}\n{QUOTE}\n{PAID}\n-- \nPetra\n") == PAID
    # In between, too.
    assert newly_written(f"{attribution}\n{QUOTE}\nYes.\n\n{QUOTE}\nNo.\n") == "Yes.\n\nNo."


@pytest.mark.parametrize(
    "head",
    [
        "From: Rose <me@firm.example>\nSent: Thursday, 26 November 2026 10:00\nTo: Petra\n",
        "________________________________\nFrom: Rose <me@firm.example>\nSent: Thursday\n",
        "________________________________\n\nVon: Rose <me@firm.example>\nGesendet: Donnerstag\n",
        "*Von:* Rose <me@firm.example>\n*Gesendet:* Donnerstag, 26. November 2026 10:00\n",
        "De : Rose <me@firm.example>\nEnvoyé : jeudi 26 novembre 2026 10:00\nÀ : Petra\n",
        "Da: Rose <me@firm.example>\nInviato: giovedì 26 novembre 2026 10:00\n",
        "De: Rose <me@firm.example>\nEnviado el: jueves, 26 de noviembre de 2026\n",
        "Van: Rose <me@firm.example>\nVerzonden: donderdag 26 november 2026\n",
        "Od: Rose <me@firm.example>\nWysłano: czwartek, 26 listopada 2026\n",
        "-----Original Message-----\nFrom: Rose\n",
        "-----Ursprüngliche Nachricht-----\nVon: Rose\n",
        "-------- Original Message --------\nSubject: x\n",
    ],
)
def test_outlooks_copy_of_the_mail_is_left_out(head: str) -> None:
    assert newly_written(f"{PAID}\n\n{head}Subject: Invoice 42\n\nplease pay\n") == PAID


def test_what_is_not_marked_as_quoted_is_left_out_behind_its_writer() -> None:
    attribution = "On 26 Nov 2026 at 10:00, Rose <me@firm.example> wrote:"
    assert newly_written(f"{PAID}\n\n{attribution}\n\nDear client,\nplease pay.\n") == PAID


@pytest.mark.parametrize(
    "words",
    [
        "On Friday my colleague wrote:\nwe pay in March.",
        "Am Montag schrieb ich Ihnen, dass wir im März zahlen:\ndas gilt.",
        "From: our side there is nothing to say.\nWe pay.",
        "We owe:\n- 42 EUR\n- 10 EUR",
        "A rule:\n__________\nthe end",
        "5 > 4 and > is no quote here",
        "Sent: yesterday.",
    ],
)
def test_words_that_only_look_like_it_stay(words: str) -> None:
    assert newly_written(words) == words


def test_a_signature_is_left_out_unless_it_is_all() -> None:
    assert newly_written(f"{PAID}\n-- \nPetra Client\nTel. 42\n") == PAID
    assert newly_written("-- \nPetra\n") == "-- \nPetra".replace("-- ", "--")


def test_where_nothing_is_left_all_is_shown() -> None:
    assert newly_written(QUOTE).startswith("> Dear client,\n> please pay.")


def test_empty_lines_are_folded_and_long_texts_cut() -> None:
    assert newly_written("a\r\n\r\n\r\n \r\n\r\nb\r\n") == "a\n\nb"
    cut = newly_written("word " * 5000)
    assert len(cut) <= LONGEST
    assert cut.endswith("word…")
    assert newly_written("") == ""


# From whole mails.


def test_gmails_html_is_read_like_its_text() -> None:
    html = (
        '<div dir="ltr">We paid on&nbsp;<b>Friday</b>.<div><br></div></div><br>'
        '<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Thu, 26 Nov 2026 at 10:00, '
        'Rose &lt;<a href="mailto:me@firm.example">me@firm.example</a>&gt; wrote:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0"><p>Dear client,</p><p>pay</p>'
        "</blockquote></div>"
    )
    assert text_of(html, "text/html; charset=utf-8") == PAID


def test_outlooks_html_is_read_like_its_text() -> None:
    html = (
        "<html><head><style><!-- p.MsoNormal {margin:0} --></style></head><body lang=EN-GB>"
        "<!--[if gte mso 9]><xml>x</xml><![endif]-->"
        "<p class=MsoNormal>We paid on Friday.<o:p></o:p></p>"
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p><div style='border-top:solid'>"
        "<p class=MsoNormal><b>From:</b> Rose &lt;me@firm.example&gt; <br><b>Sent:</b> Thursday<br>"
        "<b>To:</b> Petra</p></div><p>please pay</p></body></html>"
    )
    assert text_of(html, "text/html; charset=utf-8") == PAID


def test_apples_and_thunderbirds_html_are_too() -> None:
    apple = (
        "<div>We paid on Friday.</div><div><br><blockquote type='cite'><div>On 26 Nov 2026, at "
        "10:00, Rose &lt;me@firm.example&gt; wrote:</div><br><div>pay</div></blockquote></div>"
    )
    thunderbird = (
        "<p>We paid on Friday.</p><div class='moz-cite-prefix'>Am 26.11.26 um 10:00 schrieb Rose:"
        "</div><blockquote type='cite'>pay</blockquote>"
    )
    assert [text_of(html, "text/html") for html in (apple, thunderbird)] == [PAID, PAID]


def test_scripts_and_styles_are_no_words() -> None:
    html = "<title>T</title><script>evil()</script><style>x{}</style>Hello<script>more()</script>"
    assert text_of(html, "text/html") == "Hello"


def test_the_plain_part_is_preferred_unless_it_is_empty() -> None:
    two = (
        "--b\nContent-Type: text/plain\n\n{}\n--b\nContent-Type: text/html\n\n<p>rich</p>\n--b--\n"
    )
    kind = "multipart/alternative; boundary=b"
    assert text_of(two.format("plain"), kind) == "plain"
    assert text_of(two.format(" "), kind) == "rich"


def test_files_are_no_words_and_words_between_them_are() -> None:
    body = (
        "--b\nContent-Type: text/plain\n\nSee the file.\n--b\nContent-Type: text/plain\n"
        "Content-Disposition: attachment; filename=a.txt\n\nsecret\n--b\n"
        "Content-Type: text/plain\n\nThank you.\n--b--\n"
    )
    assert text_of(body, "multipart/mixed; boundary=b") == "See the file.\nThank you."


@pytest.mark.parametrize(
    ("charset", "written"),
    [
        ("utf-8", "Zahlung – für März".encode()),
        ("us-ascii", "Zahlung – für März".encode()),
        ("iso-8859-1", "Zahlung – für März".encode("cp1252")),
        ("windows-1252", "Zahlung – für März".encode("cp1252")),
        ("utf-8", "Zahlung – für März".encode("cp1252")),
        ("x-unknown", "Zahlung – für März".encode()),
        ("punycode", "Zahlung – für März".encode()),
        ("hex", "Zahlung – für März".encode()),
    ],
)
def test_charsets_are_taken_at_their_word_and_else_guessed(charset: str, written: bytes) -> None:
    head = f"Content-Type: text/plain; charset={charset}\n\n".encode()
    assert read(head + written).text == "Zahlung – für März"


def test_encoded_words_are_decoded_even_where_they_were_cut() -> None:
    head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert read(f"{head}quoted-printable\n\nf=C3=BCr =\nM=C3=A4rz").text == "für März"
    for cut in range(16, 20):
        written = "ZsO8ciBNw6RyeiBnYW56"[:cut]
        assert read(f"{head}base64\n\n{written}").text.startswith("für März")
