"""An owner who consented, the provider, and its interface for sending: what REST tests need."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dunning_desktop.domain.mail import FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount, Route, SignIn
from dunning_desktop.mail.postman import AnyPostman
from dunning_desktop.mail.rest.wire import RestWire
from dunning_desktop.usecases.mail_ports import Wire
from tests.helpers.certificates import Authority
from tests.helpers.identity_provider import CLIENT, MAILBOX, Identity, identity_provider
from tests.helpers.rest_mail import RestMail, rest_mail
from tests.mail.scene import message, quietly

SIGN_IN = {Route.GRAPH: SignIn.MICROSOFT, Route.GMAIL: SignIn.GOOGLE}


@dataclass
class Cloud:
    """The servers, and an account whose owner consented before."""

    identity: Identity
    server: RestMail
    account: MailAccount
    secret: str
    postman: AnyPostman
    kept: list[str] = field(default_factory=list)

    @contextmanager
    def wire(self) -> Iterator[Wire]:
        with self.postman.connect(self.account, self.secret, keep=self.kept.append) as opened:
            yield opened

    def submit(
        self,
        frozen: FrozenMessage | None = None,
        before_dot: Callable[[], None] = quietly,
    ) -> Receipt:
        with self.wire() as opened:
            return opened.submit(frozen or message(), before_dot=before_dot)


@contextmanager
def cloud(folder: Path, route: Route, **knobs: Any) -> Iterator[Cloud]:  # noqa: ANN401
    """Both servers while the block lasts; `knobs` are those of the interface."""
    authority = Authority(folder)
    with (
        identity_provider(folder, authority) as identity,
        rest_mail(folder, authority, accepts=identity.access, **knobs) as server,
    ):
        postman = AnyPostman(web=identity.web, tokens=identity.tokens(server.address))
        yield Cloud(identity, server, an_account(route), identity.consent_of(), postman)


def an_account(route: Route = Route.GRAPH, **changes: Any) -> MailAccount:  # noqa: ANN401
    usual: dict[str, Any] = {
        "address": MAILBOX,
        "host": "",
        "port": 0,
        "secret_key": "mail/1",
        "route": route,
        "sign_in": SIGN_IN.get(route, SignIn.MICROSOFT),
        "client_id": CLIENT,
    }
    return MailAccount(**(usual | changes))


def link_of(wire: Wire) -> Any:  # noqa: ANN401 - to look inside
    assert isinstance(wire, RestWire)
    return wire._link
