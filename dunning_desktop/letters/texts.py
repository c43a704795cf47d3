"""The texts of a language: a folder of Jinja files, rendered in a sandbox with strict names."""

from __future__ import annotations

import tomllib
import traceback
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType

from babel import Locale
from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Context, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing

from dunning_desktop import resources
from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.letter import Words, on_one_line
from dunning_desktop.domain.letter_markup import check
from dunning_desktop.domain.letter_texts import LetterText
from dunning_desktop.letters.markup import plain, without_marks

LETTERS = "letters"
FALLBACK = "en-GB"
LABELS = "labels.toml"
STATEMENT = "statement.toml"
EVIDENCE = "evidence.toml"
PHRASES = "phrases.txt"
MACROS = "macros.txt"
_PHRASES = "phrases"
_PARTS = ("subject", "opening", "closing")
_MOST_KEPT = 64


class LetterTextError(DunningError):
    """A letter text cannot be used: data ``language``, ``file``, ``line`` and ``reason``."""

    code = "letter-text"

    def __str__(self) -> str:
        return "letter text {language}/{file}, line {line}: {reason}".format(**self.data)


@cache
def languages(folder: str = LETTERS) -> tuple[str, ...]:
    """The languages there are texts in, English first: each is a folder with labels."""
    folders = resources.path(folder).iterdir()
    found = sorted(one.name for one in folders if (one / LABELS).is_file())
    return (FALLBACK, *(one for one in found if one != FALLBACK))


def text_language(language: str, *, having: str = LABELS, folder: str = LETTERS) -> str:
    """The language whose texts a client is written to: his own, its parent, or English.

    ``having`` is the file the paper needs: what one country's law says is not in every language.
    """
    known = _having(having, folder)
    tag = language.replace("_", "-").lower()
    return known.get(tag) or known.get(tag.split("-")[0]) or FALLBACK


@cache
def _having(file: str, folder: str) -> Mapping[str, str]:
    """The languages that have a file, by their tags in small letters."""
    return {one.lower(): one for one in languages(folder) if resources.exists(folder, one, file)}


class _Speaking(Context):
    """What a text may name: values first, then the phrases of the text and of its language."""

    def resolve_or_missing(self, key: str) -> object:
        """A value or a phrase, said with the values of this very letter."""
        found = super().resolve_or_missing(key)
        if found is not missing:
            return found
        phrase = self.blocks[key][0] if key in self.blocks else self.parent[_PHRASES].get(key)
        return missing if phrase is None else on_one_line("".join(phrase(self)))


class Texts:
    """The texts of one language. Get one from ``texts_for``: compiled files are kept.

    ``folder`` is the one of ``resources`` that has a folder of texts for each language.
    """

    def __init__(self, language: str, *, folder: str = LETTERS) -> None:
        self.language = language
        self._folder = folder
        self._environment = SandboxedEnvironment(
            loader=FileSystemLoader(resources.path(folder, language)),
            undefined=StrictUndefined,
            autoescape=False,  # plain text: the letter has no mark-up, the e-mail escapes it
            keep_trailing_newline=False,
            finalize=plain,
        )
        self._environment.context_class = _Speaking
        self._kept: dict[str, Template] = {}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The short words around a letter: headings, captions, ``Page {page} of {pages}``."""
        text = resources.read_text(LETTERS, self.language, LABELS)
        return MappingProxyType(tomllib.loads(text))

    @cached_property
    def statement(self) -> Mapping[str, Mapping[str, str]]:
        """The words of the statement of interest, part by part."""
        text = resources.read_text(LETTERS, self.language, STATEMENT)
        return MappingProxyType(tomllib.loads(text))

    @cached_property
    def evidence(self) -> Mapping[str, Mapping[str, str]]:
        """The words of the evidence file, part by part."""
        text = resources.read_text(LETTERS, self.language, EVIDENCE)
        return MappingProxyType(tomllib.loads(text))

    def words(
        self,
        name: str,
        values: Mapping[str, object],
        *,
        own: Mapping[str, Words] = MappingProxyType({}),
    ) -> Words:
        """The text of that name, a tone or a kind of paper, with its values filled in.

        ``own`` are the owner's own words for it, by language; those of this one stand in its place.
        """
        mine: Mapping[str, str] = {}
        if self.language in own:
            check(LetterText(name), own[self.language])
            template = self._own(own[self.language])
            mine = {part: self._said(template, part, values, f"{name}*") for part in _PARTS}
        # Where all of a part hangs on conditions that are not so, the built-in words stand in.
        said = {
            part: mine.get(part, "").strip() or self.block(f"{name}.txt", part, values)
            for part in _PARTS
        }
        return Words(
            subject=without_marks(on_one_line(said["subject"])),
            opening=_tidy(said["opening"]),
            closing=_tidy(said["closing"]),
        )

    def source(self, name: str) -> Words:
        """A built-in text as it is written, with its names and conditions."""
        text = resources.read_text(self._folder, self.language, f"{name}.txt")
        found = {part: _written(text, part) for part in _PARTS}
        return Words(**found)

    def _own(self, words: Words) -> Template:
        """The owner's words as a template; they were checked when they were kept."""
        self._begin_once()
        blocks = (f"{{% block {part} %}}{getattr(words, part)}{{% endblock %}}" for part in _PARTS)
        return self._compiled("\n".join(blocks))

    def _compiled(self, source: str) -> Template:
        if source not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            try:
                self._kept[source] = self._environment.from_string(source)
            except (TemplateError, SyntaxError, RecursionError) as error:
                raise self._error("*", 0, str(error)) from error
        return self._kept[source]

    def note(self, name: str, values: Mapping[str, object]) -> str:
        """A note of ``notes.txt``, on one line."""
        return on_one_line(self.block("notes.txt", name, values))

    def block(self, file: str, name: str, values: Mapping[str, object]) -> str:
        """A block of a file. Raises ``LetterTextError`` for a mistake in the text."""
        try:
            template = self._template(file)
            if name not in template.blocks:
                raise self._error(file, 0, f"no block {name!r}")
        except TemplateError as error:
            raise self._error(file, self._line_of(error, file), str(error)) from error
        return self._said(template, name, values, file)

    def _said(
        self, template: Template, name: str, values: Mapping[str, object], file: str
    ) -> str:
        try:
            return "".join(template.blocks[name](template.new_context(dict(values))))
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            line = 0 if file.endswith("*") else self._line_of(error, file)
            raise self._error(file, line, str(error)) from error

    def _template(self, file: str) -> Template:
        self._begin_once()
        return self._environment.get_template(file)

    def _begin_once(self) -> None:
        if "say" not in self._environment.globals:
            self._begin()

    def _begin(self) -> None:
        """Read the phrases once; their macros are known to every text of the language."""
        known = self._environment.globals
        known["plural"] = Locale.parse(self.language, sep="-").plural_form
        macros = self._environment.get_template(MACROS).module
        known |= {name: one for name, one in vars(macros).items() if isinstance(one, Macro)}
        known[_PHRASES] = {}
        if resources.exists(self._folder, self.language, PHRASES):
            known[_PHRASES] = self._environment.get_template(PHRASES).blocks
        # What says that all of it is there comes last; the texts about terms call it by name.
        known["say"] = macros

    def _line_of(self, error: Exception, file: str) -> int:
        """The line in the text where the error came up; 0 where that cannot be said."""
        if isinstance(error, TemplateSyntaxError):
            return error.lineno
        if isinstance(error, TemplateNotFound):
            return 0
        template = self._template(file)
        compiled = [
            frame.lineno or 0
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == template.filename
        ]
        return template.get_corresponding_lineno(compiled[-1]) if compiled else 0

    def _error(self, file: str, line: int, reason: str) -> LetterTextError:
        return LetterTextError(language=self.language, file=file, line=line, reason=reason)


def _tidy(text: str) -> str:
    """Each paragraph on one line, an empty line between two; a list keeps its lines."""
    return "\n\n".join(Words.paragraphs(text))


def _written(text: str, part: str) -> str:
    """A block of a file as it is written: of texts that hold no blocks inside."""
    begin, end = f"{{% block {part} %}}", "{% endblock %}"
    return text.partition(begin)[2].partition(end)[0].strip()


@cache
def texts_for(language: str) -> Texts:
    """The texts of a language there is a folder for (see ``text_language``)."""
    return Texts(language)
