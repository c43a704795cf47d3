"""The reminder as an e-mail: plain text, and HTML that needs nothing from anywhere.

The HTML sets neither the colour of text nor of paper, so a dark mail program stays readable;
its rules are of a grey that shows on both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain

from dunning_desktop.domain.letter import EmailBody, Words, on_one_line
from dunning_desktop.letters.content import Content
from dunning_desktop.letters.correspondence import Correspondence, Pair
from dunning_desktop.letters.house import bare_site
from dunning_desktop.letters.markup import blocks, in_html, without_marks
from dunning_desktop.letters.table import NONE, Column, Table, tables
from dunning_desktop.letters.working import working

_FONT = "font-family:'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
_BODY = f"margin:0;padding:16px;{_FONT};font-size:15px;line-height:1.5"
_PARAGRAPH = "margin:0 0 12px"
_TABLE = f"border-collapse:collapse;width:100%;margin:16px 0 8px;{_FONT};font-size:14px"
_CELL = "padding:6px 10px 6px 0;border-bottom:1px solid #9a9a9a;vertical-align:top"
_LAST = "padding:6px 0 6px 10px;border-bottom:1px solid #9a9a9a;vertical-align:top"
_FIGURES = ";text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums"
_WORDS = ";text-align:left"
_NOTE = "margin:0 0 12px;font-size:13px;line-height:1.4"
_BOX = f"border:1px solid #808080;border-collapse:collapse;margin:16px 0;{_FONT};font-size:14px"
# Pixels; a table of more columns than _MANY would break its dates in the narrow one.
_NARROW, _WIDE, _MANY = 640, 780, 6
_RULE = "=" * 24


def email_body(
    content: Content,
    words: Words,
    *,
    letter_attached: bool,
    signature: str = "",
    headline: str = "",
) -> EmailBody:
    """Both forms of the same e-mail. ``signature`` and ``headline`` are as for ``written``."""
    return written(
        content,
        words,
        tables(content),
        notes=working(content),
        attached=letter_attached,
        signature=signature,
        headline=headline,
    )


def written(
    content: Correspondence,
    words: Words,
    made: Sequence[Table],
    *,
    notes: Sequence[str] = (),
    attached: bool,
    signature: str = "",
    headline: str = "",
) -> EmailBody:
    """Words, tables, notes and how to pay, as both forms of an e-mail.

    ``signature`` is the account's own lines. ``headline`` says what it is about where the e-mail's
    subject is that of an older conversation.
    """
    own, title = own_lines(signature), on_one_line(headline)
    text = chain(
        (title,),
        _specimen(content),
        _plain(words.opening),
        (_table_text(table) for table in made),
        notes,
        (_pay_text(content) for _ in range(content.asks)),
        _plain(words.closing),
        ("\n".join(_signature(content)),),
        ("\n".join(own),),
        (content.enclosed for _ in range(attached)),
        ("\n".join(content.house.company),),
    )
    body = chain(
        (f'<p style="{_PARAGRAPH}"><b>{escape(title)}</b></p>' for _ in range(bool(title))),
        _all("p", _NOTE, _specimen(content)),
        _said(words.opening),
        (_table_html(table) for table in made),
        _all("p", _NOTE, notes),
        (_pay_html(content) for _ in range(content.asks)),
        _said(words.closing),
        (_lines_html(_PARAGRAPH, _signature(content)),),
        (_lines_html(_PARAGRAPH, own) for _ in range(bool(own))),
        _all("p", _NOTE, (content.enclosed for _ in range(attached))),
        (_lines_html(_NOTE, content.house.company),),
    )
    plain = "\n\n".join(part for part in text if part)
    width = _WIDE if any(len(table.columns) > _MANY for table in made) else _NARROW
    html = _document(content, words, "\n".join(body), width=width)
    return EmailBody(text=f"{plain}\n", html=html)


def _document(content: Correspondence, words: Words, body: str, *, width: int) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(content.figures.tag)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(words.subject)}</title>\n</head>\n"
        f'<body style="{escape(_BODY)}">\n<div style="max-width:{width}px">\n{body}\n</div>\n'
        "</body>\n</html>\n"
    )


def own_lines(signature: str) -> tuple[str, ...]:
    """The lines of an account's signature; an empty one within it stays."""
    return tuple(on_one_line(one) for one in signature.strip().splitlines())


def _specimen(content: Correspondence) -> tuple[str, ...]:
    return (content.labels["specimen_note"],) if content.facts.specimen else ()


def _signature(content: Correspondence) -> tuple[str, ...]:
    signatory = " ".join(content.facts.business.signatory.split())
    return tuple(line for line in (signatory, content.house.name, *content.house.reach) if line)


def _table_text(table: Table) -> str:
    """Line by line: columns of spaces fall apart in a proportional face."""
    rows = [_row_text(table.columns, row) for row in table.rows]
    sums = [f"{column.heading} {column.sum}" for column in table.columns if column.sum]
    total = [f"{table.sums}: {', '.join(sums)}"] if table.sums else []
    ending = [f"{caption}: {amount}" for caption, amount in table.ending]
    return "\n".join((*rows, "", *total, *ending))


def _row_text(columns: Iterable[Column], row: Iterable[str]) -> str:
    first, *others = zip(columns, row, strict=True)
    details = (_detail(column, cell) for column, cell in others if cell != NONE)
    return f"- {first[0].heading} {first[1]}: {', '.join(details)}"


def _detail(column: Column, cell: str) -> str:
    """``Days late 12``, but only ``not yet due``: a word needs no heading."""
    return f"{column.heading} {cell}" if any(one.isdigit() for one in cell) else cell


def _pay_text(content: Correspondence) -> str:
    link = content.house.business.letterhead.pay_link
    pairs = (
        # Mail programs make a link of a whole address only.
        f"{caption}: {link if link and value == bare_site(link) else value}"
        for caption, value in _payment(content)
    )
    title = content.labels["how_to_pay"]
    return "\n".join((title, _RULE, *pairs, "", content.pay_note))


def _payment(content: Correspondence) -> Iterator[Pair]:
    """Amount, date and account, as captions and values."""
    for amount in content.amounts:
        yield content.amount_caption, amount
    yield content.labels["pay_by"], content.pay_by
    yield from content.account


def _linked(content: Correspondence, value: str) -> str:
    """A value of the payment box; the payment page can be pressed."""
    link = content.house.business.letterhead.pay_link
    if link and value == bare_site(link):
        return f'<a href="{escape(link)}">{escape(value)}</a>'
    return escape(value)


def _table_html(table: Table) -> str:
    head = "".join(
        _cell("th", column.heading, column, last=column is table.columns[-1])
        for column in table.columns
    )
    return (
        f'<table width="100%" style="{escape(_TABLE)}">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        f"{''.join(_rows_html(table))}</tbody>\n<tfoot>\n{''.join(_ending_html(table))}"
        "</tfoot>\n</table>"
    )


def _rows_html(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield _row_html(table, row)


def _row_html(table: Table, row: Iterable[str]) -> str:
    cells = zip(table.columns, row, strict=True)
    last = table.columns[-1]
    made = "".join(_cell("td", cell, column, last=column is last) for column, cell in cells)
    return f"<tr>{made}</tr>\n"


def _ending_html(table: Table) -> Iterator[str]:
    if table.sums:
        sums = (table.sums, *(column.sum for column in table.columns[1:]))
        yield _row_html(table, sums)
    span = len(table.columns) - 1
    *rest, (caption, amount) = table.ending
    for text, figure in rest:
        yield _ending_row(span, escape(text), escape(figure))
    yield _ending_row(span, f"<b>{escape(caption)}</b>", f"<b>{escape(amount)}</b>")


def _ending_row(span: int, caption: str, amount: str) -> str:
    return (
        f'<tr><td colspan="{span}" style="{_CELL}">{caption}</td>'
        f'<td style="{_LAST}{_FIGURES}">{amount}</td></tr>\n'
    )


def _cell(tag: str, text: str, column: Column, *, last: bool) -> str:
    side = _FIGURES if column.figures else _WORDS
    return f'<{tag} style="{_LAST if last else _CELL}{side}">{escape(text)}</{tag}>'


def _pay_html(content: Correspondence) -> str:
    rows = "".join(
        f'<tr><td style="padding:3px 12px;border:0">{escape(caption)}</td>'
        f'<td style="padding:3px 12px;border:0"><b>{_linked(content, value)}</b></td></tr>\n'
        for caption, value in _payment(content)
    )
    note = (
        f'<tr><td colspan="2" style="padding:3px 12px 8px;border:0;font-size:13px">'
        f"{escape(content.pay_note)}</td></tr>\n"
    )
    title = escape(content.labels["how_to_pay"])
    head = f'<tr><td colspan="2" style="padding:8px 12px 3px;border:0"><b>{title}</b></td></tr>\n'
    return f'<table style="{escape(_BOX)}">\n{head}{rows}{note}</table>'


def _plain(text: str) -> Iterator[str]:
    """The paragraphs of words as plain text."""
    return (without_marks(one) for one in Words.paragraphs(text))


def _said(text: str) -> Iterator[str]:
    """The same as HTML."""
    for one in blocks(text):
        if isinstance(one, tuple):
            items = "".join(f"<li>{in_html(item)}</li>" for item in one)
            yield f'<ul style="{_PARAGRAPH}">{items}</ul>'
        else:
            yield f'<p style="{_PARAGRAPH}">{in_html(one)}</p>'


def _all(tag: str, style: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield f'<{tag} style="{escape(style)}">{escape(text)}</{tag}>'


def _lines_html(style: str, lines: Iterable[str]) -> str:
    made = "<br>".join(escape(line) for line in lines)
    return f'<p style="{escape(style)}">{made}</p>' if made else ""
