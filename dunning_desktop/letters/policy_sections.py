"""What the credit policy says, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dunning_desktop.letters.correspondence import Pair, grouped
from dunning_desktop.letters.terms_content import TermsContent
from dunning_desktop.letters.vocabulary import one_line

_FILE = "policy.txt"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands beside it; ``lines`` are captions and values below."""

    heading: str
    text: str
    lines: tuple[Pair, ...] = ()


def intro(content: TermsContent) -> str:
    """The first words."""
    return content.say(_FILE, "intro")


def sections(content: TermsContent) -> Iterator[Section]:
    """What there is to say, in the order in which a client comes upon it."""
    account = account_lines(content)
    texts = {
        "payment": content.say(_FILE, "payment"),
        "how": content.say(_FILE, "how", has_account=bool(account)),
        "query": content.say(_FILE, "query"),
        "hardship": content.say(_FILE, "hardship"),
        "reminders": content.say(_FILE, "reminders"),
        "late": _together(content, "late", "fee"),
        "consequences": _together(content, "consequences", "title_kept"),
        "consumers": content.say(_FILE, "consumers"),
    }
    for name, text in texts.items():
        if text:
            heading = content.labels["policy"][name]
            yield Section(heading, text, account if name == "how" else ())


def account_lines(content: TermsContent) -> tuple[Pair, ...]:
    """Where to pay: captions and values; none where no account is known."""
    bank, labels = content.facts.business.bank, content.labels["bank"]
    if not (bank.account_number.strip() or bank.iban.strip()):
        return ()
    values = {
        "account_name": one_line(bank.account_name),
        "sort_code": grouped(bank.sort_code, 2, "-"),
        "account_number": one_line(bank.account_number),
        "iban": grouped(bank.iban, 4, " "),
        "bic": one_line(bank.bic),
        "bank": one_line(bank.bank),
    }
    return tuple((labels[key], value) for key, value in values.items() if value)


def _together(content: TermsContent, *names: str) -> str:
    """Sections of the clause as one paragraph."""
    return " ".join(text for one in names if (text := content.clause(one)))
