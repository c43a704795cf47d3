"""Money: integer minor units with their currency, and never a float."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from functools import lru_cache

from dunning_desktop.domain.errors import CurrencyMismatch, InvalidAmount

# ISO 4217 currencies whose minor unit is not 1/100 (list one, amendment 176).
_WHOLE = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
    "VND", "VUV", "XAF", "XOF", "XPF",
)  # fmt: skip
_THOUSANDTHS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_EXPONENTS = {
    **dict.fromkeys(_WHOLE, 0),
    **dict.fromkeys(_THOUSANDTHS, 3),
    **dict.fromkeys(("CLF", "UYW"), 4),
}
CODE_LENGTH = 3
# Nothing a small business invoices is larger; it also keeps sums inside 63 bits.
LARGEST_MINOR = 10**15


def exponent(currency: str) -> int:
    """How many decimals the currency has: 2 for GBP, 0 for JPY, 3 for KWD."""
    return _EXPONENTS.get(currency, 2)


@lru_cache(maxsize=256)
def is_currency_code(text: str) -> bool:
    """Whether the text has the form of an ISO 4217 code: three capital letters."""
    return len(text) == CODE_LENGTH and text.isascii() and text.isalpha() and text.isupper()


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in minor units (pence, cents) of one ISO 4217 currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not is_currency_code(self.currency):
            raise InvalidAmount(reason="currency", text=self.currency)
        if type(self.minor) is not int or abs(self.minor) > LARGEST_MINOR:
            raise InvalidAmount(reason="range", text=str(self.minor))

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Money:
        """Exactly this amount in major units; more decimals than the currency has is an error."""
        try:
            exact = Decimal(amount)
        except InvalidOperation as error:
            raise InvalidAmount(reason="number", text=str(amount)) from error
        if not exact.is_finite() or abs(exact) > LARGEST_MINOR:
            raise InvalidAmount(reason="range", text=str(amount))
        # Fractions are exact: a Decimal would be rounded to 28 digits on its way to minor units.
        scaled = Fraction(exact) * 10 ** exponent(currency)
        if scaled.denominator != 1:
            raise InvalidAmount(reason="decimals", text=str(amount))
        return cls(scaled.numerator, currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str) -> Money:
        """The amount in major units, rounded half up to the minor unit."""
        with localcontext() as context:
            context.rounding = ROUND_HALF_UP
            return cls(int(amount.scaleb(exponent(currency)).to_integral_value()), currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, in this currency."""
        return cls(0, currency)

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def _same(self, other: Money) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(left=self.currency, right=other.currency)

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: Money) -> bool:
        self._same(other)
        return self.minor <= other.minor

    def __gt__(self, other: Money) -> bool:
        return other < self

    def __ge__(self, other: Money) -> bool:
        return other <= self

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        """For logs and tests: ``GBP 12.50``. Screens and letters format by locale."""
        return f"{self.currency} {self.amount}"


def totals(amounts: Iterable[Money]) -> tuple[Money, ...]:
    """One sum for each currency, in the order of their codes: currencies never add up."""
    sums: dict[str, int] = defaultdict(int)
    for money in amounts:
        sums[money.currency] += money.minor
    return tuple(Money(sums[code], code) for code in sorted(sums))
