"""Signing in to an inbox: once, with a password or a token, and nothing of either is told."""

from dataclasses import replace
from pathlib import Path

import pytest

from dunning_desktop.domain.errors import MailError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import MailAccount, SignIn, TlsMode
from dunning_desktop.mail.imap.postbox import ImapPostbox
from dunning_desktop.usecases.mail_ports import Keep
from tests.helpers.dovecot import Dovecot, dovecot
from tests.helpers.smtp_server import PASSWORD, USER
from tests.mail.boxes import LONG_AGO, mail, news, opened, postbox, subjects
from tests.mail.scene import HURRY


def why_not(server: Dovecot, account: MailAccount, secret: str = PASSWORD) -> tuple[object, object]:
    with pytest.raises(MailError) as caught, postbox(server).open(account, secret):
        pass
    return caught.value.data["fault"], caught.value.data["detail"]


@pytest.mark.parametrize("tls", [TlsMode.IMPLICIT, TlsMode.STARTTLS])
def test_a_password_in_utf8_opens_the_box(running: Dovecot, tls: TlsMode) -> None:
    assert not PASSWORD.isascii()
    with postbox(running).open(running.account(tls=tls), PASSWORD) as box:
        assert box.news(None, not_before=LONG_AGO).mark.next_uid == 1


def test_a_wrong_password_is_tried_once(running: Dovecot) -> None:
    log = running.home / "log"
    before = log.read_text().count("Password mismatch")
    fault, detail = why_not(running, running.account(), "wrong-£")
    assert fault is Fault.LOGIN
    assert detail == "[AUTHENTICATIONFAILED] Authentication failed."
    assert log.read_text().count("Password mismatch") == before + 1


def test_without_a_password_nothing_is_tried(running: Dovecot) -> None:
    assert why_not(running, running.account(), "") == (Fault.NO_PASSWORD, "")


def test_the_inbox_may_have_a_user_of_its_own(running: Dovecot, user: str) -> None:
    running.put(mail(9), user)
    account = running.account("other@firm.example")
    assert account.inbox is not None
    own = replace(account, user="smtp-user", inbox=replace(account.inbox, user=user))
    with postbox(running).open(own, PASSWORD) as box:
        assert subjects(box.news(None, not_before=LONG_AGO)) == ["Mail 9"]


def test_an_account_without_an_inbox_is_refused(running: Dovecot) -> None:
    account = replace(running.account(), inbox=None)
    assert why_not(running, account) == (Fault.NO_ACCOUNT, "no-inbox")


@pytest.mark.parametrize("only", ["login", "plain"])
def test_either_mechanism_will_do(tmp_path: Path, only: str) -> None:
    with dovecot(tmp_path, mechanisms=only) as server, opened(server) as box:
        assert box.news(None, not_before=LONG_AGO).mails == ()


@pytest.mark.parametrize("tls", [TlsMode.IMPLICIT, TlsMode.STARTTLS])
def test_a_token_opens_the_box(running: Dovecot, tls: TlsMode) -> None:
    running.tokens["good-token"] = USER
    asked: list[tuple[str, str]] = []

    def bearer(account: MailAccount, secret: str, keep: Keep | None, rejected: str) -> str:
        assert rejected == ""
        asked.append((account.address, secret))
        assert keep is not None
        keep("rotated")
        return "good-token"

    kept: list[str] = []
    box = ImapPostbox(bearer=bearer, make_context=running.trusting, timeouts=HURRY)
    account = replace(running.account(tls=tls), sign_in=SignIn.MICROSOFT)
    with box.open(account, "secret", keep=kept.append) as inbox:
        assert inbox.sent(["<1@x.example>"]) == frozenset()
    assert (asked, kept) == ([(USER, "secret")], ["rotated"])


def test_a_token_that_was_taken_back_is_replaced_once(running: Dovecot) -> None:
    running.tokens["new-token"] = USER
    asked: list[str] = []

    def bearer(account: MailAccount, secret: str, keep: Keep | None, rejected: str) -> str:
        asked.append(rejected)
        return "new-token" if rejected else "old-token"

    box = ImapPostbox(bearer=bearer, make_context=running.trusting, timeouts=HURRY)
    account = replace(running.account(), sign_in=SignIn.MICROSOFT)
    with box.open(account, "secret") as inbox:
        assert inbox.sent(["<1@x.example>"]) == frozenset()
    assert asked == ["", "old-token"]


def test_a_bad_token_means_signing_in_again(
    running: Dovecot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    box = ImapPostbox(
        bearer=lambda *_: "bad-token-42", make_context=running.trusting, timeouts=HURRY
    )
    account = replace(running.account(), sign_in=SignIn.GOOGLE)
    with pytest.raises(MailError) as caught, box.open(account, "secret"):
        pass
    assert caught.value.data["fault"] is Fault.LOGIN
    assert caught.value.data["detail"] == "sign-in-again"
    assert "bad-token-42" not in repr(caught.value) + str(caught.value) + caplog.text


def test_no_word_of_mail_or_password_is_logged(
    running: Dovecot, user: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    running.put(mail(1, words="strictly confidential"), user)
    caplog.clear()
    news(running, user)
    assert "confidential" not in caplog.text
    assert PASSWORD not in caplog.text
