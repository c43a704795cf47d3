"""A real Postfix on loopback: a queue, mailboxes that Dovecot serves, bounces and warnings.

    with dovecot(tmp_path, users={...}) as boxes, postfix(boxes) as server:
        ...send through server.submissions (or server.submission, STARTTLS) as a user of Dovecot...

Mail to an address of `boxes.users` lies in its maildir at once. Other recipients have their fates:

    reject@client.example   refused in the conversation, 550 5.1.1
    quota@client.example    not now, 450 4.2.2
    gone@late.example       taken, then refused by the server behind: a bounce comes
    slow@late.example       taken, then put off by the server behind: a warning comes

It is not the system's Postfix: configuration, queue, ports and log are its own. Postfix needs the
administrator; where the tests have not his rights, `sudo -n` is tried. What does not start raises
`NotStarted`.
"""

import asyncio
import logging
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from dunning_desktop.domain.mail_accounts import MailAccount, TlsMode
from tests.helpers.dovecot import (
    SERVER_PATH,
    Dovecot,
    NotStarted,
    await_answer,
    free_ports,
    mail_owner,
    short_folder,
)
from tests.helpers.smtp_server import USER

GONE, SLOW = "gone@late.example", "slow@late.example"
REJECTED, FULL = "reject@client.example", "quota@client.example"
NO_SUCH_ACCOUNT = "550 5.1.1 No such account here"
NOT_NOW = "451 4.3.0 Not now, come back later"
_TRIES = 5


@dataclass
class Postfix:
    """Where the server listens; `boxes` knows its users and holds their mail."""

    home: Path
    boxes: Dovecot
    host: str = "127.0.0.1"
    submission: int = 0
    submissions: int = 0

    def account(self, address: str = USER, tls: TlsMode = TlsMode.IMPLICIT) -> MailAccount:
        """Return an account that sends here and reads its answers at the Dovecot."""
        port = self.submissions if tls is TlsMode.IMPLICIT else self.submission
        return MailAccount(address, self.host, port, tls, inbox=self.boxes.inbox())

    @property
    def log(self) -> str:
        path = self.home / "log"
        return path.read_text("utf-8", "replace") if path.exists() else ""


@contextmanager
def postfix(boxes: Dovecot) -> Iterator[Postfix]:
    """Run a server while the block lasts; it asks `boxes` for passwords and fills its maildirs."""
    program = shutil.which("postfix", path=SERVER_PATH)
    if program is None:
        raise NotStarted("postfix is not installed: apt-get install postfix")
    run = _Administrator()
    with refusing(NO_SUCH_ACCOUNT) as gone, refusing(NOT_NOW) as slow, _emptied(run) as home:
        server = Postfix(home, boxes)
        said = ""
        for _ in range(_TRIES):
            server.submission, server.submissions = free_ports(2)
            _write(server, {GONE: gone, SLOW: slow})
            run("chown", "postfix", str(home / "data"))
            run("rm", "-f", str(home / "log"))
            try:
                said = run(program, "-c", str(home / "etc"), "start")
                if await_answer(server.submission, b"220", lambda: "fatal:" not in server.log):
                    yield server
                    return
            finally:
                # It knows its own by the folder, and waits until that is gone.
                run(program, "-c", str(home / "etc"), "stop")
        raise NotStarted(f"postfix did not start:\n{said}\n{server.log[-3000:]}")


class _Administrator:
    """Runs commands with the administrator's rights, and raises where nobody gives them."""

    def __init__(self) -> None:
        self._prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if self._prefix and (not shutil.which("sudo") or self._run("true").returncode):
            raise NotStarted("postfix needs root, or sudo without a password")

    def __call__(self, *command: str) -> str:
        return self._run(*command).stdout

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._prefix, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=30,
        )


@contextmanager
def _emptied(run: _Administrator) -> Iterator[Path]:
    """Make a folder whose contents only the administrator may remove in the end."""
    with short_folder("pofi-") as home:
        try:
            yield home
        finally:
            run("rm", "-rf", *(str(path) for path in home.iterdir()))


@contextmanager
def refusing(reply: str) -> Iterator[int]:
    """Run the server behind, which answers every recipient with `reply`; the value is its port."""

    class Behind(Controller):
        def _trigger_server(self) -> None:
            assert isinstance(self.server, asyncio.Server)
            self.port = self.server.sockets[0].getsockname()[1]
            super()._trigger_server()  # type: ignore[no-untyped-call]

    class Answer:
        async def handle_RCPT(self, smtp: SMTP, *_told: object) -> str:
            return reply

    controller = Behind(Answer(), hostname="127.0.0.1", port=0, server_hostname="behind.example")
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _write(server: Postfix, fates: dict[str, int]) -> None:
    etc, owner = server.home / "etc", mail_owner()
    for name in ("etc", "queue", "data"):
        (server.home / name).mkdir(exist_ok=True)
    domains = {address.rpartition("@")[2] for address in server.boxes.users}
    words = {
        "home": server.home,
        "boxes": server.boxes,
        "uid": owner.pw_uid,
        "gid": owner.pw_gid,
        "domains": " ".join(f"{{{domain} = x}}" for domain in sorted(domains)),
        "maps": " ".join(f"{{{user} = {user}/}}" for user in server.boxes.users),
        "fates": " ".join(f"{{{a} = smtp:[127.0.0.1]:{p}}}" for a, p in fates.items()),
        "rejected": REJECTED,
        "full": FULL,
    }
    (etc / "main.cf").write_text(_MAIN.format(**words))
    (etc / "master.cf").write_text(_MASTER.format(s=server))


_MAIN = """\
compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {home}/log
maillog_file_prefixes = {home}
myhostname = mail.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks =
disable_dns_lookups = yes
alias_maps =
local_transport = discard
default_transport = discard
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {boxes.home}/chain.pem
smtpd_tls_key_file = {boxes.home}/key.pem
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{boxes.sasl}
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{{rejected} = 550 5.1.1 No such user}}
    {{{full} = 450 4.2.2 Mailbox full}} }},
  permit_sasl_authenticated, reject
smtpd_client_restrictions =
smtpd_peername_lookup = no
smtpd_error_sleep_time = 0
message_size_limit = 10485760
virtual_transport = virtual
virtual_mailbox_domains = inline:{{ {domains} }}
virtual_mailbox_base = {boxes.mail}
virtual_mailbox_maps = inline:{{ {maps} }}
virtual_mailbox_limit = 0
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
relay_domains = late.example
transport_maps = inline:{{ {fates} }}
smtp_tls_security_level = none
delay_warning_time = 1s
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
maximal_queue_lifetime = 60s
bounce_queue_lifetime = 60s
in_flow_delay = 0
"""
_MASTER = """\
127.0.0.1:{s.submission} inet n - n - - smtpd
127.0.0.1:{s.submissions} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
smtp unix - - n - - smtp
relay unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
"""
