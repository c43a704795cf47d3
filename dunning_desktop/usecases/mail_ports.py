"""What the use cases need of the mail: a postman for what goes out, a postbox for what comes in."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from dunning_desktop.domain.incoming import InboxMark, News
from dunning_desktop.domain.mail import EmailContent, FrozenMessage, Receipt
from dunning_desktop.domain.mail_accounts import MailAccount

Keep = Callable[[str], object]
"""Called with an account's new secret, where a provider changed it: keep that before going on."""


class Wire(Protocol):
    """An open, authenticated connection to whoever takes the mail."""

    def submit(
        self,
        message: FrozenMessage,
        *,
        before_dot: Callable[[], None],
        at_text: Callable[[], None] | None = None,
    ) -> Receipt:
        """Hand over one message. ``before_dot`` runs when all but the last bytes were sent.

        ``at_text`` may run a little earlier, when leave to send the text is asked for: what
        ``before_dot`` will wait for can begin then. It must not raise.
        What it raises stops the message before them. A link lost after them is answered with
        ``Fault.LINK_LOST_AT_DOT``; nothing else is raised for what a server or a network does.
        """


class Postman(Protocol):
    """Builds messages and delivers them."""

    def freeze(self, content: EmailContent, *, at: datetime) -> FrozenMessage:
        """The exact bytes, with Date and Message-ID fixed.

        Raises ``InvalidField`` (field ``email``) for an address that cannot be written.
        """

    def connect(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> AbstractContextManager[Wire]:
        """Open a connection by the account's route.

        Raises ``MailError`` with ``fault`` (a ``Fault``) and ``detail``.
        """

    def close_idle(self) -> None:
        """Hang up connections that nobody used for a while."""

    def close(self) -> None:
        """Hang up every connection that was kept."""


class OpenBox(Protocol):
    """An inbox that is open for reading; nothing in it is ever changed."""

    def news(self, since: InboxMark | None, *, not_before: datetime) -> News:
        """What arrived since a mark, oldest first.

        Without one, or with one of another life of the inbox, since a moment. Raises
        ``MailError``, as every call here does.
        """

    def sent(self, message_ids: Collection[str]) -> frozenset[str]:
        """Which of these Message-IDs lie in the Sent folder, or came into the inbox as a copy."""

    def file_sent(self, raw: bytes, *, message_id: str, at: datetime) -> None:
        """Put a copy into the Sent folder, as read, unless one with that Message-ID is there."""


class Postbox(Protocol):
    """The way to the owner's own inbox."""

    def open(
        self, account: MailAccount, secret: str, *, keep: Keep | None = None
    ) -> AbstractContextManager[OpenBox]:
        """Open the inbox of an account that has one.

        Raises ``MailError`` with ``fault`` and ``detail``.
        """
