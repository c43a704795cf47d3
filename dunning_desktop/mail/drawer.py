"""A postman for demo books: messages are built for real and end in a drawer, never on a wire."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from dunning_desktop.domain.mail import EmailContent, Fault, FrozenMessage, Receipt, Refusal
from dunning_desktop.domain.mail_accounts import MailAccount
from dunning_desktop.mail.message import freeze
from dunning_desktop.usecases.mail_ports import Keep

NO_SUCH_ADDRESS = "550 5.1.1 no such mailbox"


_UNFIT = re.compile(r"[^A-Za-z0-9@._+-]+")


class DrawerPostman:
    """``usecases.mail_ports.Postman`` without a network: ``folder`` gets an .eml file a message."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        """The exact bytes, as they would go."""
        return freeze(content, at=at)

    @contextmanager
    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> Iterator[Drawer]:
        """Nothing is connected to anything; the account and its password are not looked at."""
        del account, secret, keep
        yield Drawer(self.folder)

    def close_idle(self) -> None:
        """Nothing is open."""

    def close(self) -> None:
        """Nothing was kept."""


class Drawer:
    """``usecases.mail_ports.Wire``: keeps what it is given."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        """Put the message into the drawer; an address that ends in ``.invalid`` is refused."""
        del at_text
        wrong = [one for one in message.recipients if one.endswith(".invalid")]
        if wrong:
            refusals = tuple(Refusal(one, NO_SUCH_ADDRESS) for one in wrong)
            return Receipt(NO_SUCH_ADDRESS, Fault.RECIPIENT, refusals)
        before_dot()
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            _free_place(self._folder, message.recipients[0]).write_bytes(message.raw)
        return Receipt(reply="kept in the demo book's drawer")


def _free_place(folder: Path, recipient: str) -> Path:
    """A name that tells the order and the recipient, and is not taken yet."""
    number = 1 + sum(1 for _ in folder.glob("*.eml"))
    return folder / f"{number:03d}-{_UNFIT.sub('-', recipient)}.eml"
