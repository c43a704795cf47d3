"""A client's terms in its details: what holds, where it does not fit, and that they took them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dunning_desktop.domain.terms_check import NOTES
from dunning_desktop.domain.terms_paper import TermsFacts
from dunning_desktop.ui.agreeing import open_paper
from dunning_desktop.ui.dialogs.acceptance import AcceptanceDialog
from dunning_desktop.ui.look.metrics import SMALL, SMALL_ICON
from dunning_desktop.ui.panels.panel import DetailsPanel
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import terms as text
from dunning_desktop.ui.text import words
from dunning_desktop.ui.views import views_of
from dunning_desktop.ui.widgets.buttons import button
from dunning_desktop.ui.widgets.labels import iconed, label
from dunning_desktop.usecases.acceptance import Accepted, take_back_acceptance
from dunning_desktop.usecases.terms import ClientTerms

translate = QCoreApplication.translate


def show_terms(panel: DetailsPanel, shell: Shell, client_id: int, found: ClientTerms) -> None:
    """Under a heading of its own."""
    facts = found.facts
    panel.part(translate("TermsPart", "Terms"))
    own = translate("TermsPart", "{terms}, their own")
    usual = translate("TermsPart", "{terms}, as in Settings")
    said = (own if found.own else usual).format(terms=words.terms(facts.terms))
    panel.text(f"{said[:1].upper()}{said[1:]}.")
    for one in found.accepted:
        panel.add(_accepted(shell, one))
    if not found.accepted:
        panel.text(translate("TermsPart", "No acceptance is on file."), "quiet")
    for finding in found.findings:
        if finding.gap not in NOTES:
            wrong = label(text.what_is_wrong(finding), wrap=True, selectable=True)
            under = label(text.what_to_do(finding), "quiet", wrap=True)
            panel.add(iconed("triangle-alert", wrong, colour="warning", under=under))
    panel.add(
        _across(
            button(
                translate("TermsPart", "They accepted…"),
                lambda: AcceptanceDialog(shell, client_id, facts.client).open(),
            ),
            button(translate("TermsPart", "Credit policy…"), _saver(shell, facts)),
        )
    )


def _saver(shell: Shell, facts: TermsFacts) -> Callable[[], None]:
    def save() -> None:
        views_of(shell.as_parent()).paper.save_policy(facts)

    return save


def _accepted(shell: Shell, one: Accepted) -> QWidget:
    """When and how, the paper that shows it, and a way back."""
    said = label(text.acceptance(one.acceptance), wrap=True, selectable=True)
    presses = []
    if one.document is not None:
        opens = button(
            translate("TermsPart", "Open"), partial(open_paper, shell, one.document), look="link"
        )
        opens.setAccessibleName(
            translate("TermsPart", "Open {name}").format(name=one.document.name)
        )
        opens.setToolTip(one.document.name)
        presses.append(opens)
    back = button(translate("TermsPart", "Take back"), _taking_back(shell, one), look="link")
    back.setAccessibleName(translate("TermsPart", "Take back the acceptance"))
    return _with(iconed("circle-check", said, colour="good"), _across(*presses, back, indent=True))


def _taking_back(shell: Shell, one: Accepted) -> Callable[[], None]:
    desk, parent, key = shell.desk, shell.as_parent(), one.acceptance.id

    def told(_none: object) -> None:
        shell.toast(
            translate("TermsPart", "Their acceptance is taken back."),
            undo=lambda: desk.do(take_back_acceptance, key, withdrawn=False, owner=parent),
        )

    return lambda: desk.do(take_back_acceptance, key, owner=parent, then=told)


def _with(above: QWidget, below: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(above)
    column.addWidget(below)
    return box


def _across(*widgets: QWidget, indent: bool = False) -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(SMALL_ICON if indent else 0, 0, 0, 0)
    row.setSpacing(SMALL)
    for one in widgets:
        row.addWidget(one)
    row.addStretch()
    return box
