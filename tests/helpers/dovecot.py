"""A real Dovecot on loopback: IMAP and submission with TLS, passwords and tokens.

    with dovecot(tmp_path) as server:
        server.put(raw_bytes)  # into the inbox of USER
        ...connect to server.imaps or server.imap (STARTTLS); trust server.ca_path...
        server.tokens["a-token"] = USER  # for XOAUTH2 and OAUTHBEARER
        server.commands()  # what was said after signing in

It runs in a short private folder of its own, because a socket's path may hold 107 bytes, and
`folder` takes its authority's certificate. A server that does not start raises `NotStarted`.
"""

import contextlib
import grp
import os
import pwd
import random
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import imapclient

from dunning_desktop.domain.mail_accounts import Inbox, MailAccount, TlsMode
from dunning_desktop.mail import tls as client_tls
from tests.helpers.certificates import NAMES, Authority
from tests.helpers.smtp_server import PASSWORD, USER
from tests.helpers.token_checker import token_checker

# Debian keeps servers where only the administrator looks.
SERVER_PATH = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
_PATIENCE = 20
_TRIES = 5
_PORTS = (10_000, 32_000)


class NotStarted(AssertionError):
    """A real server could not be started: a failure, never a reason to skip."""


@dataclass
class Dovecot:
    """Where the server listens, whom it knows, and what its mailboxes hold."""

    home: Path
    ca_path: Path
    users: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    imap: int = 0
    imaps: int = 0
    submission: int = 0
    submissions: int = 0
    sasl: int = 0

    @property
    def mail(self) -> Path:
        """The folder of all mailboxes: `mail/USER/` is a maildir."""
        return self.home / "mail"

    def inbox(self, tls: TlsMode = TlsMode.IMPLICIT) -> Inbox:
        port = self.imaps if tls is TlsMode.IMPLICIT else self.imap
        return Inbox(self.host, port, tls)

    def account(self, address: str = USER, tls: TlsMode = TlsMode.IMPLICIT) -> MailAccount:
        """Return an account whose answers arrive here; mail leaves by the submission service."""
        return MailAccount(
            address, self.host, self.submissions, TlsMode.IMPLICIT, inbox=self.inbox(tls)
        )

    def trusting(self) -> ssl.SSLContext:
        """Return the program's own TLS, trusting this server's authority as well."""
        context = client_tls.system_context()
        context.load_verify_locations(self.ca_path)
        return context

    @contextmanager
    def opened(self, user: str = USER) -> Iterator[imapclient.IMAPClient]:
        """Look into a mailbox as any other program would."""
        client = imapclient.IMAPClient(self.host, self.imaps, ssl_context=self.trusting())
        with client:
            client.normalise_times = False
            client.plain_login(user, self.users[user])
            yield client

    def put(
        self,
        raw: bytes,
        user: str = USER,
        *,
        folder: str = "INBOX",
        at: datetime | None = None,
        flags: tuple[bytes, ...] = (),
    ) -> None:
        """Lay a message into a folder, which is made where it is missing."""
        with self.opened(user) as client:
            if not client.folder_exists(folder):
                client.create_folder(folder)
            client.append(folder, raw, flags, at)

    def flags(self, user: str = USER, folder: str = "INBOX") -> list[tuple[bytes, ...]]:
        """Return the flags of every message, without having looked into one."""
        with self.opened(user) as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(sorted(client.search()), ["FLAGS"])
            return [found[uid][b"FLAGS"] for uid in sorted(found)]

    def raws(self, user: str = USER, folder: str = "INBOX") -> list[bytes]:
        """Return every message of a folder, oldest first."""
        with self.opened(user) as client:
            client.select_folder(folder, readonly=True)
            found = client.fetch(sorted(client.search()), ["BODY.PEEK[]"])
            return [found[uid][b"BODY[]"] for uid in sorted(found)]

    def commands(self, user: str = USER) -> str:
        """Return every line that was said to the server after signing in."""
        said = (self.home / "raw" / user).glob("*.in")
        return "\n".join(p.read_text("utf-8", "replace") for p in sorted(said))

    def forget_commands(self, user: str = USER) -> None:
        """Begin `commands` anew."""
        for heard in (self.home / "raw" / user).iterdir():
            heard.unlink()


def free_ports(count: int) -> list[int]:
    """Return ports that were free a moment ago, and that the system gives to nobody by itself.

    Ports from its own range (port 0) were taken by somebody's outgoing connection before the
    server had started, in one of three runs at once.
    """
    free: set[int] = set()
    while len(free) < count:
        port = random.randrange(*_PORTS)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            free.add(port)
    return list(free)


def await_answer(port: int, greeting: bytes, alive: Callable[[], bool]) -> bool:
    """Wait until a server greets; False where it ended before, or never did."""
    until = time.monotonic() + _PATIENCE
    while alive() and time.monotonic() < until:
        try:
            with socket.create_connection(("127.0.0.1", port), 2) as sock:
                if sock.recv(len(greeting)) == greeting:
                    return True
        except OSError:
            pass
        time.sleep(0.05)
    return False


def mail_owner() -> pwd.struct_passwd:
    """Return who owns the mailboxes: whoever runs the tests, but never the administrator."""
    me = pwd.getpwuid(os.geteuid())
    return me if me.pw_uid else pwd.getpwnam("nobody")


@contextmanager
def short_folder(prefix: str) -> Iterator[Path]:
    """Make a folder with a short path that other users may pass through; remove it in the end."""
    home = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    home.chmod(0o755)
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def dovecot(
    folder: Path,
    *,
    users: dict[str, str] | None = None,
    relay_port: int = 0,
    names: tuple[str, ...] = NAMES,
    expired: bool = False,
    mechanisms: str = "plain login xoauth2 oauthbearer",
    sent: str = "Sent",
    special_use: bool = True,
) -> Iterator[Dovecot]:
    """Run a server while the block lasts. `sent` is the Sent folder's name, "" for none."""
    program = shutil.which("dovecot", path=SERVER_PATH)
    if program is None:
        raise NotStarted("dovecot is not installed: apt-get install dovecot-imapd")
    authority = Authority(folder)
    tokens: dict[str, str] = {}
    with short_folder("dove-") as home, token_checker(tokens) as checker:
        server = Dovecot(home, authority.path, users or {USER: PASSWORD}, tokens)
        authority.server_files(home, names, expired=expired)
        _lay_out(server, checker)
        box = _sent_box(sent, special_use=special_use)
        for _ in range(_TRIES):
            _give_ports(server)
            (home / "log").unlink(missing_ok=True)
            (home / "dovecot.conf").write_text(_config(server, relay_port, mechanisms, box))
            _hand_over(home)
            with _running(program, server) as process:
                if await_answer(server.imap, b"* OK", lambda: process.poll() is None):
                    yield server
                    return
            if "already in use" not in _log(server):
                break
        raise NotStarted(f"dovecot did not start:\n{_log(server)}")


def _lay_out(server: Dovecot, checker: int) -> None:
    for name in ("mail", "raw", *(f"raw/{user}" for user in server.users)):
        (server.home / name).mkdir()
    people = [f"{user}:{{PLAIN}}{password}\n" for user, password in server.users.items()]
    (server.home / "passwd").write_text("".join(people))
    (server.home / "oauth2.conf.ext").write_text(_OAUTH.format(checker=checker))


def _hand_over(home: Path) -> None:
    """Dovecot refuses to greet as the administrator: it runs as the owner of the mail."""
    owner = mail_owner()
    if os.geteuid() == 0:
        for path in (home, *home.rglob("*")):
            os.chown(path, owner.pw_uid, owner.pw_gid)


def _give_ports(server: Dovecot) -> None:
    ports = free_ports(5)
    server.imap, server.imaps, server.submission, server.submissions, server.sasl = ports


@contextmanager
def _running(program: str, server: Dovecot) -> Iterator[subprocess.Popen[bytes]]:
    owner = mail_owner() if os.geteuid() == 0 else None
    with (server.home / "out").open("wb") as out:
        process = subprocess.Popen(
            [program, "-F", "-c", str(server.home / "dovecot.conf")],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _log(server: Dovecot) -> str:
    found = [server.home / name for name in ("out", "log")]
    return "\n".join(p.read_text("utf-8", "replace")[-3000:] for p in found if p.exists())


def _sent_box(name: str, *, special_use: bool) -> str:
    if not name:
        return ""
    use = "special_use = \\Sent\n" if special_use else ""
    return f'mailbox "{name}" {{\n{use}auto = subscribe\n}}\n'


def _config(server: Dovecot, relay_port: int, mechanisms: str, box: str) -> str:
    owner = mail_owner()
    return _CONFIG.format(
        s=server,
        home=server.home,
        runner=owner.pw_name,
        group=grp.getgrgid(owner.pw_gid).gr_name,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        relay=relay_port or 9,
        mechanisms=mechanisms,
        sent=box,
    )


_OAUTH = """\
tokeninfo_url = http://127.0.0.1:{checker}/tokeninfo?access_token=
introspection_mode =
introspection_url =
username_attribute = email
active_attribute =
active_value =
"""
_CONFIG = """\
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
protocols = imap submission
listen = 127.0.0.1
default_internal_user = {runner}
default_internal_group = {group}
default_login_user = {runner}
first_valid_uid = 0
ssl = required
ssl_cert = <{home}/chain.pem
ssl_key = <{home}/key.pem
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_failure_delay = 0
auth_mechanisms = {mechanisms}
auth_verbose = yes
mail_location = maildir:{home}/mail/%u
rawlog_dir = {home}/raw/%u
submission_relay_host = 127.0.0.1
submission_relay_port = {relay}
hostname = localhost
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {home}/oauth2.conf.ext
}}
passdb {{
  driver = passwd-file
  args = {home}/passwd
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
namespace inbox {{
  inbox = yes
  {sent}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {s.imap}
  }}
  inet_listener imaps {{
    port = {s.imaps}
    ssl = yes
  }}
}}
service submission-login {{
  chroot =
  inet_listener submission {{
    port = {s.submission}
  }}
  inet_listener submissions {{
    port = {s.submissions}
    ssl = yes
  }}
}}
# Without this a second wrong password waits for four seconds, a third for nine.
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service auth {{
  inet_listener {{
    address = 127.0.0.1
    port = {s.sasl}
  }}
}}
"""
