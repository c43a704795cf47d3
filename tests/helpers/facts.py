"""Small factories of reminder facts: a business, clients, lines with and without claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from PIL import Image, ImageDraw

from dunning_desktop.domain.assessment import assess
from dunning_desktop.domain.claims import NOTHING, Claim, claim_of
from dunning_desktop.domain.client import (
    Address,
    BankDetails,
    Business,
    Client,
    Contact,
    DebtorType,
)
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.interest import Receipt
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.letter import ReminderFacts
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.owed import OwedItem
from dunning_desktop.domain.payment import PaymentOrder
from dunning_desktop.domain.policy import ChargeRule, DunningLevel, Tone
from dunning_desktop.domain.proposal import Chase, ChaseLine, ItemFacts
from dunning_desktop.domain.rates import half_year
from dunning_desktop.domain.regime import Band, LawBook
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.statement import StatementFacts
from dunning_desktop.domain.terms import ContractRate
from dunning_desktop.usecases.regimes import known_law

TODAY = date(2026, 11, 22)
LEVELS = {level.tone: level for level in STANDARD.levels}

BUSINESS = Business(
    name="Carter Plumbing",
    address=Address(("Unit 4, Wharf Road",), city="Bristol", postcode="BS1 6QZ"),
    email="accounts@carter.example",
    phone="0117 496 0123",
    website="https://carter.example/",
    registered_name="Carter Plumbing & Heating Ltd",
    registration="Registered in England and Wales no. 01234567. "
    "Registered office: Unit 4, Wharf Road, Bristol BS1 6QZ",
    vat_number="GB 123 4567 89",
    bank=BankDetails(
        account_name="Carter Plumbing & Heating Ltd",
        sort_code="123456",
        account_number="12345678",
    ),
    signatory="Sam Carter",
)
CLIENT = Client(
    name="Willow & Stone Interiors Ltd",
    debtor_type=DebtorType.COMPANY,
    reference="WILLOW01",
    address=Address(("14 Canal Street",), city="Sheffield", postcode="S3 8AB"),
    contacts=(Contact(name="Priya Shah", email="accounts@willow.example"),),
)
CONSUMER = replace(
    CLIENT, name="Joan Mary Okafor", debtor_type=DebtorType.CONSUMER, contacts=(), reference=""
)
ANYWHERE = Client(name="Mail Only Ltd", debtor_type=DebtorType.COMPANY)
ENDLESS = Client(
    name="The Worshipful Society of Cabinet Makers, Upholsterers & Restorers of Fine Furniture Ltd",
    debtor_type=DebtorType.COMPANY,
    reference="SOCIETY-OF-CABINET-MAKERS-000012345",
    address=Address(
        (
            "Third Floor, The Old Confectionery and Preserves Warehouse",
            "117-119 Great Northern Railway Approach Road",
            "Lower Bottomley Industrial Estate",
        ),
        city="Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
        region="Isle of Anglesey",
        postcode="LL61 5UJ",
        country="IE",
    ),
    contacts=(Contact(name="Maximiliana Featherstonehaugh-Cholmondeley"),),
)

ABROAD = Client(
    name="Müller Metallbau GmbH",
    debtor_type=DebtorType.COMPANY,
    jurisdiction="DE",
    language="en-IE",
    currency="EUR",
    address=Address(("Hafenstraße 12",), city="Hamburg", postcode="20457", country="DE"),
)
PART_PAID = Debt(
    Money(500_000, "GBP"),
    DebtDays(agreed=date(2026, 3, 31)),
    received=(Receipt(date(2026, 5, 10), Money(200_000, "GBP")),),
)


def line(
    number: str = "INV-0417",
    *,
    days: int = 20,
    amount: int = 124_000,
    paid: int = 0,
    tone: Tone = Tone.FRIENDLY,
    currency: str = "GBP",
    claim: Claim | None = None,
    item: int = 1,
) -> ChaseLine:
    """One invoice, ``days`` late (negative: not yet due); claimed on as its level says."""
    due = TODAY - timedelta(days=days)
    level = LEVELS[tone]
    whole, still = Money(amount, currency), Money(amount - paid, currency)
    charged = level.charges is not ChargeRule.NONE and days > 0
    made = claim if claim is not None else statutory(still, due) if charged else NOTHING
    return ChaseLine(
        item_id=item,
        invoice_id=item,
        number=number,
        issued=due - timedelta(days=30),
        due=due,
        amount=whole,
        open=still,
        days_late=max(days, 0),
        cycle=1,
        level=level,
        claim=made if charged else NOTHING,
    )


def statutory(
    principal: Money, due: date, *, percent: str = "11.75", provisional: bool = False
) -> Claim:
    """A claim under the Act."""
    law = known_law().table("boe")
    begins = half_year(due + timedelta(days=1))
    rate = law.rate(begins, Decimal(percent) - 8)
    if provisional:
        rate = law.rate(date(begins.year - 1, begins.month, 1), Decimal(percent) - 8)
    table = replace(law, rates=(rate,))
    regimes = tuple(
        replace(one, table=table, bands=tuple(_in(principal.currency, one.bands)))
        for one in known_law().regimes
        if one.jurisdiction == "GB"
    )
    debt = Debt(principal, DebtDays(agreed=due))
    return claim_of(assess(debt, LawBook(regimes, {"boe": table}), as_of=TODAY))


def _in(currency: str, bands: Sequence[Band]) -> Iterator[Band]:
    """The same bands in another currency, to look at letters in several."""
    for one in bands:
        yield Band(
            Money(one.from_amount.minor, currency), Money(one.fixed_sum.minor, currency)
        )


def contractual(principal: Money, due: date, *, percent: str = "9") -> Claim:
    """A claim under the parties' own terms."""
    contract = ContractRate(Decimal(percent))
    debt = Debt(principal, DebtDays(agreed=due), basis=Basis.CONTRACT, contract=contract)
    return claim_of(assess(debt, known_law(), as_of=TODAY))


def chase(
    lines: Sequence[ChaseLine] | None = None,
    *,
    tone: Tone = Tone.FRIENDLY,
    credit: Sequence[Money] = (),
) -> Chase:
    """A reminder of that tone; one invoice unless lines are given."""
    default_days = {Tone.COURTESY: -3, Tone.FRIENDLY: 3, Tone.FIRM: 14, Tone.FINAL: 28}
    level: DunningLevel = LEVELS[tone]
    made = tuple(lines if lines is not None else [line(days=default_days[tone], tone=tone)])
    deadline = TODAY + timedelta(days=level.days_to_pay)
    if not any(one.days_late for one in made):
        deadline = max(deadline, *(one.due for one in made))
    return Chase(1, level, level.channel, deadline, made, tuple(credit))


def facts(
    lines: Sequence[ChaseLine] | None = None,
    *,
    tone: Tone = Tone.FRIENDLY,
    client: Client = CLIENT,
    business: Business = BUSINESS,
    credit: Sequence[Money] = (),
    previous: Sequence[date] = (),
    reference: str = "R-2026-0042",
    specimen: bool = False,
) -> ReminderFacts:
    """The facts of a reminder."""
    return ReminderFacts(
        today=TODAY,
        business=business,
        client=client,
        contact=client.contacts[0] if client.contacts else None,
        chase=chase(lines, tone=tone, credit=credit),
        reference=reference,
        previous=tuple(previous),
        specimen=specimen,
    )


def many(
    count: int, *, tone: Tone = Tone.FRIENDLY, currencies: Sequence[str] = ("GBP",)
) -> list[ChaseLine]:
    """So many invoices, some part-paid, some not yet due, in turn in each currency."""
    start = -2 if tone is Tone.COURTESY else 30 + count
    return [
        line(
            f"INV-{417 + number:04}",
            days=start - number if tone is not Tone.COURTESY else -3 - number % 20,
            amount=24_050 + 9_731 * number,
            paid=5_000 if number % 5 == 4 else 0,
            tone=tone,
            currency=currencies[number % len(currencies)],
            item=number + 1,
        )
        for number in range(count)
    ]


def owed(
    debt: Debt, number: str = "INV-0417", *, as_of: date = TODAY, law: LawBook | None = None
) -> OwedItem:
    """A debt as an invoice with its claim; what was received is dealt with as in a book."""
    found = assess(debt, law or known_law(), as_of=as_of)
    agreed = debt.days.agreed or found.relevant.day or as_of
    item = ItemFacts(
        item_id=1,
        invoice_id=1,
        client_id=1,
        number=number,
        issued=debt.days.notice or agreed - timedelta(days=30),
        due=agreed,
        amount=debt.principal,
        open=found.account.principal_open,
    )
    return OwedItem(item, claim_of(found))


def german() -> Debt:
    """A debt under German law that crosses half-years, with payments that settle costs first."""
    received = (
        Receipt(date(2025, 4, 15), Money(100_000, "EUR"), PaymentOrder.COSTS_FIRST),
        Receipt(date(2026, 2, 3), Money(50_000, "EUR"), PaymentOrder.COSTS_FIRST),
    )
    days = DebtDays(agreed=date(2025, 1, 31))
    return Debt(Money(400_000, "EUR"), days, jurisdiction="DE", received=received)


def compounding() -> Debt:
    """A debt under Dutch law, old enough for its interest to bear interest."""
    days = DebtDays(agreed=date(2023, 1, 31))
    return Debt(Money(1_000_000, "EUR"), days, jurisdiction="NL")


def statement(
    items: Sequence[OwedItem],
    *,
    client: Client | None = CLIENT,
    business: Business = BUSINESS,
    today: date = TODAY,
    specimen: bool = False,
) -> StatementFacts:
    """The facts of a statement of interest."""
    return StatementFacts(today, business, client, tuple(items), specimen)


def logo(width: int = 900, height: int = 300, *, form: str = "PNG") -> bytes:
    """A picture with a margin and, as PNG, a transparent ground."""
    picture = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    edge = height // 10
    draw.rounded_rectangle((edge, edge, height - edge, height - edge), edge, (20, 92, 140, 255))
    bars = range(3)
    for bar in bars:
        top = edge + bar * (height - 2 * edge) // 3
        box = (height, top, width - edge * (1 + 3 * bar), top + (height - 2 * edge) // 5)
        draw.rectangle(box, (20, 92, 140, 255))
    out = BytesIO()
    (picture if form == "PNG" else picture.convert("RGB")).save(out, form)
    return out.getvalue()
