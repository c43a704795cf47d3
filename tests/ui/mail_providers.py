"""A mail provider as the mail room knows it, made up for tests of the screens."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_desktop.domain.mail_accounts import Inbox, SignIn, TlsMode

INBOX = Inbox("imap.fine.example", files_sent=True)


@dataclass(frozen=True)
class Known:
    name: str = "Fine Mail"
    host: str = "smtp.fine.example"
    port: int = 587
    tls: TlsMode = TlsMode.STARTTLS
    hint: str = "Fine Mail wants an app password."
    password: bool = True
    sign_ins: tuple[SignIn, ...] = (SignIn.PASSWORD,)
    daily_limit: int | None = 400
    minute_limit: int = 20
    files_sent: bool = True
    help_url: str = "https://help.fine.example/app-passwords"
    inbox: Inbox | None = INBOX

    def user(self, address: str) -> str:
        return address.partition("@")[0]

    def inbox_for(self, address: str) -> Inbox | None:
        return self.inbox if address else None


@dataclass(frozen=True)
class Found:
    """Settings that were looked for."""

    preset: Known
    how: str = "mx"
    asks_first: bool = False


CLOSED = Known(
    name="Closed Mail",
    host="smtp.closed.example",
    hint="Closed Mail takes no password from programs.",
    password=False,
    sign_ins=(SignIn.MICROSOFT,),
    daily_limit=300,
    help_url="",
)
PLAIN = Known(
    name="Plain Mail", host="smtp.plain.example", hint="", files_sent=False, daily_limit=None,
    minute_limit=30, help_url="", inbox=None,
)  # fmt: skip


def guess(address: str) -> Known | None:
    """Three providers are known, by the domains of their addresses."""
    domains = {"fine.example": Known(), "closed.example": CLOSED, "plain.example": PLAIN}
    return domains.get(address.rpartition("@")[2])
