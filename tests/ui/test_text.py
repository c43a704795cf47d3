"""Words: every code has some, amounts are read strictly, and days are said as people say them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from dunning_desktop.domain import errors as domain_errors
from dunning_desktop.domain.acceptance import AcceptedHow
from dunning_desktop.domain.assessment import assess
from dunning_desktop.domain.audit import AuditCode
from dunning_desktop.domain.blocks import BlockKind
from dunning_desktop.domain.calls import CallOutcome
from dunning_desktop.domain.claims import NOTHING, claim_of
from dunning_desktop.domain.client import ContactRole, DebtorType
from dunning_desktop.domain.debt import Basis, Debt
from dunning_desktop.domain.disputes import DisputeOutcome, DisputeReason
from dunning_desktop.domain.errors import (
    BookError,
    DunningError,
    InvalidAmount,
    InvalidField,
    MailError,
    UnreadableFile,
)
from dunning_desktop.domain.extensions import InterestMeanwhile
from dunning_desktop.domain.invoice import InvoiceState
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.mail import Fault, MessageState
from dunning_desktop.domain.mail_accounts import TlsMode
from dunning_desktop.domain.money import LARGEST_MINOR, Money
from dunning_desktop.domain.policy import BrokenPromise, Channel, Tone
from dunning_desktop.domain.promises import How, PromiseState
from dunning_desktop.domain.proposal import Delivery, NotToday, WhyNot
from dunning_desktop.domain.relevant_day import DebtDays
from dunning_desktop.domain.terms import Consequence, ContractRate, DueBasis, LateBasis, Terms
from dunning_desktop.domain.terms_paper import Audience
from dunning_desktop.intake.refusal import Reason
from dunning_desktop.ui.look.icons import drawn
from dunning_desktop.ui.text import (
    agreements,
    calls,
    claims,
    dates,
    imports,
    ladders,
    mail,
    reasons,
    terms,
    totals,
    words,
)
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.events import event_details, event_icon, event_line
from dunning_desktop.ui.text.money import figure, money, parse_money, sums
from dunning_desktop.usecases.drafts import DateOrder, DecimalMark, Field, RowCode, Verdict
from dunning_desktop.usecases.regimes import known_law
from dunning_desktop.usecases.rows import Event, InvoiceFilter, LetterState, Totals

TODAY = date(2026, 11, 20)
LEVEL = STANDARD.levels[2]
SAID: list[tuple[type[StrEnum], Callable[..., str]]] = [
    (DebtorType, words.debtor_type),
    (DebtorType, words.debtor_explained),
    (ContactRole, words.role),
    (InvoiceState, words.invoice_state),
    (Tone, words.tone),
    (Channel, words.channel),
    (BlockKind, words.block),
    (CallOutcome, calls.outcome),
    (CallOutcome, calls.press),
    (Delivery, words.delivery),
    (InvoiceFilter, words.invoice_filter),
    (LateBasis, words.late_basis),
    (Consequence, terms.consequence),
    (AcceptedHow, terms.accepted_how),
    (Audience, terms.audience),
    (How, agreements.how),
    (PromiseState, agreements.promise_state),
    (DisputeReason, agreements.dispute_reason),
    (DisputeOutcome, agreements.dispute_outcome),
    (DisputeOutcome, agreements.outcome_within),
    (InterestMeanwhile, agreements.interest_meanwhile),
    (BrokenPromise, ladders.broken_promise),
    (MessageState, mail.message_state),
    (LetterState, mail.letter_state),
    (TlsMode, mail.tls_mode),
    (Fault, mail.fault_sentence),
    (Verdict, imports.verdict),
    (Field, imports.field_name),
    (DateOrder, imports.date_order),
    (DecimalMark, imports.decimal_mark),
]


def readable(text: str) -> bool:
    """Words for people: not empty, no gap left unfilled, not the code itself."""
    return bool(text) and "{" not in text and not re.match(r"[a-z]+(-[a-z]+)+\b", text)


def test_every_code_has_words_of_its_own() -> None:
    for kind, say in SAID:
        said = [say(code) for code in kind]
        assert [one for one in said if not readable(one)] == [], say.__name__
        assert len(set(said)) == len(said), say.__name__


def test_every_reason_not_to_chase_is_one_plain_line() -> None:
    said = {
        code: reasons.why_not(
            NotToday(1, 1, code, date(2026, 11, 24), LEVEL, detail="hold"), TODAY
        )
        for code in WhyNot
    }
    assert all(readable(one) for one in said.values())
    assert len(set(said.values())) == len(said)
    assert said[WhyNot.NEXT_STEP_LATER] == "Firm reminder Tue 24 Nov"
    assert said[WhyNot.BLOCKED] == "On hold: goes on Tue 24 Nov"
    assert set(reasons.ICONS) == set(WhyNot)


def test_a_reason_without_day_or_level_leaves_no_gap() -> None:
    for code in WhyNot:
        said = reasons.why_not(NotToday(1, 1, code, detail="hold"), TODAY)
        assert readable(said), code
    assert reasons.why_not(NotToday(1, 1, WhyNot.BLOCKED, detail="dispute"), TODAY) == "Disputed"


def test_a_reminder_that_got_stuck_says_how() -> None:
    plain = reasons.why_not(NotToday(1, 1, WhyNot.NOT_DELIVERED), TODAY)
    for delivery in (Delivery.PENDING, Delivery.FAILED, Delivery.UNCERTAIN):
        said = reasons.why_not(NotToday(1, 1, WhyNot.NOT_DELIVERED, detail=delivery), TODAY)
        assert said != plain
        assert readable(said)


def test_it_is_the_owner_s_turn_when_time_alone_does_not_help() -> None:
    def turn(code: WhyNot, detail: str = "") -> bool:
        return reasons.needs_owner(NotToday(1, 1, code, detail=detail))

    assert turn(WhyNot.NOT_DELIVERED, Delivery.FAILED)
    assert not turn(WhyNot.NOT_DELIVERED, Delivery.PENDING)
    assert turn(WhyNot.NO_ADDRESS)
    assert not turn(WhyNot.NEXT_STEP_LATER)


def test_every_event_is_a_line_with_and_without_its_data(qapp: QApplication) -> None:
    moment = datetime(2026, 11, 3, 12, tzinfo=UTC)
    full = {
        "number": "INV-1", "minor": 12_050, "currency": "GBP", "received": "2026-11-02",
        "tone": "firm", "address": "a@b.example", "kind": "hold", "until": "2026-12-01",
        "reason": "on holiday", "fault": "login",
    }  # fmt: skip
    for code in AuditCode:
        assert readable(event_line(Event(moment, code, full))), code
        bare = event_line(Event(moment, code, {}))
        assert readable(bare), code
        assert "  " not in bare
        assert not drawn(event_icon(Event(moment, code, {})), "#000000", 16, 16).isNull()


def test_events_say_their_figures() -> None:
    moment = datetime(2026, 11, 3, 12, tzinfo=UTC)
    paid = {"minor": 12_050, "currency": "GBP", "received": "2026-11-02"}
    said = event_line(Event(moment, AuditCode.PAYMENT_RECORDED, paid))
    assert said == "Payment of £120.50 received on 2 Nov 2026"
    held = {"kind": "hold", "until": "2026-12-01", "reason": "on holiday"}
    assert event_line(Event(moment, AuditCode.BLOCK_ADDED, held)) == (
        "On hold until 1 Dec 2026: on holiday"
    )
    back = Event(moment, AuditCode.CLIENT_ARCHIVED, {"archived": False})
    assert event_line(back) == "Client brought back"


def test_events_tell_of_mail_with_what_they_know() -> None:
    moment = datetime(2026, 11, 3, 12, tzinfo=UTC)

    def said(code: AuditCode, **data: object) -> tuple[str, str]:
        event = Event(moment, code, data)
        return event_line(event), event_details(event)

    assert said(AuditCode.MESSAGE_BOUNCED, letter_id=7, reply="5.1.1 no such user") == (
        "E-mail came back: its letter goes by post",
        "The mail server said: 5.1.1 no such user",
    )
    assert said(AuditCode.MESSAGE_BOUNCED, letter_id=None) == ("E-mail came back", "")
    assert said(AuditCode.CLIENT_REPLIED, sender="a@b.example", subject="Re: <b>\u202eX") == (
        "They answered “Re: <b>X”: chasing is paused",
        "From a@b.example",
    )
    assert said(AuditCode.MESSAGE_RESOLVED, by="sent-folder")[0] == (
        "E-mail confirmed as sent: it lies in your Sent folder"
    )
    assert said(AuditCode.MESSAGE_REQUEUED)[0] == "E-mail queued again"
    assert said(AuditCode.AUTOMATIC_REPLY, subject="{number} " * 99)[0].endswith("…”")


def every_error() -> list[type[DunningError]]:
    kinds = vars(domain_errors).values()
    return [one for one in kinds if isinstance(one, type) and issubclass(one, DunningError)]


def test_every_error_has_a_sentence_even_without_its_data() -> None:
    for kind in every_error():
        said = sentence(kind())
        assert said.endswith((".", "?")), kind
        assert "{" not in said, kind


BOOK_REASONS = (
    *("not-a-book", "newer", "locked", "read-only", "not-permitted", "disk-full", "disk-error"),
    "damaged",
)


def test_every_trouble_with_a_book_has_its_own_sentence() -> None:
    said = [sentence(BookError(reason=one, path="/home/x/b.dunning")) for one in BOOK_REASONS]
    assert all(readable(one) for one in said)
    assert len(set(said)) == len(said)


def test_every_file_that_cannot_be_read_is_refused_by_name() -> None:
    told = set()
    for reason in Reason:
        said = sentence(UnreadableFile(name="jobs.xls", reason=str(reason), detail="Sheet9"))
        assert "jobs.xls" in said, reason
        assert readable(said), reason
        told.add(said)
    assert len(told) == len(Reason)


def test_every_row_verdict_says_why() -> None:
    for code in set(RowCode) - {RowCode.OK}:
        assert readable(imports.row_reason(code, "31/31/2026")), code


def test_a_fault_of_the_mail_is_a_sentence_about_what_to_press() -> None:
    assert "Settings" in sentence(MailError(fault=Fault.LOGIN, detail="535 no"))
    assert "535" not in sentence(MailError(fault=Fault.LOGIN, detail="535 no"))


@pytest.mark.parametrize(
    ("fault", "detail", "word"),
    [
        (Fault.UNREACHABLE, "unknown-host", "server's name"),
        (Fault.UNREACHABLE, "refused", "port"),
        (Fault.NO_SERVER, "timeout", "in time"),
        (Fault.UNREACHABLE, "lost", "broke off"),
        (Fault.TLS_MODE, "not-tls", "STARTTLS"),
        (Fault.TLS_MODE, "tls-first", "465"),
        (Fault.CERTIFICATE, "expired", "date and time"),
        (Fault.CERTIFICATE, "unknown-issuer", "does not know"),
        (Fault.CERTIFICATE, "host-mismatch", "another name"),
        (Fault.CERTIFICATE, "host-mismatch: a.example, b.example", "a.example, b.example"),
        (Fault.INSECURE, "no-starttls", "STARTTLS"),
        (Fault.INSECURE, "not-loopback", "this computer only"),
        (Fault.INSECURE, "no-tls", "password"),
        (Fault.INSECURE, "tls: no_shared_cipher", "both take"),
        (Fault.LOGIN, "no-login", "sign in"),
        (Fault.LOGIN, "no-password-login: XOAUTH2", "Microsoft or Google"),
    ],
)
def test_what_lies_behind_a_fault_is_said_without_codes(
    fault: Fault, detail: str, word: str
) -> None:
    said = mail.fault_detail(fault, detail)
    assert word in said
    for code in ("XOAUTH2", "no_shared_cipher", "The server said", detail):
        assert code not in said


def test_what_a_server_says_is_passed_on_and_silence_is_silence() -> None:
    said = "The server said: 535 5.7.8 no"
    assert mail.fault_detail(Fault.LOGIN, "535 5.7.8 no") == said
    assert mail.fault_detail("", "x") == "The server said: x"
    assert mail.fault_detail(Fault.NO_PASSWORD, "") == ""


def test_an_invoice_in_use_keeps_its_client_and_its_currency() -> None:
    for field in ("client", "currency"):
        said = sentence(InvalidField(field=field, reason="in-use"))
        assert "already has payments or reminders" in said


def test_a_field_is_complained_of_in_plain_words() -> None:
    assert sentence(InvalidField(field="total", reason="not-positive")) == (
        "The total must be more than nothing."
    )


# Money


def test_amounts_are_taken_as_people_type_them() -> None:
    for text, minor in (
        ("1234.5", 123_450),
        ("1,234.50", 123_450),
        ("£1,234.50", 123_450),
        (" £ 1,234.50 ", 123_450),
        ("GBP 0.07", 7),
        ("1,000,000", 100_000_000),
        ("0.1", 10),
    ):
        assert parse_money(text, "GBP") == Money(minor, "GBP")


NO_AMOUNTS = (
        "", "abc", "1.234,50", "1,23", "12,34.5", "1 234", "1.234", "$5", "€5", "1e3", "-5", "+5",
        "£", "1.", ".5", "1,234,5", "NaN", "Infinity", "١٢٣", "1_000", "99999999999999999",
)  # fmt: skip


def test_nothing_is_guessed_from_what_is_no_amount() -> None:
    for text in NO_AMOUNTS:
        with pytest.raises(InvalidAmount):
            parse_money(text, "GBP")


def test_a_currency_without_pence_takes_none() -> None:
    assert parse_money("¥1,500", "JPY") == Money(1500, "JPY")
    with pytest.raises(InvalidAmount):
        parse_money("1500.5", "JPY")
    assert parse_money("1.234", "KWD") == Money(1234, "KWD")


@given(
    st.integers(0, LARGEST_MINOR), st.sampled_from(["GBP", "EUR", "USD", "JPY", "KWD", "CHF"])
)
def test_what_is_shown_is_read_back_as_the_same_amount(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    assert parse_money(figure(amount), currency) == amount
    assert parse_money(money(amount).replace("\N{NO-BREAK SPACE}", " "), currency) == amount


def test_amounts_read_as_in_britain() -> None:
    assert money(Money(123_450, "GBP")) == "£1,234.50"
    assert money(Money(-5, "EUR")) == "\N{MINUS SIGN}€0.05"
    assert money(Money(100_000, "CHF")) == "CHF\N{NO-BREAK SPACE}1,000.00"
    assert sums((Money(100, "EUR"), Money(200, "GBP"), Money(0, "USD"))) == "€1.00 + £2.00"
    assert sums(()) == "–"


# Days


def test_lateness_is_said_in_days() -> None:
    said = [dates.late(count) for count in (12, 1, 0, -1)]
    assert said == ["12 days late", "1 day late", "due today", "due in 1 day"]


def test_days_close_by_are_named() -> None:
    assert dates.near(TODAY, TODAY) == "today"
    assert dates.near(date(2026, 11, 21), TODAY) == "tomorrow"
    assert dates.near(date(2026, 12, 1), TODAY) == "Tue 1 Dec"
    assert dates.near(date(2027, 12, 1), TODAY) == "1 Dec 2027"
    assert dates.day(date(2026, 11, 3)) == "3 Nov 2026"


# Claims and totals


def test_interest_shows_its_working_to_the_last_line() -> None:
    debt = Debt(
        Money(100_000, "GBP"),
        DebtDays(agreed=date(2026, 10, 21)),
        basis=Basis.CONTRACT,
        contract=ContractRate(Decimal("8.00")),
    )
    found = claim_of(assess(debt, known_law(), as_of=TODAY))
    claim = replace(found, compensation=Money(7000, "GBP"))
    lines = claims.working(claim)
    assert lines[0] == ("30 days on £1,000.00 at 8\N{NO-BREAK SPACE}%", "£6.58")
    assert lines[1] == ("Fixed compensation", "£70.00")
    assert lines[-1] == ("To date", "£76.58")
    assert claims.claim_amount(claim, "GBP") == "£76.58"
    assert claims.working(NOTHING) == []
    assert claims.claim_amount(NOTHING, "GBP") == "–"
    assert claims.percent(Decimal("11.750")) == "11.75\N{NO-BREAK SPACE}%"
    assert claims.percent(Decimal(10)) == "10\N{NO-BREAK SPACE}%"


def test_totals_count_one_and_many() -> None:
    one = Totals(1, (Money(12_000, "GBP"),), (Money(5000, "GBP"),))
    assert totals.client_totals(one) == "1 client  ·  £120.00 open  ·  £50.00 overdue"
    assert totals.invoice_totals(Totals(1234)) == "1,234 invoices"
    assert totals.overdue_totals(one) == "1 overdue  ·  £120.00 open"


def test_terms_are_said_in_days() -> None:
    assert words.terms(Terms(net_days=14)) == "14 days"
    end = Terms(net_days=30, due_basis=DueBasis.END_OF_MONTH)
    assert words.terms(end) == "30 days from the end of the month"

