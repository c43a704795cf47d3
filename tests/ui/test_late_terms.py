"""The late-payment terms of one invoice, from the owner's chair."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtTest import QTest

from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.ui.dialogs.invoice import InvoiceDialog
from dunning_desktop.ui.dialogs.late_terms import LateTermsDialog
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.shots import settle
from dunning_desktop.ui.text.events import event_line
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.clients import client_card
from dunning_desktop.usecases.invoices import cancel_invoice
from dunning_desktop.usecases.late_terms import late_view, set_late_terms
from dunning_desktop.usecases.office import Office
from tests.ui.books import clients, invoices
from tests.ui.conftest import dispose
from tests.ui.test_charges import _details, _texts

NARROW = "\N{NO-BREAK SPACE}"


def _panel(window: Window, page: str = "overdue") -> InvoicePanel:
    panel = _details(window, page, "A-1")
    assert isinstance(panel, InvoicePanel)
    return panel


def _dialog(window: Window) -> LateTermsDialog:
    _panel(window)._late_terms.trigger()
    return window.findChildren(LateTermsDialog)[-1]


def _kept(office: Office) -> LateTerms | None:
    return late_view(office, invoices(office)["A-1"]).invoice.late


def test_an_agreed_rate_is_seen_saved_and_taken_back(furnished: Office, window: Window) -> None:
    dialog = _dialog(window)
    assert not dialog._late.rate.isEnabled()
    assert "as it is now" in dialog._effect.text()
    dialog._late.basis.choose(LateBasis.CONTRACT)
    dialog._late.rate.setValue(5)
    assert "in place of £85.45" in dialog._effect.text()
    assert "owed only if Aldgate Joinery agreed" in dialog._notes.text()
    dialog._save.click()
    assert _kept(furnished) == LateTerms(LateBasis.CONTRACT, Decimal("5.00"))
    assert f"5{NARROW}% a year" in _texts(_panel(window))
    window.menus.undo.trigger()
    assert _kept(furnished) is None


def test_a_rate_by_the_month_is_never_shown_without_its_yearly_one(
    furnished: Office, window: Window
) -> None:
    dialog = _dialog(window)
    dialog._late.basis.choose(LateBasis.CONTRACT)
    dialog._late.rate.setValue(1.5)
    dialog._late.per.choose(RatePer.MONTH)
    said = dialog.form.complaint(dialog._late.rate)
    assert said == f"That is 18{NARROW}% a year, for whole months."
    dialog._save.click()
    assert _kept(furnished) == LateTerms(LateBasis.CONTRACT, Decimal("1.50"), RatePer.MONTH)


def test_a_fee_and_a_fee_that_is_none(furnished: Office, window: Window) -> None:
    dialog = _dialog(window)
    assert not dialog._late.has_fee.isEnabled()
    dialog._late.basis.choose(LateBasis.STATUTORY)
    dialog._late.has_fee.setChecked(True)
    dialog._save.click()
    assert dialog._late.complaint == "Type the fee like 12.00, or take the tick away."
    QTest.keyClicks(dialog._late.fee, "7.50")
    dialog._save.click()
    assert _kept(furnished) == LateTerms(fee=750)
    # What was kept is what the dialog begins with.
    again = _dialog(window)
    assert (again._late.late(), again._late.fee.text()) == (LateTerms(fee=750), "7.50")
    dispose(again)


def test_the_figure_follows_while_the_fee_is_not_typed_yet(
    furnished: Office, window: Window
) -> None:
    dialog = _dialog(window)
    dialog._late.basis.choose(LateBasis.CONTRACT)
    dialog._late.rate.setValue(5)
    five = dialog._effect.text()
    dialog._late.has_fee.setChecked(True)
    dialog._late.rate.setValue(10)
    assert dialog._effect.text() != five
    dispose(dialog)


def test_a_rate_like_a_penalty_is_warned_of(furnished: Office, window: Window) -> None:
    dialog = _dialog(window)
    dialog._late.basis.choose(LateBasis.CONTRACT)
    dialog._late.rate.setValue(60)
    assert "A court may take it for a penalty" in dialog._notes.text()
    dispose(dialog)


def test_long_terms_leave_the_figures_in_sight(furnished: Office, window: Window) -> None:
    _panel(window)
    long = LateTerms(LateBasis.CONTRACT, Decimal("1.75"), RatePer.MONTH, 123_456)
    window.desk.do(set_late_terms, invoices(furnished)["A-1"], long, owner=window)
    panel = _panel(window)
    settle()
    sheet = panel._scroll.widget()
    assert sheet is not None
    assert "agreed for this invoice" in _texts(panel)
    assert sheet.minimumSizeHint().width() <= panel._scroll.viewport().width()


def test_the_panel_says_whose_terms_hold(furnished: Office, window: Window) -> None:
    assert "Statutory interest (as in Settings)" in _texts(_panel(window))
    dialog = _dialog(window)
    dialog._late.basis.choose(LateBasis.NONE)
    dialog._late.has_fee.setChecked(True)
    dialog._late.fee.setText("7.50")
    dialog._save.click()
    assert "No interest, fee £7.50 (agreed for this invoice)" in _texts(_panel(window))


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (LateTerms(LateBasis.NONE, fee=750), "no interest, fee £7.50"),
        (
            LateTerms(LateBasis.CONTRACT, Decimal("1.50"), RatePer.MONTH),
            f"1.5{NARROW}% a month, 18{NARROW}% a year",
        ),
        (None, "as for the client"),
    ],
)
def test_the_timeline_tells_it(furnished: Office, late: LateTerms | None, said: str) -> None:
    invoice, client = invoices(furnished)["A-1"], clients(furnished)["Aldgate Joinery"]
    set_late_terms(furnished, invoice, LateTerms())
    set_late_terms(furnished, invoice, late)
    line = event_line(client_card(furnished, client).events[0])
    # The one piece of space that a line of the timeline never keeps is the unbreakable one.
    assert line == f"Late-payment terms of invoice A-1: {said}".replace(NARROW, " ")


def test_a_new_invoice_can_have_them_from_the_first_day(
    furnished: Office, window: Window
) -> None:
    dialog = InvoiceDialog.new(window, client_id=clients(furnished)["Brindle & Sons"])
    dialog.open()
    dialog._number.setText("B-2")
    QTest.keyClicks(dialog._total, "100")
    dialog.late.unfold()
    assert dialog.late.fields.usual == "Statutory interest."
    dialog.late.fields.basis.choose(LateBasis.CONTRACT)
    dialog.late.fields.rate.setValue(1.5)
    dialog.late.fields.per.choose(RatePer.MONTH)
    dialog.late.fields.has_fee.setChecked(True)
    dialog._save.click()
    # What is missing is said beside its field, even when that was folded away.
    assert dialog.late.fields.complaint == "Type the fee like 12.00, or take the tick away."
    assert dialog._save.isEnabled()
    QTest.keyClicks(dialog.late.fields.fee, "9")
    dialog._save.click()
    late = late_view(furnished, invoices(furnished)["B-2"]).invoice.late
    assert late == LateTerms(LateBasis.CONTRACT, Decimal("1.50"), RatePer.MONTH, 900)


def test_a_correction_leaves_them_to_their_own_dialog(furnished: Office, window: Window) -> None:
    set_late_terms(furnished, invoices(furnished)["A-1"], LateTerms(LateBasis.NONE))
    dialog = InvoiceDialog.correct(window, invoices(furnished)["A-1"])
    assert dialog.late.isHidden()
    dialog._reference.setText("PO 7")
    dialog._save.click()
    assert _kept(furnished) == LateTerms(LateBasis.NONE)


def test_none_on_a_cancelled_invoice(furnished: Office, window: Window) -> None:
    cancel_invoice(furnished, invoices(furnished)["A-1"])
    assert not _panel(window, "invoices")._late_terms.isEnabled()
