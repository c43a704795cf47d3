"""``dunning terms``: the clause, the foot of an invoice, and where terms and law do not fit."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dunning_desktop.cli.desk import amount, as_json, say
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms_check import Finding, Gap
from dunning_desktop.domain.terms_paper import Audience
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.terms import Wanted, credit_policy_pdf, terms_paper

LANGUAGES = {"en": "en-GB", **{one: one for one in ("en-US", "de", "es", "fr", "it", "nl", "pl")}}

_GAPS: Mapping[Gap, str] = {
    Gap.AUTHORITY_TERMS: "a public body must pay within {most} days; these terms give up to {days}",
    Gap.LONG_TERMS: "up to {days} days to pay; more than {most} must not be grossly unfair to you",
    Gap.NO_STATUTE: "no law on late payment gives you interest there: agree on a rate, or ask none",
    Gap.CONSUMER_STATUTE: "private persons owe no statutory interest; their texts leave it out",
    Gap.PENAL_RATE: "{yearly} % a year is more than twice the statutory {statutory} %: a penalty",
    Gap.WEAK_RATE: "{yearly} % a year is far below the statutory {statutory} % it takes away",
    Gap.MONTHLY_CAPPED: "state {yearly} % a year beside the monthly rate, or it gives only {cap} %",
    Gap.FEE_NOT_AGREED: "the fee of {fee} must be agreed; {missing} of {clients} did not accept it",
    Gap.FEE_CONSUMER: "a flat fee of {fee} is doubtful with private persons; left out for them",
    Gap.FEE_TOO_HIGH: "the fee of {fee} is more than the law allows: {most}",
    Gap.NOT_AGREED: "rate or ownership must be agreed; {missing} of {clients} did not accept it",
    Gap.COSTS_CONSUMER: "costs of recovery are for businesses; left out for private persons",
    Gap.LADDER_DEMANDS: "the reminder of day {day} asks for interest, the terms ask for none",
    Gap.LADDER_SILENT: "the terms ask for interest, no reminder ever mentions it",
    Gap.DISCOUNT_LATE: "the discount runs for {window} days, payment is due after {days} anyway",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the verb answers to programs."""

    client: str
    language: str
    audience: Audience
    clause: str
    footer: str
    policy: str
    findings: tuple[Finding, ...]


def terms(office: Office, options: Namespace) -> int:
    """Print the texts and the findings; with ``--pdf`` write the credit policy, too."""
    client = find_client(office, options.client) if options.client else None
    language = LANGUAGES.get(options.language or "", "")
    wanted = Wanted(client_id=client.id if client else None, language=language)
    paper = terms_paper(office, wanted)
    if options.pdf is not None:
        options.pdf.write_bytes(credit_policy_pdf(office, paper.facts))
    if options.json:
        as_json(
            Answer(
                client=paper.facts.client,
                language=paper.facts.language,
                audience=paper.facts.audience,
                clause=paper.texts.clause,
                footer=paper.texts.footer,
                policy=paper.texts.policy,
                findings=paper.findings,
            )
        )
        return 0
    say(paper.texts.clause)
    say()
    say("On invoices:")
    say(paper.texts.footer)
    say()
    for finding in paper.findings:
        say(f"Note: {finding_words(finding)}.")
    if not paper.findings:
        say("Terms, reminders and law fit together.")
    if options.pdf is not None:
        say(f"{options.pdf} written.")
    return 0


def finding_words(finding: Finding) -> str:
    """A finding in one line."""
    data = {key: _piece(value) for key, value in finding.data.items()}
    return _GAPS[finding.gap].format_map(data)


def _piece(value: object) -> str:
    if isinstance(value, Money):
        return amount(value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
