"""E-mails to an agency or a solicitor: plain words, nothing that needs a table."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from dunning_desktop.domain.letter import EmailBody, Words, on_one_line
from dunning_desktop.domain.partner_notice import PartnerNotice
from dunning_desktop.letters.email import own_lines
from dunning_desktop.letters.figures import figures_for
from dunning_desktop.letters.house import House
from dunning_desktop.letters.texts import Texts, text_language, texts_for
from dunning_desktop.letters.vocabulary import one_line


def partner_words(notice: PartnerNotice) -> Words:
    """The built-in words, in the language of the business."""
    return _texts(notice).words(f"partner-{notice.kind}", _values(notice))


def partner_email(
    notice: PartnerNotice, words: Words, *, signature: str = "", headline: str = ""
) -> EmailBody:
    """The words with a signature, as both forms of an e-mail.

    The account's own ``signature`` stands under the signatory's; ``headline`` above everything.
    """
    texts = _texts(notice)
    house = House(notice.business, texts.labels)
    signatory = one_line(notice.business.signatory)
    signed = "\n".join(one for one in (signatory, house.name, *house.reach) if one)
    specimen = (texts.labels["specimen_note"],) if notice.specimen else ()
    parts = (
        *specimen,
        *Words.paragraphs(words.opening),
        *Words.paragraphs(words.closing),
        signed,
        "\n".join(own_lines(signature)),
        "\n".join(house.company),
    )
    said = [one for one in parts if one]
    title = on_one_line(headline)
    titled = [f"<p><b>{escape(title)}</b></p>"] if title else []
    shown = (f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in said)
    body = "\n".join((*titled, *shown))
    tag = escape(texts.language)
    html = (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head><meta charset="utf-8">'
        f"<title>{escape(words.subject)}</title></head>\n<body>\n{body}\n</body>\n</html>\n"
    )
    text = "\n\n".join([title, *said] if title else said)
    return EmailBody(text=f"{text}\n", html=html)


def _language(notice: PartnerNotice) -> str:
    return text_language(notice.business.language, having=f"partner-{notice.kind}.txt")


def _texts(notice: PartnerNotice) -> Texts:
    return texts_for(_language(notice))


def _values(notice: PartnerNotice) -> Mapping[str, object]:
    language = notice.business.language
    figures = figures_for(language, _language(notice))
    amounts = [one.amount for one in notice.received]
    payments = (
        f"{figures.money(one.amount)} ({figures.day(one.day)})" for one in notice.received
    )
    return {
        "salutation": one_line(notice.partner.contact),
        "client": one_line(notice.client.name),
        "count": len(notice.numbers),
        "numbers": figures.joined(one_line(one) for one in notice.numbers),
        "owed": figures.money(notice.owed),
        "left": bool(notice.owed),
        "today": figures.day(notice.today),
        "came": figures.money(sum(amounts[1:], amounts[0])) if amounts else "",
        "payments": figures.joined(payments),
        "attached": notice.attached,
    }
