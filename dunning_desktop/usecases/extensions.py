"""More time to pay: what it costs, giving it, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.charges import ChargeKind
from dunning_desktop.domain.client import Client
from dunning_desktop.domain.errors import CannotUndo, InvalidField
from dunning_desktop.domain.extensions import (
    Extension,
    InterestMeanwhile,
    Warn,
    check_extension,
    clock,
)
from dunning_desktop.domain.late_terms import terms_that_hold
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.policy import Channel
from dunning_desktop.domain.proposal import ItemFacts
from dunning_desktop.domain.terms import LateBasis
from dunning_desktop.usecases.agreed import agreed_blocks
from dunning_desktop.usecases.charges import claims_on
from dunning_desktop.usecases.ledger import Ledger
from dunning_desktop.usecases.office import Office, Outcome, Touched
from dunning_desktop.usecases.paper_issue import (
    IssuedPaper,
    record_paper,
    render_paper,
    strike_paper,
)
from dunning_desktop.usecases.papers import extension_paper, way_to

TOUCHED = frozenset(
    {
        Touched.AGREEMENTS, Touched.INVOICES, Touched.CLIENTS, Touched.REMINDERS,
        Touched.CHARGES, Touched.OUTBOX,
    }
)  # fmt: skip
# Another agreement or somebody else decides about it by then: the reason why there is no more time.
_BARRED = {
    BlockKind.PLAN: "in-plan",
    BlockKind.CASE: "in-case",
    BlockKind.HANDED_OVER: "handed-over",
    BlockKind.IN_COURT: "handed-over",
    BlockKind.WRITTEN_OFF: "written-off",
    BlockKind.INSOLVENCY: "insolvent",
}


@dataclass(frozen=True, slots=True)
class TimeView:
    """What is looked at before more time is given.

    ``counts``: interest may be claimed of the client at all.
    """

    item: ItemFacts
    client: Client
    today: date
    earlier: tuple[Extension, ...]
    counts: bool = True
    confirms: Channel | None = None


@dataclass(frozen=True, slots=True)
class TimePrice:
    """What more time up to ``new_due`` means in interest.

    ``extra`` comes to be owed for the days beyond today, or beyond the due day, where interest runs
    on; where it rests, that is given up, and ``so_far`` stays owed. ``refused`` is the reason why
    it cannot be given, as in ``InvalidField``.
    """

    new_due: date
    so_far: Money
    extra: Money
    warnings: tuple[Warn, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class TimeGiven:
    """What was saved: both take it back. ``paper`` is the confirmation, where one was sent."""

    extension_id: int
    paper: IssuedPaper | None = None


# Looking


def time_view(office: Office, item_id: int) -> TimeView:
    """An item before it gets more time. Raises ``NotFound``."""
    with office.read() as ledger:
        item = ledger.chasing.item(item_id)
        client = ledger.parties.client(item.client_id)
        terms = terms_that_hold(ledger.parties.business().terms, client.terms, item.late)
        return TimeView(
            item=item,
            client=client,
            today=office.clock.today(),
            earlier=tuple(ledger.agreements.extensions([item_id])),
            counts=client.debtor_confirmed and terms.late_basis is not LateBasis.NONE,
            confirms=way_to(ledger, client),
        )


def time_price(office: Office, item_id: int, new_due: date) -> TimePrice:
    """What more time would cost, and whether it may be given. Raises ``NotFound``."""
    with office.read() as ledger:
        item = ledger.chasing.item(item_id)
        so_far, extra = _price(ledger, office, item, new_due)
        try:
            warnings = _check(ledger, office, item, _wanted(office, item, new_due))
        except InvalidField as error:
            reason = str(error.data["reason"])
            return TimePrice(new_due, so_far, extra, refused=reason)
    return TimePrice(new_due, so_far, extra, warnings)


def _price(
    ledger: Ledger, office: Office, item: ItemFacts, new_due: date
) -> tuple[Money, Money]:
    """Interest today, and what more there is by the new due day if it runs on."""
    today = office.clock.today()
    so_far = _interest(ledger, office, item, day=today)
    by_then = _interest(ledger, office, item, day=max(new_due, today))
    return so_far, by_then - so_far


def _interest(ledger: Ledger, office: Office, item: ItemFacts, *, day: date) -> Money:
    """The interest still owed on a day, as if the due day stood where the law counts from."""
    counted = replace(item, due=item.days.agreed or item.due)
    claim = claims_on(ledger, office, item.client_id, day=day)(counted)
    return claim.open(ChargeKind.INTEREST) or Money.zero(item.open.currency)


def _wanted(
    office: Office,
    item: ItemFacts,
    new_due: date,
    interest: InterestMeanwhile = InterestMeanwhile.RUNS,
    *,
    note: str = "",
) -> Extension:
    return Extension(
        item_id=item.item_id,
        made_on=office.clock.today(),
        old_due=item.due,
        new_due=new_due,
        interest=interest,
        note=note,
        author=office.user,
    )


def _check(
    ledger: Ledger, office: Office, item: ItemFacts, wanted: Extension
) -> tuple[Warn, ...]:
    """What to know of it. Raises ``InvalidField`` (``new_due``) where it may not be given."""
    today = office.clock.today()
    if item.open.minor <= 0:
        raise InvalidField(field="new_due", reason="nothing-owed")
    blocks = [
        *ledger.chasing.blocks([item.client_id]),
        *agreed_blocks(ledger, today, [item.client_id]).get(item.client_id, ()),
    ]
    for block in blocks:
        if block.kind in _BARRED and block.holds_on(today) and block.covers(item.item_id):
            raise InvalidField(field="new_due", reason=_BARRED[block.kind])
    earlier = ledger.agreements.extensions([item.item_id])
    return check_extension(wanted, earlier, original_due=item.original_due or item.due)


# Giving it and taking it back


def give_time(
    office: Office,
    item_id: int,
    new_due: date,
    interest: InterestMeanwhile,
    *,
    note: str = "",
    confirm: bool = False,
) -> Outcome[TimeGiven]:
    """Let an item fall due later; its first due day stays what it was.

    ``confirm`` tells the client in a letter, by e-mail or to be posted. Raises ``InvalidField``
    (``new_due``), and what ``issue_paper`` does.
    """
    with office.read() as ledger:
        item = ledger.chasing.item(item_id)
        wanted = _wanted(office, item, new_due, interest, note=note.strip())
        so_far, extra = _price(ledger, office, item, new_due)
    made = None
    if confirm:
        runs = interest is InterestMeanwhile.RUNS and bool(extra)
        paper = extension_paper(office, wanted, interest=so_far + extra if runs else None)
        made = render_paper(office, paper.facts, paper.words, channel=paper.channel)
    with office.write() as ledger:
        extension_id = _give(ledger, office, wanted)
        if made is None:
            return Outcome(TimeGiven(extension_id), TOUCHED)
        saved = replace(made.facts, extension=replace(wanted, id=extension_id))
        sent = record_paper(ledger, office, replace(made, facts=saved))
    return Outcome(TimeGiven(extension_id, sent), TOUCHED)


def _give(ledger: Ledger, office: Office, wanted: Extension) -> int:
    item = ledger.chasing.item(wanted.item_id)
    wanted = replace(wanted, old_due=item.due)
    _check(ledger, office, item, wanted)
    extension_id = ledger.agreements.save_extension(wanted, at=office.clock.now())
    _move(ledger, item.item_id, wanted.new_due)
    _tell(ledger, office, AuditCode.TIME_GIVEN, replace(wanted, id=extension_id))
    return extension_id


def _move(ledger: Ledger, item_id: int, due: date) -> None:
    """Put the item on that due day, and the clock of interest where its extensions put it."""
    given = ledger.agreements.extensions([item_id])
    item = ledger.chasing.item(item_id)
    counted = clock(given, item.original_due or item.due)
    ledger.agreements.move_due(item_id, due, interest_due=counted.due)


def take_back_time(
    office: Office, extension_id: int, *, paper: IssuedPaper | None = None
) -> Outcome[None]:
    """Put the due day back, and the clock of interest, as they were before.

    Raises ``CannotUndo``: more time was given since, the due day was corrected, something was sent
    that counts on it, or the confirmation has left.
    """
    with office.write() as ledger:
        given = ledger.agreements.extension(extension_id)
        item = ledger.chasing.item(given.item_id)
        later = [one for one in ledger.agreements.extensions([given.item_id])
                 if one.id > extension_id]  # fmt: skip
        sent = any(one.day > given.made_on for one in item.completed)
        if given.withdrawn or later or sent or item.due != given.new_due:
            raise CannotUndo(state="built-on")
        if paper is not None:
            strike_paper(ledger, office, paper)
        ledger.agreements.withdraw_extension(extension_id)
        _move(ledger, given.item_id, given.old_due)
        _tell(ledger, office, AuditCode.TIME_TAKEN_BACK, given)
    return Outcome(None, TOUCHED)


def time_again(office: Office, extension_id: int) -> Outcome[None]:
    """Give time again that was taken back by mistake, just as it was.

    Raises ``CannotUndo`` once something else was decided about the due day.
    """
    with office.write() as ledger:
        given = ledger.agreements.extension(extension_id)
        if not given.withdrawn or ledger.chasing.item(given.item_id).due != given.old_due:
            raise CannotUndo(state="built-on")
        ledger.agreements.withdraw_extension(extension_id, withdrawn=False)
        _move(ledger, given.item_id, given.new_due)
        _tell(ledger, office, AuditCode.TIME_GIVEN, given)
    return Outcome(None, TOUCHED)


def _tell(ledger: Ledger, office: Office, code: AuditCode, given: Extension) -> None:
    item = ledger.chasing.item(given.item_id)
    ledger.diary.note(
        code,
        at=office.clock.now(),
        client_id=item.client_id,
        invoice_id=item.invoice_id,
        extension_id=given.id,
        number=item.number,
        until=given.new_due.isoformat(),
        interest=given.interest,
        reason=given.note,
        by=office.user,
    )
