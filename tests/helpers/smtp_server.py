"""A real SMTP server on loopback with TLS, passwords, and faults to order.

    with smtp_server(tmp_path, reject={"gone@x.example": "550 5.1.1 No such user"}) as server:
        ...connect to server.host, server.port; trust server.ca_path (or SSL_CERT_FILE)...
        server.script["DOT"] = ["451 4.3.0 Later", "drop"]  # for the next two messages
        assert server.received[0].raw == ...

A script holds, for each of EHLO, STARTTLS, AUTH, MAIL, RCPT, DATA, BODY and DOT, what happens the
next times: a reply ("451 4.3.0 Later"; 421 also hangs up), "drop" (the link is cut), "slow"
(`slow` seconds, then as usual), "" (as usual). DOT knows "accept-drop" too: the message is taken
and the link is cut before the 250. BODY takes "drop" only: cut after `drop_after` bytes of text.
`interjects` is said in the midst of the next text, instead of listening to it. With XOAUTH2 among
`auth` the tokens in `bearers` are taken; for any other the reasons come as a 334 first, as with
Google, unless `reasons` is off.
"""

import asyncio
import logging
import ssl
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from dunning_desktop.mail import tls as client_tls
from tests.helpers.certificates import NAMES, Authority

USER = "me@firm.example"
PASSWORD = "sésame-£42"
GREYLISTED = "451 4.7.1 Greylisted, please try again later"
LIMIT = "550 5.4.5 Daily user sending limit exceeded"
CLOSING = "421 4.7.0 Too many messages on this connection, closing"


@dataclass(frozen=True)
class Received:
    """A message that the server took responsibility for."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    secure: bool
    user: str | None


@dataclass
class Server:
    """The server's address, its knobs, and what it saw. Knobs may be turned while it runs."""

    host: str
    ca_path: Path
    tls: TlsMode
    reject: dict[str, str] = field(default_factory=dict)
    script: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0
    auth: Sequence[str] = ("PLAIN", "LOGIN")
    dsn: bool = False
    greylist: bool = False
    limit_after: int | None = None
    close_after: int | None = None
    slow: float = 0.3
    drop_after: int = 20_000
    interjects: bytes = b""
    users: dict[str, str] = field(default_factory=lambda: {USER: PASSWORD})
    bearers: Collection[str] = ()
    reasons: bool = True
    shown: list[str] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    port: int = 0
    received: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    logins: list[str] = field(default_factory=list)
    clear: bytearray = field(default_factory=bytearray)
    _met: set[str] = field(default_factory=set)
    _sessions: "list[_Smtp]" = field(default_factory=list)

    def account(self, **changes: Any) -> MailAccount:  # noqa: ANN401 - passed on
        """Return the account that fits this server, with `changes`."""
        fitting: dict[str, Any] = {
            "address": USER,
            "host": self.host,
            "port": self.port,
            "tls": self.tls,
        }
        return MailAccount(**(fitting | changes))

    def trusting(self) -> ssl.SSLContext:
        """Return the program's own TLS, trusting this server's authority as well."""
        context = client_tls.system_context()
        context.load_verify_locations(self.ca_path)
        return context

    @property
    def heard_a_password(self) -> bool:
        """Whether a password, in any form, came outside TLS."""
        return any(form in self.clear for form in _forms(self.users))

    async def hang_up(self) -> None:
        """Cut whoever is still connected."""
        for session in list(self._sessions):
            session.cut()
        await asyncio.sleep(0)

    def next(self, verb: str) -> str:
        """Take the next action of the script."""
        actions = self.script.get(verb)
        return actions.pop(0) if actions else ""

    def meets(self, address: str) -> bool:
        """Whether this recipient is new; from now on it is not."""
        new = address not in self._met
        self._met.add(address)
        return new


def _forms(users: dict[str, str]) -> list[bytes]:
    forms = []
    for user, password in users.items():
        plain = password.encode()
        forms += [plain, b64encode(plain), b64encode(f"\0{user}\0{password}".encode())]
    return forms


class _Smtp(SMTP):
    """aiosmtpd's conversation with the script's interruptions."""

    def __init__(self, server: Server, **options: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(_Judge(server), **options)
        self.server = server
        self.taken = 0
        self._body: int | None = None
        self._drops = False

    @property
    def secure(self) -> bool:
        return bool(self.transport and self.transport.get_extra_info("sslcontext"))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.server.connections += self._original_transport is None
        self.server._sessions.append(self)
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if not self.secure:
            self.server.clear += data
        if self._body is not None:
            self._body += len(data)
            if self._drops and self._body > self.server.drop_after:
                self.cut()
                return
        if self.server.interjects and self._body is not None and self.transport:
            assert isinstance(self.transport, asyncio.WriteTransport)
            self.transport.write(self.server.interjects)
            self.server.interjects = b""
            return
        super().data_received(data)

    def cut(self) -> None:
        # Python before 3.11.4 fails when a TLS transport is aborted that was closed before.
        if isinstance(self.transport, asyncio.Transport) and not self.transport.is_closing():
            self.transport.abort()

    async def interrupted(self, verb: str) -> bool:
        action = self.server.next(verb)
        if action == "drop":
            self.cut()
        elif action == "slow":
            await asyncio.sleep(self.server.slow)
            return False
        elif action:
            await self.say(action)
        return bool(action)

    async def say(self, reply: str) -> None:
        await self.push(reply)
        if reply.startswith("421") and self.transport:
            self.transport.close()

    async def smtp_EHLO(self, hostname: str) -> None:
        self.server.commands.append(f"EHLO {hostname}")
        if not await self.interrupted("EHLO"):
            await super().smtp_EHLO(hostname)

    async def smtp_STARTTLS(self, arg: str) -> None:
        if not await self.interrupted("STARTTLS"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg: str) -> None:
        self.server.commands.append(f"AUTH {arg.split(maxsplit=1)[0]}")
        if not await self.interrupted("AUTH"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        self.server.commands.append(f"MAIL {arg}")
        limit = self.server.close_after
        if limit is not None and self.taken >= limit:
            await self.say(CLOSING)
        elif not await self.interrupted("MAIL"):
            await super().smtp_MAIL(self._known(arg or "", ("RET=", "ENVID=")))

    async def smtp_RCPT(self, arg: str | None) -> None:
        self.server.commands.append(f"RCPT {arg}")
        if not await self.interrupted("RCPT"):
            await super().smtp_RCPT(self._known(arg or "", ("NOTIFY=",)))

    async def smtp_RSET(self, arg: str) -> None:
        self.server.commands.append("RSET")
        if not await self.interrupted("RSET"):
            await super().smtp_RSET(arg)

    async def smtp_QUIT(self, arg: str) -> None:
        self.server.commands.append("QUIT")
        await super().smtp_QUIT(arg)

    async def smtp_DATA(self, arg: str) -> None:
        if not await self.interrupted("DATA"):
            self._body, self._drops = 0, self.server.next("BODY") == "drop"
            await super().smtp_DATA(arg)
            self._body = None

    def _known(self, arg: str, extras: tuple[str, ...]) -> str:
        """Leave out the options of RFC 3461, which aiosmtpd does not know."""
        if not self.server.dsn:
            return arg
        return " ".join(word for word in arg.split() if not word.startswith(extras))


class _Judge:
    """Says yes or no, as the server's knobs want it."""

    def __init__(self, server: Server) -> None:
        self.server = server

    async def handle_EHLO(
        self, smtp: _Smtp, session: Session, envelope: Envelope, name: str, replies: list[str]
    ) -> list[str]:
        session.host_name = name
        kept = [r for r in replies if self.server.auth or not r.startswith("250-AUTH")]
        return [kept[0], "250-DSN", *kept[1:]] if self.server.dsn else kept

    async def handle_RCPT(
        self, smtp: _Smtp, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        limit = self.server.limit_after
        if limit is not None and len(self.server.received) >= limit:
            return LIMIT
        if self.server.greylist and self.server.meets(address):
            return GREYLISTED
        if address in self.server.reject:
            return self.server.reject[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, smtp: _Smtp, session: Session, envelope: Envelope) -> str:
        action = self.server.next("DOT")
        if action == "drop":
            smtp.cut()
            return "250 never heard"
        if action == "slow":
            await asyncio.sleep(self.server.slow)
        elif action not in {"", "accept-drop"}:
            return action
        self._take(smtp, session, envelope)
        if action == "accept-drop":
            smtp.cut()
        return f"250 2.0.0 OK queued as {len(self.server.received)}"

    def _take(self, smtp: _Smtp, session: Session, envelope: Envelope) -> None:
        raw, sender = envelope.original_content, envelope.mail_from
        assert raw is not None
        assert sender is not None
        user = str(session.auth_data) if session.authenticated else None
        recipients = tuple(str(r) for r in envelope.rcpt_tos)
        self.server.received.append(Received(raw, sender, recipients, smtp.secure, user))
        smtp.taken += 1

    async def auth_XOAUTH2(self, smtp: _Smtp, args: list[str]) -> AuthResult:
        words = b64decode(args[1], validate=True).decode()
        user, bearer, *rest = words.split("\1")
        assert rest == ["", ""]
        user, token = user.removeprefix("user="), bearer.removeprefix("auth=Bearer ")
        self.server.logins.append(user)
        self.server.shown.append(token)
        if token in self.server.bearers:
            return AuthResult(success=True, auth_data=user)
        if self.server.reasons:
            answer = await smtp.challenge_auth('{"status":"401","schemes":"Bearer"}')
            assert isinstance(answer, bytes)
            self.server.answers.append(answer)
        said = "535 5.7.3 Authentication unsuccessful"
        return AuthResult(success=False, handled=False, message=said)

    def __call__(
        self, smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        user, password = data.login.decode(), data.password.decode()
        self.server.logins.append(user)
        if self.server.users.get(user) == password:
            return AuthResult(success=True, auth_data=user)
        said = "535 5.7.8 Username and password not accepted"
        return AuthResult(success=False, handled=False, message=said)


class _Controller(Controller):
    """Runs the server in a thread, on a free port."""

    def __init__(self, server: Server, context: ssl.SSLContext | None) -> None:
        implicit = server.tls is TlsMode.IMPLICIT
        self._scene = server
        self._starttls = context if server.tls is TlsMode.STARTTLS else None
        super().__init__(
            _Judge(server),
            hostname=server.host,
            port=0,
            ssl_context=context if implicit else None,
            server_hostname="mail.test",
        )

    def factory(self) -> SMTP:
        unwanted = {"PLAIN", "LOGIN", "XOAUTH2"} - set(self._scene.auth)
        return _Smtp(
            self._scene,
            hostname="mail.test",
            data_size_limit=self._scene.size,
            tls_context=self._starttls,
            auth_require_tls=False,
            auth_exclude_mechanism=unwanted,
            authenticator=_Judge(self._scene),
            loop=self.loop,
        )

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self._scene.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def smtp_server(
    folder: Path,
    *,
    tls: TlsMode = TlsMode.IMPLICIT,
    names: tuple[str, ...] = NAMES,
    expired: bool = False,
    **knobs: Any,  # noqa: ANN401 - passed on
) -> Iterator[Server]:
    """Run a server while the block lasts. `folder` takes its authority's certificate."""
    authority = Authority(folder)
    context = authority.server_context(names, expired=expired)
    server = Server("127.0.0.1", authority.path, tls, **knobs)
    controller = _Controller(server, context if tls is not TlsMode.NONE else None)
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    controller.start()
    # The controller's own knock to start the first session is none of ours.
    server.connections, server.clear = 0, bytearray()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.hang_up(), controller.loop).result(5)
        controller.stop()
