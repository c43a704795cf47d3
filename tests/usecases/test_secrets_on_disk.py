"""A password or a token is in the keychain and nowhere else: every byte on the disk is searched.

The book is used as in life: mail is sent with a password, refused by a server that repeats the
password, sent with a consent whose token changes; an inbox is read; the book is copied. All of it
is logged as talkatively as can be.
"""

from __future__ import annotations

import logging
import os
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, Route
from dunning_desktop.host.crash import SafeFormatter
from dunning_desktop.host.keychain import SystemKeychain
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.storage.backup import copy_before
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.listening import listen
from dunning_desktop.usecases.mail_accounts import mailboxes, resume_account, save_account
from dunning_desktop.usecases.office import Office
from tests.helpers.dovecot import Dovecot, dovecot
from tests.helpers.offices import an_office, furnish, queue
from tests.helpers.smtp_server import PASSWORD, USER, Server, smtp_server
from tests.mail.cloud_scene import Cloud, cloud

pytestmark = pytest.mark.keychain


@contextmanager
def _everything_logged(file: Path) -> Iterator[None]:
    handler = logging.FileHandler(file, encoding="utf-8")
    handler.setFormatter(SafeFormatter("%(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        handler.close()


def forms(secret: str) -> set[bytes]:
    """A secret as it may lie about: plain, wide, and as it goes over the wire."""
    plain = secret.encode()
    signed_in = f"\0{USER}\0{secret}".encode()
    bearer = f"user={USER}\x01auth=Bearer {secret}\x01\x01".encode()
    encoded = {b64encode(one) for one in (plain, signed_in, bearer)}
    return {plain, secret.encode("utf-16-le"), urlsafe_b64encode(plain), *encoded}


def places(folders: list[Path], secrets: set[str]) -> list[str]:
    """The files that hold any of the secrets in any form."""
    searched = {form for one in secrets for form in forms(one)}
    files = [one for folder in folders for one in folder.rglob("*") if one.is_file()]
    assert files
    return [
        str(one) for one in files if any(form in one.read_bytes() for form in searched)
    ]


def test_the_search_finds_what_lies_about(tmp_path: Path) -> None:
    for number, form in enumerate(sorted(forms("sésame"))):
        (tmp_path / f"{number}.bin").write_bytes(b"x" * 5000 + form + b"y")
    (tmp_path / "clean.bin").write_bytes(b"x" * 5000)
    assert len(places([tmp_path], {"sésame"})) == len(forms("sésame"))


def _with_a_password(office: Office, server: Server, box: Dovecot) -> None:
    account = server.account(minute_limit=0, inbox=box.inbox())
    furnish(office, account, PASSWORD)
    queue(office, "client@x.example")
    assert deliver(office).value.accepted == 1
    # A server that is as careless as can be.
    shown = b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
    server.script["AUTH"] = [f"535 5.7.8 {USER} cannot sign in with {shown}"]
    queue(office, "client@x.example")
    assert deliver(office).value.paused is Fault.LOGIN
    assert "***" in mailboxes(office).accounts[0].paused_detail
    resume_account(office)
    box.put(b"From: a@x.example\r\nMessage-ID: <1@x>\r\nSubject: hello\r\n\r\nhi\r\n")
    assert listen(office).value.deaf is None
    assert deliver(office).value.accepted == 1


def _with_a_consent(office: Office, sky: Cloud) -> MailAccount:
    known = mailboxes(office).accounts[0]
    account = replace(sky.account, id=known.id, secret_key=known.secret_key, minute_limit=0)
    saved = save_account(office, account, sky.secret).value.account
    clouded = replace(office, postman=sky.postman)
    queue(clouded, "client@x.example")
    assert deliver(clouded).value.accepted == 1
    sky.identity.token_answers.append((400, {"error": "invalid_grant"}))
    sky.identity.access.clear()
    queue(clouded, "client@x.example")
    assert deliver(clouded).value.paused is Fault.LOGIN
    return saved


def test_no_secret_is_in_any_file(tmp_path: Path) -> None:
    data, servers = tmp_path / "data", tmp_path / "servers"
    for one in (data, servers, servers / "smtp", servers / "imap", servers / "sky"):
        one.mkdir()
    keychain = SystemKeychain()
    with (
        smtp_server(servers / "smtp") as server,
        dovecot(servers / "imap") as box,
        cloud(servers / "sky", Route.GRAPH) as sky,
        _everything_logged(data / "dunning.log"),
        an_office(
            data,
            postman=SmtpPostman(make_context=server.trusting),
            postbox=ImapPostbox(make_context=box.trusting),
            keychain=keychain,
        ) as office,
    ):
        _with_a_password(office, server, box)
        copy_before(data / "book.dunning", "before-consent")
        account = _with_a_consent(office, sky)
        copy_before(data / "book.dunning", "after-consent")
        kept = keychain.get(account.secret_key)
        keychain.delete(account.secret_key)
    assert kept, "the real keychain has it"
    assert kept != sky.secret, "the token was changed on the way, and the new one kept"
    assert (data / "dunning.log").stat().st_size > 0
    secrets = {PASSWORD, sky.secret, kept, *sky.identity.secret_words, *sky.identity.refresh}
    assert len(secrets) > 5
    home = Path(os.environ["HOME"])
    assert places([data, home], secrets) == []
