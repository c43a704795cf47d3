"""A debt is handed over with real parts: a sealed package by e-mail, then money past the agency."""

from __future__ import annotations

import email
import email.policy
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import pyzipper
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dunning_desktop.domain.cases import CaseState
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.partners import Partner
from dunning_desktop.domain.payment import Payment
from dunning_desktop.ui.dialogs.case_file import CaseFileDialog
from dunning_desktop.ui.dialogs.case_step import CaseStepDialog
from dunning_desktop.ui.dialogs.package_made import PackageMadeDialog
from dunning_desktop.ui.dialogs.partner_mail import PartnerMailDialog
from dunning_desktop.ui.pages.cases import CasesPage
from dunning_desktop.ui.pages.today import TodayPage
from dunning_desktop.usecases.case_views import case_view
from dunning_desktop.usecases.cases import open_case
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.partners import save_partner
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.today_rows import Task
from tests.helpers.offices import add_debtor
from tests.helpers.smtp_server import Server, smtp_server
from tests.journeys.owner import Owner, Printer, at_the_window, office_of

pytestmark = [pytest.mark.journey, pytest.mark.slow]

DAY = date(2026, 3, 2)
AGENCY = "jo@swift.example"


def test_a_debt_goes_to_an_agency_and_is_paid_past_it(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert QGuiApplication.platformName() == "xcb", "run packaging/run_tests"
    with smtp_server(tmp_path) as server:
        office = office_of(tmp_path / "own" / "book.dunning", server, DAY)
        client = add_debtor(office, "Willow Ltd", late=[60, 30])
        case = open_case(office, client).value.case_id
        save_partner(office, Partner("Swift", email=AGENCY, commission=Decimal(10)))
        printer = Printer(tmp_path / "printed.pdf")
        with at_the_window(office, tmp_path, printer, qtbot, monkeypatch) as owner:
            owner.go_to("cases")
            page = owner.window.page
            assert isinstance(page, CasesPage)
            owner.wait(lambda: page.listing.model.rowCount() == 1, "the case")
            owner.click_row(page.listing.table, 0)
            password = _make(owner, tmp_path / "willow.zip")
            _mail(owner, server, tmp_path / "willow.zip", password)
            _hand_over(owner, office, case)
            # As the payment dialog does it: pages that show it reload themselves.
            payment = Payment(client, DAY, Money(12_000, "GBP"))
            owner.window.desk.do(record_payment, payment, owner=owner.window)
            _see_and_tell(owner, server)
            assert case_view(office, case).untold is None


def _make(owner: Owner, path: Path) -> str:
    """The package, from the panel of the case; its password."""
    owner.press("Make the file")
    owner.wait(lambda: owner.find(CaseFileDialog), "what goes in")
    (dialog,) = owner.find(CaseFileDialog)
    owner.wait(lambda: dialog.whom.count() == 2, "the agency")
    dialog.whom.setCurrentIndex(1)
    owner.will_choose(path)
    owner.press("Save", dialog)
    owner.wait(lambda: owner.find(PackageMadeDialog), "the password")
    return owner.find(PackageMadeDialog)[0].password.text()


def _mail(owner: Owner, server: Server, path: Path, password: str) -> None:
    """It arrives as it was saved, and opens with the password that the e-mail does not say."""
    owner.press("Write the e-mail", owner.find(PackageMadeDialog)[0])
    owner.wait(lambda: owner.find(PartnerMailDialog), "the e-mail")
    owner.press("Send", owner.find(PartnerMailDialog)[0])
    owner.wait(lambda: len(server.received) == 1, "it arrived")
    (received,) = server.received
    assert received.recipients == (AGENCY,)
    assert password.encode() not in received.raw
    message = email.message_from_bytes(received.raw, policy=email.policy.default)
    (file,) = message.iter_attachments()
    content = file.get_payload(decode=True)
    assert content == path.read_bytes()
    with pyzipper.AESZipFile(io.BytesIO(path.read_bytes())) as archive:
        archive.setpassword(password.encode())
        assert archive.read("Evidence file.pdf").startswith(b"%PDF-")


def _hand_over(owner: Owner, office: Office, case: int) -> None:
    owner.press("It is handed over", owner.find(PackageMadeDialog)[0])
    owner.wait(lambda: owner.find(CaseStepDialog), "the step")
    (step,) = owner.find(CaseStepDialog)
    owner.wait(step.partner.value, "the agency")
    owner.press("Keep it", step)
    owner.wait(
        lambda: case_view(office, case).row.stands.state is CaseState.HANDED_OVER, "handed over"
    )
    owner.press("Close", owner.find(PackageMadeDialog)[0])


def _see_and_tell(owner: Owner, server: Server) -> None:
    """Today asks to tell the agency; one press leads there, one writes it."""
    owner.go_to("today")
    page = owner.window.page
    assert isinstance(page, TodayPage)

    def asked() -> bool:
        return any(one.row.task is Task.PARTNERS_UNTOLD for one in page.list.lines)

    owner.wait(asked, "that they do not know yet")
    owner.press("Open Cases", page.list)
    owner.wait(lambda: isinstance(owner.window.page, CasesPage), "the cases")
    cases = owner.window.page
    assert isinstance(cases, CasesPage)
    owner.press("Tell them by e-mail")
    owner.wait(lambda: owner.find(PartnerMailDialog), "the e-mail")
    owner.press("Send", owner.find(PartnerMailDialog)[0])
    owner.wait(lambda: len(server.received) == 2, "it arrived")
    assert "120.00" in server.received[1].raw.decode()

    def known() -> bool:
        return not any("do not know yet" in one.text() for one in owner.find(QLabel, cases))

    owner.wait(known, "that they know")
