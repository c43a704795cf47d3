"""What columns, document types and states are called in six languages, as tables of words.

Words are compared by ``key``. The first word of a field is the best name for it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from unicodedata import normalize

from dunning_desktop.usecases.drafts import Field, RowCode

_NOT_KEY = re.compile(r"[^\w#%<>+]|_")
_UNIT = re.compile(r"[\s(\[]+(gbp|eur|usd|chf|aud|cad|nzd|£|€|\$|utc)[)\]]?\s*$", re.IGNORECASE)


def key(text: str) -> str:
    """A heading or word reduced to what it says: no case, no spaces, no punctuation, no unit."""
    return _NOT_KEY.sub("", normalize("NFC", _UNIT.sub("", text.strip())).casefold())


def unit(heading: str) -> str:
    """The currency a heading names: ``Amount (GBP)`` gives ``GBP``, others an empty text."""
    found = _UNIT.search(heading.strip())
    text = found[1].upper() if found else ""
    return {"£": "GBP", "€": "EUR", "UTC": "", "$": ""}.get(text, text)


def _ranks(text: str) -> dict[str, int]:
    words = [key(word) for word in text.split(",") if word.strip()]
    return {word: rank for rank, word in reversed(list(enumerate(words)))}


NAMES: dict[Field, dict[str, int]] = {
    Field.CLIENT: _ranks("""
        client name, customer name, customer full name, client full name, contact name,
        client, customer, contact, debtor, debtor name, account name, customer account name,
        CustomerRecord.AccountName, bill to, billed to, company name, company, organisation,
        organization, organisation name, name, kunde, kundenname, debitor, debitorenname,
        firma, auftraggeber, rechnungsempfänger, nom du client, client facturé, nom client,
        société, raison sociale, klant, klantnaam, debiteur, naam, relatie, bedrijf, cliente,
        nombre del cliente, nombre cliente, razón social, nombre, ragione sociale, nome
        cliente, intestatario"""),
    Field.EMAIL: _ranks("""
        email, e-mail, email address, e-mail address, customer email, client email, main
        email, contact email, billing email, e-mail-adresse, mail, adresse e-mail, courriel,
        e-mailadres, correo electrónico, correo, indirizzo email"""),
    Field.PHONE: _ranks("""
        phone, phone number, telephone, tel, phone numbers, telefon, telefonnummer, téléphone,
        telefoon, telefoonnummer, teléfono, telefono"""),
    Field.ADDRESS_1: _ranks("""
        address line 1, address 1, address1, street, billing address, billing street, bill
        addr line1, address, billing address line 1, straße, strasse, anschrift, adresse, rue,
        straat, adres, dirección, indirizzo, via"""),
    Field.ADDRESS_2: _ranks("""
        address line 2, address 2, address2, billing address line 2, billing street2, bill
        addr line2, billing apt/suite, adresszusatz, complément d'adresse"""),
    Field.ADDRESS_3: _ranks("address line 3, address 3, address3, bill addr line3"),
    Field.ADDRESS_4: _ranks("address line 4, address 4, address4, bill addr line4"),
    Field.CITY: _ranks("""
        city, town, town/city, city/town, post town, billing city, bill addr city, ort, stadt,
        ville, plaats, stad, ciudad, localidad, città, comune"""),
    Field.REGION: _ranks("""
        region, county, state, province, province/state, billing state, bill addr state,
        bundesland, région, provincie, provincia"""),
    Field.POSTCODE: _ranks("""
        postcode, post code, postal code, zip, zip code, billing code, billing postal code,
        billing zip, bill addr zip, plz, postleitzahl, code postal, código postal, cap"""),
    Field.COUNTRY: _ranks("""
        country, country code, billing country, bill addr country, land, pays, país, paese"""),
    Field.NUMBER: _ranks("""
        invoice number, invoice no, invoice #, invoice num, invoice nr, invoice id, invoice
        ref, inv no, inv number, inv #, document number, document no, doc no, doc number,
        transaction number, TransactionOverview.Reference, number, num, no, nr, #, invoice,
        rechnungsnummer, rechnungsnr, rechnungs-nr, rechnung nr, re-nr, belegnummer, beleg-nr,
        belegnr, rechnung, nummer, numéro de facture, numéro facture, n° facture, n° de
        facture, no facture, facture, numéro, n°, factuurnummer, factuurnr, factuur nr,
        factuur, número de factura, nº factura, nº de factura, num factura, número factura,
        factura, número, nº, numero fattura, n. fattura, nr fattura, numero documento,
        fattura, numero"""),
    Field.REFERENCE: _ranks("""
        reference, ref, invoice reference, your reference, customer reference, client
        reference, po number, purchase order, purchaseorder, po, po no, order number, memo,
        description, referenz, bestellnummer, betreff, référence, bon de commande, objet,
        referentie, kenmerk, omschrijving, referencia, concepto, riferimento, descrizione"""),
    Field.ISSUED: _ranks("""
        invoice date, date issued, issue date, issued, date of issue, issued date, issued on,
        document date, doc date, transaction date, TransactionOverview.Date, tax point,
        created, date created, invoiced, date, rechnungsdatum, ausstellungsdatum, belegdatum,
        datum, date de facture, date facture, date de facturation, date d'émission,
        factuurdatum, fecha de factura, fecha factura, fecha de emisión, fecha emisión, fecha,
        data fattura, data documento, data emissione, data"""),
    Field.DUE: _ranks("""
        due date, date due, due, due on, payment due, payment due date, pay by, due by,
        fälligkeitsdatum, fälligkeit, fällig am, fällig, zahlbar bis, zahlungsziel, date
        d'échéance, échéance, date échéance, à payer avant, vervaldatum, vervaldag, fecha de
        vencimiento, fecha vencimiento, vencimiento, data scadenza, data di scadenza, scadenza"""),
    Field.TOTAL: _ranks("""
        total, invoice total, total amount, invoice amount, grand total, amount, gross, gross
        amount, gross total, total gross, total inc vat, total incl vat, total including vat,
        total (inc. vat), amount inc vat, value, invoice value, original amount, TotalAmount,
        bruttobetrag, brutto, gesamtbetrag, gesamt, rechnungsbetrag, betrag, summe,
        gesamtsumme, montant ttc, total ttc, montant total, montant, totaal, totaalbedrag,
        factuurbedrag, bedrag, bedrag incl btw, totaal incl btw, importe total, importe, total
        factura, totale, importo, importo totale, totale fattura"""),
    Field.PAID: _ranks("""
        paid, amount paid, paid amount, invoice amount paid, payments, payments received,
        received, AmountPaidAmount, paid to date, bezahlt, gezahlt, bezahlter betrag,
        zahlungen, payé, montant payé, réglé, betaald, betaald bedrag, pagado, importe pagado,
        pagato, importo pagato"""),
    Field.OPEN: _ranks("""
        open balance, balance due, amount outstanding, outstanding amount, outstanding
        balance, outstanding, amount remaining, remaining, invoice amount due, amount due,
        amount owing, open amount, unpaid, unpaid amount, remaining balance, BalanceDueAmount,
        balance, owed, owing, TransactionOverview.AgedAmount,
        TransactionOverview.OutstandingAmount, offener betrag, offen, offener posten,
        restbetrag, saldo, ausstehend, noch offen, reste à payer, restant dû, solde, solde dû,
        montant dû, openstaand, openstaand bedrag, openstaand saldo, pendiente, importe
        pendiente, saldo pendiente, residuo, importo residuo, da pagare, aperto"""),
    Field.LINE_TOTAL: _ranks("""
        line total, line amount, item total, zeilensumme, total ligne, regeltotaal"""),
    Field.CURRENCY: _ranks("""
        currency, currency code, invoice currency, ccy, curr, währung, devise, valuta, munt,
        moneda, divisa"""),
    Field.KIND: _ranks("""
        type, transaction type, document type, invoice type, doc type, tran type,
        TransactionOverview.Type, belegart, typ, art, type de document, soort, documenttype,
        tipo, tipo de documento, tipo documento"""),
    Field.STATUS: _ranks("""
        status, invoice status, payment status, state, rechnungsstatus, zahlungsstatus,
        statut, état, estado, stato"""),
}

EVERY_NAME = frozenset(word for names in NAMES.values() for word in names)

AGE_BUCKETS = frozenset(
    _ranks("""
        current, < 1 month, 1 month, 2 months, 3 months, older, 0-30, 1-30, 31-60, 61-90, 91+,
        >90, 1 - 30, 31 - 60, 61 - 90, 91 and over, 90+, 120+, over 90, 30 days, 60 days, 90
        days""")
)


class Kind(StrEnum):
    """What a row's document type makes of it."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit-note"
    PAYABLE = "payable"
    OTHER = "other"


def _words(groups: dict[str, str]) -> dict[str, str]:
    return {key(word): code for code, text in groups.items() for word in text.split(",")}


KINDS: dict[str, Kind] = {
    word: Kind(code)
    for word, code in _words(
        {
            Kind.INVOICE: """invoice, sales invoice, tax invoice, inv, si, accrec, sale, debit
                note, rechnung, re, facture, factuur, factura, fattura""",
            Kind.CREDIT_NOTE: """credit note, sales credit note, credit memo, credit, sc, cn, crn,
                accreccredit, gutschrift, stornorechnung, rechnungskorrektur, avoir,
                note de crédit, creditnota, creditfactuur, nota de crédito, abono,
                factura rectificativa, nota di credito""",
            Kind.PAYABLE: """bill, bill credit note, bill credit, bill overpayment, bill
                prepayment, purchase invoice, purchase credit note, supplier invoice,
                supplier credit, accpay, accpaycredit, vendor credit, vendor bill,
                expense, pi, pc, eingangsrechnung""",
            Kind.OTHER: """payment, sales overpayment, sales prepayment, overpayment, prepayment,
                receipt, sales receipt, journal entry, journal, general journal,
                deposit, transfer, cheque, check, refund, refund receipt, estimate,
                quote, quotation, pro forma, proforma, sales order, purchase order,
                sr, sa, sd, zahlung, angebot, paiement, devis, betaling, offerte,
                pago, presupuesto, pagamento, preventivo""",
        }
    ).items()
}

STATUSES: dict[str, RowCode] = {
    word: RowCode(code)
    for word, code in _words(
        {
            RowCode.DRAFT: """draft, awaiting approval, submitted, pending approval, not sent,
                unsent, entwurf, brouillon, concept, borrador, bozza""",
            RowCode.VOID: """void, voided, deleted, cancelled, canceled, reversed, written off,
                write off, writeoff, bad debt, uncollectible, rejected, storniert,
                gelöscht, annulé, annulée, geannuleerd, anulada, annullata""",
            RowCode.PAID: """paid, fully paid, paid in full, closed, autopaid, auto-paid,
                deposited, settled, bezahlt, beglichen, payé, payée, réglée, betaald,
                voldaan, pagada, pagado, pagata, pagato, saldata""",
        }
    ).items()
}

TOTAL_LABEL = re.compile(
    r"(?:(?:grand|overall|report)\s+|sub-?\s?)?totals?\b(?:\s+for\b)?|(?:zwischen|gesamt)?summe\b"
    r"|gesamt\b|sous-total\b|total général|totaal\b|subtotaal\b|suma\b|totale\b|percentage\b",
    re.IGNORECASE,
)
"""How the label of a row of sums begins."""
