"""Terms in plain words: when they are due, what they ask for, and where they do not fit."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.acceptance import Acceptance, AcceptedHow
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.terms import Consequence
from dunning_desktop.domain.terms_check import Finding, Gap
from dunning_desktop.domain.terms_paper import Audience
from dunning_desktop.ui.text.claims import percent
from dunning_desktop.ui.text.dates import day, days
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money

translate = QCoreApplication.translate

_CONSEQUENCES = {
    Consequence.WORK_STOPS: QT_TRANSLATE_NOOP("Terms", "We stop work until it is paid"),
    Consequence.DISCOUNTS_LOST: QT_TRANSLATE_NOOP("Terms", "Discounts are lost"),
    Consequence.TITLE_KEPT: QT_TRANSLATE_NOOP("Terms", "Goods stay ours until they are paid for"),
    Consequence.COSTS: QT_TRANSLATE_NOOP("Terms", "We ask for the costs of recovery"),
    Consequence.AGENCY: QT_TRANSLATE_NOOP("Terms", "We hand it to a collection agency"),
    Consequence.COURT: QT_TRANSLATE_NOOP("Terms", "We go to court"),
}
_ACCEPTED = {
    AcceptedHow.SIGNED: QT_TRANSLATE_NOOP("Terms", "Signed"),
    AcceptedHow.ORDER_FORM: QT_TRANSLATE_NOOP("Terms", "On the order form"),
    AcceptedHow.EMAIL: QT_TRANSLATE_NOOP("Terms", "By e-mail"),
    AcceptedHow.WEBSITE: QT_TRANSLATE_NOOP("Terms", "On the website"),
    AcceptedHow.OTHER: QT_TRANSLATE_NOOP("Terms", "In another way"),
}
_AUDIENCES = {
    Audience.BUSINESSES: QT_TRANSLATE_NOOP("Terms", "Businesses"),
    Audience.CONSUMERS: QT_TRANSLATE_NOOP("Terms", "Private persons"),
    Audience.BOTH: QT_TRANSLATE_NOOP("Terms", "Businesses and private persons"),
}
# What is wrong, and what to do about it.
_GAPS = {
    Gap.AUTHORITY_TERMS: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "A public body must pay within {most}, but these terms can give it {days}.",
        ),
        QT_TRANSLATE_NOOP(
            "Terms", "Give public bodies terms of their own under Change in their details."
        ),
    ),
    Gap.LONG_TERMS: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "An invoice can take {days} to fall due. Between businesses more than {most} holds "
            "only if it is not grossly unfair to you.",
        ),
        QT_TRANSLATE_NOOP("Terms", "Shorten the days to pay, unless you mean to wait so long."),
    ),
    Gap.NO_STATUTE: (
        QT_TRANSLATE_NOOP(
            "Terms", "Where your business is, no law on late payment gives you interest."
        ),
        QT_TRANSLATE_NOOP("Terms", "Agree on a rate, or ask for none."),
    ),
    Gap.CONSUMER_STATUTE: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "Private persons owe no statutory late-payment interest, and the texts for them do "
            "not speak of it.",
        ),
        QT_TRANSLATE_NOOP(
            "Terms", "Nothing to do, unless you want to agree on a fair rate with them."
        ),
    ),
    Gap.PENAL_RATE: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "{yearly} a year is more than twice the {statutory} that the law gives. A court may "
            "take it for a penalty and give you nothing.",
        ),
        QT_TRANSLATE_NOOP("Terms", "Agree on a lower rate, or ask for the statutory one."),
    ),
    Gap.WEAK_RATE: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "{yearly} a year is far below the {statutory} that the law gives, and takes its place.",
        ),
        QT_TRANSLATE_NOOP("Terms", "Ask for the statutory rate: it needs no agreement."),
    ),
    Gap.MONTHLY_CAPPED: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "A monthly rate gives no more than {cap} a year where your contract does not state "
            "its yearly equivalent, here {yearly}.",
        ),
        QT_TRANSLATE_NOOP("Terms", "Use the clause below as it is: it states both."),
    ),
    Gap.FEE_NOT_AGREED: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "The reminder fee of {fee} is owed only where it was agreed. {missing}",
        ),
        QT_TRANSLATE_NOOP(
            "Terms", "Let them accept your terms, and record it in the client's details."
        ),
    ),
    Gap.FEE_CONSUMER: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "A flat reminder fee of {fee} is doubtful with private persons, and the texts leave "
            "it out for them.",
        ),
        QT_TRANSLATE_NOOP("Terms", "Nothing to do; do not ask private persons for it."),
    ),
    Gap.FEE_TOO_HIGH: (
        QT_TRANSLATE_NOOP("Terms", "The reminder fee of {fee} is more than the {most} allowed."),
        QT_TRANSLATE_NOOP("Terms", "Lower the fee to what is allowed."),
    ),
    Gap.NOT_AGREED: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "An agreed rate, and goods that stay yours, hold only where they were agreed. "
            "{missing}",
        ),
        QT_TRANSLATE_NOOP(
            "Terms", "Let them accept your terms, and record it in the client's details."
        ),
    ),
    Gap.COSTS_CONSUMER: (
        QT_TRANSLATE_NOOP(
            "Terms", "Costs of recovery are for businesses; the texts leave them out for others."
        ),
        QT_TRANSLATE_NOOP("Terms", "Nothing to do; do not ask private persons for them."),
    ),
    Gap.LADDER_DEMANDS: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "These terms ask for nothing on top, but the reminder {day} after the due day would "
            "ask for interest and compensation.",
        ),
        QT_TRANSLATE_NOOP(
            "Terms", "Change that step under Reminders, or ask for late interest in the terms."
        ),
    ),
    Gap.LADDER_SILENT: (
        QT_TRANSLATE_NOOP(
            "Terms", "These terms ask for interest, but no reminder ever mentions it."
        ),
        QT_TRANSLATE_NOOP(
            "Terms", "Let the last step under Reminders mention it or ask for it."
        ),
    ),
    Gap.DISCOUNT_LATE: (
        QT_TRANSLATE_NOOP(
            "Terms",
            "The discount can be taken for {window}, but payment is due after {days} anyway: it "
            "rewards nobody.",
        ),
        QT_TRANSLATE_NOOP("Terms", "Let it run out well before the due day."),
    ),
}


def consequence(kind: Consequence) -> str:
    """What follows if an invoice stays unpaid."""
    return translate("Terms", _CONSEQUENCES[kind])


def accepted_how(kind: AcceptedHow) -> str:
    """How terms were taken."""
    return translate("Terms", _ACCEPTED[kind])


def acceptance(one: Acceptance) -> str:
    """``Accepted 3 Mar 2026, signed.`` and what was noted."""
    words = translate("Terms", "Accepted {day}, {how}. {note}")
    how = accepted_how(one.how)
    said = words.format(
        day=day(one.accepted_on), how=how[:1].lower() + how[1:], note=one.note.strip()
    )
    return said.strip()


def audience(kind: Audience) -> str:
    """Who a text is for."""
    return translate("Terms", _AUDIENCES[kind])


def what_is_wrong(finding: Finding) -> str:
    """A finding in a sentence."""
    return translate("Terms", _GAPS[finding.gap][0]).format(**_said(finding))


def what_to_do(finding: Finding) -> str:
    """What mends it."""
    return translate("Terms", _GAPS[finding.gap][1])


_DAYS = ("days", "most", "window", "day")


def _said(finding: Finding) -> dict[str, str]:
    """The data of a finding, each piece as people say it."""
    said: dict[str, str] = {}
    for key, value in finding.data.items():
        if isinstance(value, Money):
            said[key] = money(value)
        elif isinstance(value, Decimal):
            said[key] = percent(value)
        elif key in _DAYS:
            said[key] = days(int(str(value)))
    said["missing"] = _missing(finding)
    return said


def _missing(finding: Finding) -> str:
    missing, clients = finding.data.get("missing", 0), finding.data.get("clients", 0)
    if clients == 1:
        return translate("Terms", "No acceptance is on file.")
    words = translate("Terms", "No acceptance is on file for {missing} of your {clients} clients.")
    return words.format(missing=missing, clients=clients)
