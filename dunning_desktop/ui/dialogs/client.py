"""Adding or changing a client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dunning_desktop.domain.client import Address, Business, Client, DebtorType
from dunning_desktop.domain.jurisdiction import usual_jurisdiction
from dunning_desktop.ui.dialogs.contacts import ContactsEdit
from dunning_desktop.ui.dialogs.form_dialog import FormDialog
from dunning_desktop.ui.dialogs.terms import TermsEdit
from dunning_desktop.ui.shell import Shell
from dunning_desktop.ui.text import words
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.ladders import inherited, ladder_name
from dunning_desktop.ui.text.languages import LANGUAGES
from dunning_desktop.ui.text.laws import in_order, law_name
from dunning_desktop.ui.widgets.fields import Choice, country_choice, currency_choice
from dunning_desktop.ui.widgets.tags_edit import TagsEdit
from dunning_desktop.usecases.clients import client_card, save_client
from dunning_desktop.usecases.holding import Holding
from dunning_desktop.usecases.ladder_use import holding_of, tags
from dunning_desktop.usecases.ladders import offered
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business

STREET_HEIGHT = 68


@dataclass(frozen=True, slots=True)
class Start:
    """What the dialog begins with."""

    client: Client | None
    business: Business
    holding: Holding
    tags: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()


def start_with(office: Office, client_id: int | None) -> Start:
    """Ask for all of it in one go."""
    client = client_card(office, client_id).client if client_id else None
    known = tuple(one.name for one in tags(office).known)
    laws = office.law.jurisdictions
    return Start(client, business(office), holding_of(office), known, laws)


class ClientDialog(FormDialog):
    """What a client is in law must be chosen: interest and the way to court hang on it."""

    def __init__(self, shell: Shell, *, client_id: int | None = None) -> None:
        super().__init__(shell, width=640)
        self.name_it(self.tr("Change the client") if client_id else self.tr("New client"))
        self._known: Client | None = None
        self._holding = Holding({}, None, {})
        self._build_who()
        self._build_address()
        self._build_terms()
        shell.desk.ask(start_with, client_id, then=self._fill, owner=self)

    @classmethod
    def new(cls, shell: Shell) -> ClientDialog:
        """For a client that is not in the book yet; open it."""
        return cls(shell)

    @classmethod
    def change(cls, shell: Shell, client_id: int) -> ClientDialog:
        """For a client of the book, opened at once."""
        dialog = cls(shell, client_id=client_id)
        dialog.open()
        return dialog

    def _build_who(self) -> None:
        self._name = QLineEdit()
        self.form.row(self.tr("Name"), self._name)
        self._type = Choice(
            ((kind, words.debtor_type(kind)) for kind in DebtorType),
            name=self.tr("What they are"),
            prompt=self.tr("Choose…"),
        )
        self._type.currentIndexChanged.connect(lambda _at: self._explain_type())
        self.form.row(self.tr("What they are"), self._type)
        self.form.hint(
            self._type, self.tr("It decides which interest you may ask for, and what comes last.")
        )
        self._reference = QLineEdit()
        self._reference.setPlaceholderText(self.tr("Your number for them, if you use one"))
        self.form.row(self.tr("Reference"), self._reference)
        self.form.section(self.tr("Contacts"))
        self._contacts = ContactsEdit()
        self.form.wide(self._contacts)

    def _build_address(self) -> None:
        self.form.section(self.tr("Address for letters"))
        self._street = QPlainTextEdit()
        self._street.setFixedHeight(STREET_HEIGHT)
        self._street.setTabChangesFocus(True)
        self.form.row(self.tr("Street"), self._street)
        self._city = QLineEdit()
        self._postcode = QLineEdit()
        self._postcode.setAccessibleName(self.tr("Postcode"))
        self._postcode.setPlaceholderText(self.tr("Postcode"))
        self._postcode.setFixedWidth(140)
        self.form.row(self.tr("Town"), self._city, beside=self._postcode)
        self._postcode.textEdited.connect(lambda _text: self._follow_address())
        self._country = country_choice(self.tr("Country"))
        self._country.currentIndexChanged.connect(lambda _at: self._follow_address())
        self.form.row(self.tr("Country"), self._country)

    def _build_terms(self) -> None:
        self.form.section(self.tr("Terms and reminders"))
        self._law: Choice[str] = Choice(())
        self._law.activated.connect(lambda _at: self._choose_law())
        self._law_is_own = False
        about = self.tr("Whose late-payment law your contract is under; usually where they are.")
        self._law.setToolTip(about)
        self._law.setAccessibleDescription(about)
        self.form.row(self.tr("Under the law of"), self._law)
        self._terms = TermsEdit()
        self._terms.resized.connect(self.fit)
        self.form.row(self.tr("Terms"), self._terms)
        self._tags = TagsEdit()
        self._tags.textChanged.connect(lambda _text: self._follow_tags())
        self.form.row(self.tr("Tags"), self._tags)
        self._policy: Choice[int | None] = Choice([(None, self.tr("As in Settings"))])
        self.form.row(self.tr("Reminders"), self._policy)
        self._currency = currency_choice(self.tr("Currency"))
        self._language = Choice(LANGUAGES, name=self.tr("Language"))
        self.form.row(self.tr("Currency"), self._currency, beside=self._language)

    def _fill(self, start: Start) -> None:
        own = start.client
        self._known = own
        self._holding = start.holding
        self._tags.offer(start.tags)
        self._offer_ladders(own.policy_id if own else None)
        for code in in_order(start.laws):
            self._law.add(code, law_name(code))
        self._terms.show_terms(
            own.terms if own else None,
            business=start.business.terms,
            currency=start.business.currency,
        )
        if own is None:
            self._currency.choose(start.business.currency)
            self._country.choose(start.business.address.country)
            self._follow_address()
        else:
            self._show(own)
        self.fit()

    def _show(self, client: Client) -> None:
        self._name.setText(client.name)
        self._reference.setText(client.reference)
        if client.debtor_confirmed:
            self._type.choose(client.debtor_type)
        else:
            guess = self.tr("The import could only guess: {type}. Choose what they really are.")
            self.form.hint(self._type, guess.format(type=words.debtor_type(client.debtor_type)))
        self._contacts.show_contacts(client.contacts)
        self._street.setPlainText("\n".join(client.address.lines))
        self._city.setText(client.address.city)
        self._postcode.setText(client.address.postcode)
        # The law that was chosen stands, whatever the address says.
        self._law_is_own = True
        self._country.choose(client.address.country)
        self._law.choose(client.jurisdiction, text=law_name(client.jurisdiction))
        self._currency.choose(client.currency)
        self._language.choose(client.language)
        self._tags.show_tags(client.tags)

    def _offer_ladders(self, own: int | None) -> None:
        """Those of the book, and the client's own even when it was retired."""
        ladders = offered(self._holding.ladders, own)
        names = [(key, ladder_name(one.name)) for key, one in ladders.items()]
        self._policy.offer([(None, ""), *names], chosen=own)
        self._follow_tags()

    def _follow_tags(self) -> None:
        """Say which ladder holds without one of their own: tags decide before Settings do."""
        nobody = Client("-", DebtorType.COMPANY, tags=self._tags.tags())
        owner, policy, tag = self._holding.whose(nobody)
        self._policy.setItemText(0, inherited(policy.name, owner, tag))

    def _follow_address(self) -> None:
        """Until the owner chooses, the law is that of the place."""
        if not self._law_is_own:
            usual = usual_jurisdiction(self._country.value() or "GB", self._postcode.text())
            self._law.choose(usual, text=law_name(usual))

    def _choose_law(self) -> None:
        self._law_is_own = True

    def _explain_type(self) -> None:
        kind = self._type.value()
        if kind is not None:
            self.form.hint(self._type, words.debtor_explained(kind))

    def check(self) -> bool:
        if not self._name.text().strip():
            self.form.wrong(self._name, self.tr("Enter a name."))
        if self._type.value() is None:
            self.form.wrong(self._type, self.tr("Choose what they are."))
        trouble = self._terms.trouble
        if trouble is not None:
            self.form.wrong(self._terms, sentence(trouble))
        if self._tags.too_long:
            self.form.wrong(self._tags, self.tr("A tag has 64 letters at the most."))
        contacts_right = self._contacts.check()
        return super().check() and contacts_right

    def fields(self) -> Mapping[str, QWidget]:
        return {"name": self._name, "currency": self._currency, "net_days": self._terms}

    def client(self) -> Client:
        """What was typed, over what the client was."""
        country = self._country.value() or "GB"
        base = self._known or Client(
            name=self._name.text().strip(),
            debtor_type=self._type.value() or DebtorType.COMPANY,
        )
        return replace(
            base,
            name=self._name.text().strip(),
            debtor_type=self._type.value() or base.debtor_type,
            debtor_confirmed=True,
            reference=self._reference.text().strip(),
            jurisdiction=self._law.value() or base.jurisdiction,
            language=self._language.value() or base.language,
            currency=self._currency.value() or base.currency,
            address=self._address(base.address, country),
            contacts=self._contacts.contacts(),
            terms=self._terms.terms(),
            policy_id=self._policy.value(),
            tags=self._tags.tags(),
        )

    def _address(self, base: Address, country: str) -> Address:
        lines = tuple(
            line.strip() for line in self._street.toPlainText().splitlines() if line.strip()
        )
        return replace(
            base,
            lines=lines,
            city=self._city.text().strip(),
            postcode=self._postcode.text().strip(),
            country=country,
        )

    def save(self) -> None:
        self.shell.desk.do(
            save_client, self.client(), owner=self, then=self._done, failed=self.explain
        )

    def _done(self, _client_id: int) -> None:
        words_ = self.tr("{name} is saved.").format(name=self._name.text().strip())
        self.shell.toast(words_)
        self.accept()
