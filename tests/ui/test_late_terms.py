"""The late-payment terms of one invoice, from the owner's chair."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtTest import QTest

from dunning_desktop.domain.late_terms import LateTerms
from dunning_desktop.domain.terms import LateBasis, RatePer
from dunning_desktop.ui.dialogs.late_terms import LateTermsDialog
from dunning_desktop.ui.panels.invoice import InvoicePanel
from dunning_desktop.ui.window import Window
from dunning_desktop.usecases.invoices import cancel_invoice
from dunning_desktop.usecases.late_terms import late_view
from dunning_desktop.usecases.office import Office
from tests.ui.books import invoices
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
    assert not dialog._rate.isEnabled()
    assert "as it is now" in dialog._effect.text()
    dialog._basis.choose(LateBasis.CONTRACT)
    dialog._rate.setValue(5)
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
    dialog._basis.choose(LateBasis.CONTRACT)
    dialog._rate.setValue(1.5)
    dialog._per.choose(RatePer.MONTH)
    assert dialog.form.complaint(dialog._rate) == f"That is 18{NARROW}% a year, for whole months."
    dialog._save.click()
    assert _kept(furnished) == LateTerms(LateBasis.CONTRACT, Decimal("1.50"), RatePer.MONTH)


def test_a_fee_and_a_fee_that_is_none(furnished: Office, window: Window) -> None:
    dialog = _dialog(window)
    assert not dialog._has_fee.isEnabled()
    dialog._basis.choose(LateBasis.STATUTORY)
    dialog._has_fee.setChecked(True)
    dialog._save.click()
    assert dialog.form.complaint(dialog._fee) == "Type the fee like 12.00, or take the tick away."
    QTest.keyClicks(dialog._fee, "7.50")
    dialog._save.click()
    assert _kept(furnished) == LateTerms(fee=750)
    # What was kept is what the dialog begins with.
    again = _dialog(window)
    assert (again.late(), again._fee.text()) == (LateTerms(fee=750), "7.50")
    dispose(again)


def test_none_on_a_cancelled_invoice(furnished: Office, window: Window) -> None:
    cancel_invoice(furnished, invoices(furnished)["A-1"])
    assert not _panel(window, "invoices")._late_terms.isEnabled()
