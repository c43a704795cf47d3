"""The clause, the foot of an invoice and the credit policy as plain text to copy."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_desktop.domain.terms_paper import TermsFacts, TermsTexts
from dunning_desktop.letters.policy_sections import intro, sections
from dunning_desktop.letters.terms_content import TermsContent

_SECTIONS = (
    *("payment", "discount", "reminders", "late", "fee", "consequences", "title_kept"),
    "consumers",
)


def terms_texts(facts: TermsFacts) -> TermsTexts:
    """The clause with its numbered sections, the two lines of the footer, and the policy."""
    content = TermsContent(facts)
    lines = (content.say("footer.txt", one) for one in ("first", "second"))
    return TermsTexts(
        clause="\n\n".join((content.labels["clause"]["title"], *_numbered(content))),
        footer="\n".join(line for line in lines if line),
        policy="\n\n".join(_policy(content)),
    )


def _numbered(content: TermsContent) -> Iterator[str]:
    texts = ((name, content.clause(name)) for name in _SECTIONS)
    said = [(name, text) for name, text in texts if text]
    for number, (name, text) in enumerate(said, start=1):
        yield f"{number}. {content.labels['clause'][name]}: {text}"


def _policy(content: TermsContent) -> Iterator[str]:
    yield content.labels["policy"]["title"]
    yield intro(content)
    for one in sections(content):
        lines = (f"{caption}: {value}" for caption, value in one.lines)
        yield "\n".join((one.heading, one.text, *lines))
