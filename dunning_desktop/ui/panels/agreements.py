"""What was agreed, in the details of a client and of an invoice: promises, time, disputes, papers.

Each kind stands in a function of its own; instalment plans stand in ``panels.plans``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.disputes import Dispute
from dunning_desktop.domain.extensions import Extension
from dunning_desktop.domain.promises import PromiseStanding, PromiseState
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.ui.agreeing import open_paper, save_paper, take_back, take_back_more_time
from dunning_desktop.ui.dialogs.close_dispute import ask_to_close
from dunning_desktop.ui.dialogs.dispute import ask_for_dispute
from dunning_desktop.ui.dialogs.more_time import ask_for_time
from dunning_desktop.ui.dialogs.offer import ask_for_offer
from dunning_desktop.ui.dialogs.promise import ask_for_promise
from dunning_desktop.ui.look.metrics import SMALL, SMALL_ICON, TINY
from dunning_desktop.ui.panels.owed import across
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import agreements as text
from dunning_desktop.ui.text.dates import day
from dunning_desktop.ui.text.money import money
from dunning_desktop.ui.text.reasons import BLOCK_ICONS
from dunning_desktop.ui.widgets.buttons import action, button
from dunning_desktop.ui.widgets.labels import IconLabel, label
from dunning_desktop.usecases.agreement_cards import Agreements
from dunning_desktop.usecases.agreement_ports import Document

translate = QCoreApplication.translate

MOST_DOCUMENTS = 8
MOST_INVOICES = 20


def show_waiting(panel: DetailsPanel, shell: Shell, found: Agreements) -> None:
    """A notice for every promise that may still be kept and every dispute that is open."""
    for one in found.open_promises:
        number = found.numbers.get(one.promise.item_id or 0, "")
        words = translate("AgreementsPart", "Promised {what}. {note}")
        what = text.promised(one.promise, found.today, number=number)
        press = button(
            translate("AgreementsPart", "Do not wait"), _taking_back(shell, one, found)
        )
        said = words.format(what=what, note=one.promise.note).strip()
        panel.notice(BLOCK_ICONS[BlockKind.PROMISE], said, press)
    for dispute in found.open_disputes:
        words = translate("AgreementsPart", "Disputed, {what}. {said}")
        what = text.disputed(dispute, found.numbers.get(dispute.item_id, ""))
        press = button(translate("AgreementsPart", "Close…"), _closing(shell, dispute))
        said = words.format(what=what, said=dispute.said).strip()
        panel.notice(BLOCK_ICONS[BlockKind.DISPUTE], said, press)


def show_agreements(
    panel: DetailsPanel, shell: Shell, found: Agreements, *, offers: Sequence[QPushButton] = ()
) -> None:
    """Everything that was agreed, the newest first, under a heading of its own."""
    panel.part(translate("AgreementsPart", "Agreements"))
    if offers:
        panel.add(_in_pairs(offers))
    if found.empty:
        nothing = translate("AgreementsPart", "Nothing was agreed yet.")
        panel.text(nothing, "quiet")
        return
    said = text.kept(found.kept)
    if said:
        panel.text(f"{said}.", "quiet")
    for stands in found.promises:
        panel.add(_promise(shell, stands, found))
    for given in found.time:
        panel.add(_time(shell, given, found))
    for dispute in found.disputes:
        panel.add(_dispute(shell, dispute, found))
    for document in found.documents[:MOST_DOCUMENTS]:
        panel.add(_document(shell, document))


def offers(shell: Shell, client_id: int, items: Sequence[ItemFacts]) -> tuple[QPushButton, ...]:
    """What can be agreed with a client that has these open: of several, which one is asked."""
    if not items:
        return ()
    return (
        button(
            translate("AgreementsPart", "Promise…"), lambda: ask_for_promise(shell, client_id)
        ),
        _of_one(translate("AgreementsPart", "More time…"), items, partial(ask_for_time, shell)),
        _of_one(translate("AgreementsPart", "Dispute…"), items, partial(ask_for_dispute, shell)),
    )


def _of_one(
    words: str, items: Sequence[ItemFacts], ask: Callable[[int], None]
) -> QPushButton:
    """A button for something about one invoice; of several it has a menu."""
    if len(items) == 1:
        return button(words, partial(ask, items[0].item_id))
    made = button(words, lambda: None)
    menu = QMenu(made)
    for one in items[:MOST_INVOICES]:
        said = f"{one.number}  ·  {money(one.open)}"
        menu.addAction(action(menu, said, partial(ask, one.item_id)))
    made.setMenu(menu)
    return made


def _promise(shell: Shell, stands: PromiseStanding, found: Agreements) -> QWidget:
    promise = stands.promise
    number = found.numbers.get(promise.item_id or 0, "")
    press = None
    if stands.state is PromiseState.OPEN:
        press = _small(translate("AgreementsPart", "Take back"), _taking_back(shell, stands, found))
    return row(
        text.STATE_LOOKS[stands.state],
        translate("AgreementsPart", "Promise: {what}").format(
            what=text.promised(promise, found.today, number=number)
        ),
        text.promise_under(stands),
        ". ".join(one for one in (text.said_how(promise), promise.note) if one),
        press=press,
    )


def _taking_back(shell: Shell, stands: PromiseStanding, found: Agreements) -> Callable[[], None]:
    return lambda: take_back(shell, stands.promise.id, found.client.name)


def _time(shell: Shell, given: Extension, found: Agreements) -> QWidget:
    number = found.numbers.get(given.item_id, "")
    latest = next(one for one in found.time if one.item_id == given.item_id) is given
    press = None
    if latest and given.new_due >= found.today:
        press = _small(
            translate("AgreementsPart", "Take back"),
            lambda: take_back_more_time(shell, given.id, number),
        )
    words = translate("AgreementsPart", "Agreed on {day}")
    return row(
        ("calendar-clock", "quiet"),
        translate("AgreementsPart", "More time, {what}").format(
            what=text.time_given(given, number)
        ),
        text.interest_meanwhile(given.interest),
        ". ".join(one for one in (words.format(day=day(given.made_on)), given.note) if one),
        press=press,
    )


def _dispute(shell: Shell, dispute: Dispute, found: Agreements) -> QWidget:
    open_ = dispute.is_open(found.today)
    press = across(
        _small(
            translate("AgreementsPart", "Settle…"),
            lambda: ask_for_offer(shell, dispute.client_id, dispute_id=dispute.id),
        ),
        _small(translate("AgreementsPart", "Close…"), _closing(shell, dispute)),
    )
    return row(
        ("triangle-alert", "warning") if open_ else ("circle-check", "quiet"),
        translate("AgreementsPart", "Dispute, {what}").format(
            what=text.disputed(dispute, found.numbers.get(dispute.item_id, ""))
        ),
        text.dispute_under(dispute, found.today),
        f"{text.dispute_reason(dispute.reason)}. {dispute.note or dispute.said}".strip(),
        press=press if open_ else None,
    )


def _closing(shell: Shell, dispute: Dispute) -> Callable[[], None]:
    return lambda: ask_to_close(shell, dispute.id)


def _document(shell: Shell, document: Document) -> QWidget:
    opening = _small(translate("AgreementsPart", "Open"), lambda: open_paper(shell, document))
    saving = _small(translate("AgreementsPart", "Save…"), lambda: save_paper(shell, document))
    added = day(document.added_at.astimezone().date()) if document.added_at else ""
    closed = translate("AgreementsPart", "Without prejudice: not for a court.")
    return row(
        ("file-text", "quiet"),
        document.name,
        added,
        closed if document.without_prejudice else "",
        press=across(opening, saving),
    )


# Pieces of a row


def row(
    look: tuple[str, str], heading: str, *under: str, press: QWidget | None = None
) -> QWidget:
    """An icon, a line, quieter lines under it, and under these what can be done about it."""
    box = QWidget()
    across = QHBoxLayout(box)
    across.setContentsMargins(0, 0, 0, TINY)
    across.setSpacing(SMALL)
    icon = IconLabel(look[0], look[1], size=SMALL_ICON)
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(label(heading, wrap=True, selectable=True))
    for line in under:
        if line:
            column.addWidget(label(line, "quiet", wrap=True, selectable=True))
    if press is not None:
        column.addWidget(press, 0, Qt.AlignmentFlag.AlignLeading)
        _say_of_what(press, heading)
    across.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    across.addLayout(column, 1)
    return box


def _say_of_what(press: QWidget, heading: str) -> None:
    """Several rows have the same buttons: each says to a screen reader what it is about."""
    buttons = [press] if isinstance(press, QPushButton) else press.findChildren(QPushButton)
    for one in buttons:
        one.setAccessibleName(f"{one.text().replace('…', '')}: {heading}")


def _small(words: str, run: Callable[[], object]) -> QPushButton:
    return button(words, run, look="link")


def _in_pairs(buttons: Sequence[QPushButton]) -> QWidget:
    """Two beside each other: a narrow panel has no room for more."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(SMALL)
    for at, one in enumerate(buttons):
        grid.addWidget(one, at // 2, at % 2)
    grid.setColumnStretch(2, 1)
    return box
