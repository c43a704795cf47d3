"""The timeline: every audit code as a line somebody can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.acceptance import AcceptedHow
from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.cases import StepKind
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.disputes import DisputeOutcome
from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Tone
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.ui.text.agreements import outcome_within
from dunning_desktop.ui.text.calls import ended
from dunning_desktop.ui.text.cases import case_step
from dunning_desktop.ui.text.claims import kind
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.event_lines import LINES
from dunning_desktop.ui.text.late_terms import in_short
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.text.plain import one_line
from dunning_desktop.ui.text.reasons import BLOCK_ICONS
from dunning_desktop.ui.text.terms import accepted_how
from dunning_desktop.ui.text.words import block, tone
from dunning_desktop.usecases.rows import Event

translate = QCoreApplication.translate

_ENDED = {
    BlockKind.BREATHING_SPACE: QT_TRANSLATE_NOOP("Events", "Breathing space over"),
    BlockKind.INSOLVENCY: QT_TRANSLATE_NOOP("Events", "Insolvency over"),
    BlockKind.VULNERABLE: QT_TRANSLATE_NOOP("Events", "No longer left alone as vulnerable"),
    BlockKind.DO_NOT_CHASE: QT_TRANSLATE_NOOP("Events", "May be chased again"),
}

LONGEST_DETAIL = 300
LONGEST_SUBJECT = 120
_WITH_REPLY = frozenset(
    {AuditCode.MESSAGE_BOUNCED, AuditCode.MESSAGE_FAILED, AuditCode.ADDRESS_REFUSED}
)
_WITH_SENDER = frozenset({AuditCode.CLIENT_REPLIED, AuditCode.AUTOMATIC_REPLY})


def event_icon(event: Event) -> str:
    """The icon beside the line."""
    kind = str(event.data.get("kind", ""))
    if event.code is AuditCode.BLOCK_ADDED and kind in set(BLOCK_ICONS):
        return BLOCK_ICONS[BlockKind(kind)]
    return LINES[event.code][0]


def event_line(event: Event) -> str:
    """What happened, in one line. Data that an older version did not write leaves no gap."""
    if event.code is AuditCode.CLIENT_ARCHIVED and event.data.get("archived") is False:
        return translate("Events", "Client brought back")
    if event.code is AuditCode.BLOCK_ENDED and event.data.get("kind") in set(_ENDED):
        return translate("Events", _ENDED[BlockKind(str(event.data["kind"]))])
    if event.code is AuditCode.INVOICE_CANCELLED and event.data.get("cancelled") is False:
        words = translate("Events", "Invoice {number} brought back")
    else:
        words = translate("Events", LINES[event.code][1])
    return " ".join(words.format_map(_Said(event.data)).split()).rstrip(", ")


def event_details(event: Event) -> str:
    """What an event knows besides: who wrote, or a server's own words; mostly nothing."""
    said = one_line(str(event.data.get("reply") or ""), LONGEST_DETAIL)
    if said and event.code in _WITH_REPLY:
        return translate("Events", "The mail server said: {words}").format(words=said)
    sender = one_line(str(event.data.get("sender") or ""))
    if sender and event.code in _WITH_SENDER:
        return translate("Events", "From {address}").format(address=sender)
    return ""


def _late_terms(data: Mapping[str, object]) -> str:
    """The late-payment terms an event speaks of, within a sentence."""
    rate, fee = str(data.get("rate") or ""), data.get("fee")
    late = LateTerms(
        LateBasis(str(data["basis"])),
        Decimal(rate) if rate else None,
        RatePer(str(data.get("per") or RatePer.YEAR)),
        int(str(fee)) if fee and data.get("currency") else None,
    )
    said = in_short(late, str(data.get("currency", "")))
    return said[:1].lower() + said[1:]


class _Said(dict[str, str]):
    """An event's data, each piece as people say it."""

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__({key: str(value) for key, value in data.items()})
        if "kind" in data and data["kind"] in set(ChargeKind):
            self["kind"] = kind(ChargeKind(str(data["kind"]))).lower()
        self._data = data
        self.update(self._made())

    def _made(self) -> Mapping[str, str]:
        data, made = self._data, {}
        if "minor" in data and "currency" in data:
            made["amount"] = money(Money(int(str(data["minor"])), str(data["currency"])))
        if data.get("received"):
            made["received"] = day(date.fromisoformat(str(data["received"])))
        if data.get("tone") in set(Tone):
            made["tone"] = tone(Tone(str(data["tone"])))
        else:
            made["tone"] = translate("Events", "Reminder")
        kind = str(data.get("kind", ""))
        made["block"] = block(kind) if kind in set(BlockKind) else translate("Events", "On hold")
        until = data.get("until")
        said = translate("Events", " until {day}")
        made["until"] = said.format(day=day(date.fromisoformat(str(until)))) if until else ""
        if data.get("outcome") in set(CallOutcome):
            made["outcome"] = f": {self._ended(CallOutcome(str(data['outcome'])))}"
        if data.get("outcome") in set(DisputeOutcome):
            made["ended"] = f": {outcome_within(DisputeOutcome(str(data['outcome'])))}"
        made["part"] = f", {made['amount']} of it" if "amount" in made else ""
        made["contact"] = f" {data['contact']}" if data.get("contact") else ""
        if data.get("accepted_how") in set(AcceptedHow):
            made["accepted"] = f": {accepted_how(AcceptedHow(str(data['accepted_how']))).lower()}"
        if data.get("basis") in set(LateBasis):
            made["terms"] = _late_terms(data)
        elif "basis" in data:
            made["terms"] = translate("Events", "as for the client")
        if data.get("step") in set(StepKind):
            said = case_step(StepKind(str(data["step"])))
            made["taken"] = said[:1].lower() + said[1:]
        made["reason"] = f": {data['reason']}" if data.get("reason") else ""
        made.update(_of_mail(data))
        return made

    def _ended(self, how: CallOutcome) -> str:
        data = self._data
        if how is not CallOutcome.PROMISED or not {"minor", "currency", "until"} <= set(data):
            return ended(how)
        promised = Money(int(str(data["minor"])), str(data["currency"]))
        return ended(how, promised, date.fromisoformat(str(data["until"])))

    def __missing__(self, key: str) -> str:
        return ""


def _of_mail(data: Mapping[str, object]) -> Mapping[str, str]:
    """What an event about mail adds to its words."""
    subject = one_line(str(data.get("subject") or ""), LONGEST_SUBJECT)
    searched = data.get("by") == "sent-folder"
    there = translate("Events", ": it lies in your Sent folder")
    missing = translate("Events", ": it is not in your Sent folder")
    paper = translate("Events", ": its letter goes by post")
    return {
        "about": f" “{subject}”" if subject else "",
        "instead": paper if data.get("letter_id") else "",
        "witness": there if searched else "",
        "missing": missing if searched else "",
    }
