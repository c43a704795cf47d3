"""What is chosen for a plan: the invoices, how they are divided, the days, and their answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStackedWidget, QWidget

from dunning_desktop.domain.exempt_credit import MOST_EXEMPT
from dunning_desktop.domain.instalments import (
    GRACE_DAYS,
    MOST_GRACE,
    MOST_INSTALMENTS,
    Deposit,
    Every,
)
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.promises import How
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.ui.text import plans as words
from dunning_desktop.ui.text.dates import late
from dunning_desktop.ui.text.money import money, sums
from dunning_desktop.ui.widgets.count import Count
from dunning_desktop.ui.widgets.fields import Choice, DayEdit
from dunning_desktop.ui.widgets.form import Form
from dunning_desktop.ui.widgets.labels import label
from dunning_desktop.ui.widgets.money_edit import MoneyEdit
from dunning_desktop.ui.widgets.wheel import WheelGuard
from dunning_desktop.usecases.plan_views import By, PlanView, PlanWish

NUMBER, AMOUNT, BY_HAND = "number", "amount", "by-hand"
TWO_WEEKS = timedelta(days=14)
A_WEEK = timedelta(days=7)
USUAL = 3
LEAST_LETTERS = 12


class PlanFields(QObject):
    """Fills a form; ``changed`` comes with every choice. ``wish`` says what was chosen."""

    changed = Signal()

    def __init__(self, form: Form, view: PlanView, *, chosen: Sequence[int] = ()) -> None:
        super().__init__(form)
        self._form, self._view = form, view
        self.items: dict[int, QCheckBox] = {}
        self.by: Choice[str] = Choice(
            [
                (NUMBER, self.tr("Number of payments")),
                (AMOUNT, self.tr("Amount of each")),
                (BY_HAND, self.tr("By hand, in the table")),
            ]
        )
        self.number = Count(1, MOST_INSTALMENTS, one=self.tr(" payment"), many=self.tr(" payments"))
        self.each = MoneyEdit(view.client.currency, name=self.tr("Amount of each payment"))
        self.every = Choice([(one, words.every(one)) for one in Every])
        self.first = DayEdit(view.today + TWO_WEEKS)
        self.deposit = MoneyEdit(view.client.currency)
        self.deposit_due = DayEdit(view.today + A_WEEK, name=self.tr("First payment by"))
        self.grace = Count(0, MOST_GRACE, one=self.tr(" day"), many=self.tr(" days"))
        self.interest: Choice[bool] = Choice(
            [
                (False, self.tr("None while it is kept")),
                (True, self.tr("Counted, claimed at the end")),
            ]
        )
        self.answer: Choice[How | None] = Choice([(None, self.tr("They answer by"))])
        self.answer_day = DayEdit(view.today + TWO_WEEKS, name=self.tr("Day of the answer"))
        self._build(chosen)

    def _build(self, chosen: Sequence[int]) -> None:
        self._choose_items(chosen)
        self._form.section(self.tr("How it is divided"))
        self._form.row(self.tr("Divide by"), self.by)
        self._form.row(self.tr("Payments"), self._how_much())
        self._form.row(self.tr("How often"), self.every)
        self.every.choose(Every.MONTH)
        self._form.row(self.tr("The first on"), self.first)
        self._form.row(self.tr("Down payment"), self.deposit)
        self._form.hint(self.deposit, self.tr("Paid before the others; empty for none."))
        self._form.row(self.tr("Paid by"), self.deposit_due)
        self._form.section(self.tr("Terms"))
        self._form.row(self.tr("Grace"), self.grace)
        self._form.hint(self.grace, self.tr("How late a payment may be without ending the plan."))
        self._form.row(self.tr("Interest"), self.interest)
        self._form.row(self.tr("Their answer"), self.answer)
        self._form.row(self.tr("Day"), self.answer_day)
        self._offer_answers()
        for one in (self.by, self.every, self.interest, self.answer):
            one.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            one.setMinimumContentsLength(LEAST_LETTERS)
        self._begin()
        self._listen()

    def _begin(self) -> None:
        self.number.setValue(USUAL)
        self.grace.setValue(GRACE_DAYS)
        if self._view.guarded:
            self.interest.setEnabled(False)
            said = self.tr("The law allows none for them.")
            self._form.hint(self.interest, said)
            self.number.setMaximum(MOST_INSTALMENTS)
            self.number.setToolTip(self.tr("At most {n} for them").format(n=MOST_EXEMPT))

    def _choose_items(self, chosen: Sequence[int]) -> None:
        """All that is open in one currency is ticked, or what the plan was asked for."""
        self._form.section(self.tr("What is paid by instalments"))
        first = self._view.items[0].open.currency if self._view.items else ""
        for item in self._view.items:
            box = QCheckBox(_line(item, self._view.today))
            wanted = item.item_id in chosen if chosen else item.open.currency == first
            box.setChecked(wanted)
            box.toggled.connect(self._on_items)
            self.items[item.item_id] = box
            self._form.wide(box)
        self.on_top = label(look="quiet", wrap=True)
        self._form.wide(self.on_top)
        self._say_on_top()

    def _how_much(self) -> QWidget:
        """The field that belongs to the way it is divided."""
        self._stack = QStackedWidget()
        by_hand = label(self.tr("Type them in the table."), "quiet")
        for one in (self.number, self.each, by_hand):
            self._stack.addWidget(one)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.number.setAccessibleName(self.tr("Number of payments"))
        return self._stack

    def _offer_answers(self) -> None:
        for how, said in (
            (How.PHONE, self.tr("Agreed on the telephone")),
            (How.EMAIL, self.tr("Agreed by e-mail")),
            (How.LETTER, self.tr("Agreed by letter")),
            (How.IN_PERSON, self.tr("Agreed in person")),
        ):
            self.answer.add(how, said)

    def _listen(self) -> None:
        self.by.currentIndexChanged.connect(lambda _at: self._on_by())
        self.number.valueChanged.connect(lambda _n: self.changed.emit())
        self.each.edited.connect(self.changed)
        self.every.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.first.dateChanged.connect(lambda _day: self.changed.emit())
        self.deposit.edited.connect(self._on_deposit)
        self.deposit_due.dateChanged.connect(lambda _day: self.changed.emit())
        self.interest.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.grace.valueChanged.connect(lambda _n: self.changed.emit())
        self.answer.currentIndexChanged.connect(lambda _at: self._on_answer())
        self.answer_day.dateChanged.connect(lambda _day: self.changed.emit())
        self._on_deposit()
        WheelGuard(
            self.by, self.number, self.every, self.first, self.deposit_due, self.grace,
            self.interest, self.answer, self.answer_day, parent=self,
        )  # fmt: skip

    # What follows from a choice

    def _on_items(self) -> None:
        self._say_on_top()
        self.changed.emit()

    def _say_on_top(self) -> None:
        claimed = self._view.on_top(self.chosen())
        said = self.tr("{sum} of interest and costs that was claimed is not part of it.")
        self.on_top.setText(said.format(sum=sums(claimed)) if claimed else "")
        self.on_top.setVisible(bool(claimed))

    def _on_by(self) -> None:
        by = self.by.value() or NUMBER
        self._stack.setCurrentIndex((NUMBER, AMOUNT, BY_HAND).index(by))
        for field in (self.every, self.first, self.deposit):
            field.setEnabled(by != BY_HAND)
        self._on_deposit()

    def _on_deposit(self) -> None:
        self.deposit_due.setEnabled(self.deposit.isEnabled() and bool(self.deposit.text().strip()))
        self.changed.emit()

    def _on_answer(self) -> None:
        agreed = self.answer.value() is not None
        today = self._view.today
        self.answer_day.set_day(today if agreed else today + TWO_WEEKS)
        self.changed.emit()

    # What was chosen

    def chosen(self) -> tuple[int, ...]:
        """The items that are ticked."""
        return tuple(key for key, box in self.items.items() if box.isChecked())

    @property
    def by_hand(self) -> bool:
        """Whether the table is typed."""
        return self.by.value() == BY_HAND

    @property
    def accepted_on(self) -> date | None:
        """The day of the agreement, where they agreed already."""
        return self.answer_day.day() if self.answer.value() is not None else None

    @property
    def how(self) -> str:
        """How they agreed."""
        how = self.answer.value()
        return how.value if how is not None else ""

    def wish(self, by_hand: tuple[tuple[date, Money], ...], currency: str) -> PlanWish | None:
        """All of it; None while an amount is not one yet."""
        by = self._by(by_hand, currency)
        deposit = self._deposit(currency)
        if by is None or (deposit is None and self._has_deposit):
            return None
        return PlanWish(
            client_id=self._view.client.id,
            item_ids=self.chosen(),
            by=by,
            first=self.first.day(),
            every=self.every.value() or Every.MONTH,
            deposit=deposit,
            interest=bool(self.interest.value()),
            grace_days=self.grace.value(),
            answer_by=None if self.accepted_on else self.answer_day.day(),
        )

    def _by(self, by_hand: tuple[tuple[date, Money], ...], currency: str) -> By | None:
        if self.by_hand:
            return by_hand
        if self.by.value() == AMOUNT:
            self.each.set_currency(currency)
            return self.each.amount()
        return self.number.value()

    @property
    def _has_deposit(self) -> bool:
        return not self.by_hand and bool(self.deposit.text().strip())

    def _deposit(self, currency: str) -> Deposit | None:
        if not self._has_deposit:
            return None
        self.deposit.set_currency(currency)
        amount = self.deposit.amount()
        return Deposit(amount, self.deposit_due.day()) if amount is not None else None


def _line(item: ItemFacts, today: date) -> str:
    parts = (item.number, money(item.open), late((today - item.due).days))
    return "  ·  ".join(parts)
