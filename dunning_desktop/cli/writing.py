"""Verbs that change the book or make files."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from dunning_desktop.cli.desk import amount, as_json, money, say
from dunning_desktop.cli.proposing import describe
from dunning_desktop.domain.discounts import Discount
from dunning_desktop.domain.errors import InvalidAmount, UnreadableFile
from dunning_desktop.domain.money import Money
from dunning_desktop.domain.payment import Payment
from dunning_desktop.usecases import imports, outbox
from dunning_desktop.usecases.clients import find_client
from dunning_desktop.usecases.discounts import Taken, discounts_for
from dunning_desktop.usecases.drafts import FilePreview, ImportDraft, Question, Verdict
from dunning_desktop.usecases.dunning import Choice, review
from dunning_desktop.usecases.invoices import find_invoice
from dunning_desktop.usecases.issue import issue as issue_reminders
from dunning_desktop.usecases.mapping import answer
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.payments import record_payment
from dunning_desktop.usecases.sharing import suggest_shares

# More rows than a terminal shows help nobody.
_SHOWN = 20


def init(office: Office, options: Namespace) -> int:
    """The book was made by opening it."""
    del office, options
    say("The book is ready.")
    return 0


def import_invoices(office: Office, options: Namespace) -> int:
    """Bring in a file of invoices, or only say what would happen."""
    preview = imports.preview(office, options.file, sheet=options.sheet)
    drafted = _answered(office, options, preview)
    _tell_rows(drafted)
    bad = sum(one.verdict is Verdict.BAD for one in drafted.verdicts)
    if options.dry_run:
        say("Nothing was written: this was a dry run.")
        return 1 if bad else 0
    done = imports.commit(office, drafted, imports.ImportOptions(options.debtors)).value
    say(
        f"Import {done.batch_id}: {done.added} invoices added, {done.updated} updated, "
        f"{done.settled} with money received, {done.unchanged} unchanged, "
        f"{done.clients} new clients, {done.credit_notes} credit notes, "
        f"{done.discounts} discounts for paying early."
    )
    if done.conflicts:
        say(f"Left as they were, book and file differ: {', '.join(done.conflicts)}")
    if done.missing:
        say(f"No longer in the file, perhaps paid: {', '.join(done.missing)}")
    return 1 if bad or done.conflicts or done.missing else 0


def _answered(office: Office, options: Namespace, preview: FilePreview) -> ImportDraft:
    """The draft with the questions answered from the command line; open ones refuse the file."""
    drafted = imports.draft(office, options.file, preview)
    for question in drafted.questions:
        option = options.dates if question.subject == "date-order" else options.decimals
        if option is None or option not in question.options:
            raise UnreadableFile(name=options.file.name, reason=_ask(question))
        preview = answer(preview, question, option)
    return imports.draft(office, options.file, preview) if drafted.questions else drafted


def _ask(question: Question) -> str:
    flag = "--dates" if question.subject == "date-order" else "--decimals"
    examples = ", ".join(question.examples[:3])
    return f"say with {flag} how {question.field} is written ({examples})"


def _tell_rows(drafted: ImportDraft) -> None:
    counts = Counter((one.verdict, one.code) for one in drafted.verdicts)
    taken = sum(n for (verdict, _), n in counts.items() if verdict is Verdict.TAKE)
    profile = drafted.preview.mapping.profile
    say(f"{drafted.preview.name}: read as {profile}, {taken} rows taken.")
    for (verdict, code), count in sorted(counts.items()):
        if verdict is Verdict.SKIP:
            say(f"  {count} skipped: {code.replace('-', ' ')}")
    bad = [one for one in drafted.verdicts if one.verdict is Verdict.BAD]
    for one in bad[:_SHOWN]:
        where = f" in {one.field}" if one.field else ""
        say(f"  row {one.row}: {one.code.replace('-', ' ')}{where} {one.text}".rstrip())
    if len(bad) > _SHOWN:
        say(f"  and {len(bad) - _SHOWN} more rows that cannot be taken")


def issue(office: Office, options: Namespace) -> int:
    """Let go out what is proposed today, to all or to the named clients."""
    ids = {find_client(office, name).id for name in options.client} or None
    prepared = review(office, ids).prepared
    choices = [Choice(one, one.words, one.chase.channel) for one in prepared]
    if not choices:
        say("Nothing is to be sent today.")
        return 0
    issued = issue_reminders(office, choices).value
    for one in prepared:
        say(describe(one.chase, one.facts.client.name))
    say(
        f"{len(issued.reminder_ids)} reminders issued: {len(issued.message_ids)} e-mails in the "
        f"outbox, {len(outbox.letters_to_post(office))} letters to post."
    )
    return 0


@dataclass(frozen=True, slots=True)
class Paid:
    """What ``dunning pay`` answers to programs."""

    payment_id: int
    client: str
    settled: Money
    credit: Money
    discounts: tuple[Discount, ...]


def pay(office: Office, options: Namespace) -> int:
    """Record a payment."""
    client = find_client(office, options.client)
    received = amount_of(options.amount, client.currency)
    invoice_id = None
    if options.invoice is not None:
        invoice_id = find_invoice(office, client.id, options.invoice)
    on = options.on or office.clock.today()
    taken = discounts_for(office, client.id, received, received=on, invoice_id=invoice_id)
    if options.discount == "leave" or not (taken.in_time or options.discount == "take"):
        taken = Taken()
    shares = taken.shares or suggest_shares(
        office, client.id, received, invoice_id=invoice_id, received=on
    )
    payment = Payment(client.id, on, received, reference=options.invoice or "")
    payment_id = record_payment(office, payment, shares, discounts=taken.discounts).value
    settled = sum((one.amount for one in shares), Money.zero(received.currency))
    if options.json:
        as_json(Paid(payment_id, client.name, settled, received - settled, taken.granted))
        return 0
    say(
        f"{amount(received)} from {client.name}: {amount(settled)} settles invoices, "
        f"{money([received - settled])} is kept as credit."
    )
    for one in taken.granted:
        say(f"{amount(one.off)} is the discount on {one.number}.")
    return 0


def amount_of(text: str, currency: str) -> Money:
    """An amount as it was typed. Raises ``InvalidAmount``."""
    try:
        return Money.of(Decimal(text.replace(",", "")), currency)
    except InvalidOperation as error:
        raise InvalidAmount(text=text, reason="form") from error
