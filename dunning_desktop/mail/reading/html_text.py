"""Turns an HTML mail into plain text, with what it quotes marked as in plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# What begins like a tag and does not end costs the standard library's parser the square of its
# length: 34 seconds for 60,000 characters of "<a <a <a". It becomes a plain sign.
_NO_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_LONGEST = 60_000
_SILENT = frozenset({"script", "style", "head", "title", "template", "noscript", "svg"})
_BLOCKS = (
    frozenset({"address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt"})
    | frozenset({"fieldset", "figure", "footer", "form", "header", "hr", "li", "main", "nav"})
    | frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "section", "table"})
    | frozenset({"tr", "ul"})
)
_PARAGRAPHS = frozenset({"p", "blockquote", "table", "ul", "ol"})
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# Conditional comments and the like; the parser raises AssertionError for some that are broken.
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")

Attributes = list[tuple[str, str | None]]


def plain(html: str) -> str:
    """The text of an HTML page, its quotations with ``>`` before each line."""
    parser = _Text()
    lean = _COMMENT.sub("", html)
    # Outlook puts its styles before it, often more than is read here.
    body = max(lean.lower().find("<body"), 0)
    tags_only = _NO_TAG.sub("&lt;", lean[body : body + _LONGEST])
    parser.feed(_DECLARATION.sub("", tags_only))
    parser.close()
    return parser.text


class _Text(HTMLParser):
    """Gathers the words; blocks begin new lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line = ""
        self._silent = 0
        self._quoted = 0

    @property
    def text(self) -> str:
        self._break()
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        del attrs
        if tag in _SILENT:
            self._silent += 1
        elif tag == "body":
            self._silent = 0
        elif tag == "br":
            self._break(even_empty=True)
        elif tag in _BLOCKS:
            self._break()
            self._space(tag)
            self._quoted += tag == "blockquote"
        elif tag in {"td", "th"}:
            self._line += " "

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in _BLOCKS:
            self._break()
            self._quoted = max(self._quoted - (tag == "blockquote"), 0)
            self._space(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line += _SPACE.sub(" ", data)

    def _space(self, tag: str) -> None:
        if tag in _PARAGRAPHS and self._lines and self._lines[-1].strip("> "):
            self._lines.append("> " * self._quoted)

    def _break(self, *, even_empty: bool = False) -> None:
        line = _SPACE.sub(" ", self._line).strip()
        if line or even_empty:
            self._lines.append("> " * self._quoted + line)
        self._line = ""
