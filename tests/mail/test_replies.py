"""What servers say, word for word from providers, and what it means."""

import pytest

from dunning_desktop.domain.mail import Fault
from dunning_desktop.mail.replies import Phase, classify, reply

GREETING, TLS, LOGIN = Phase.GREETING, Phase.TLS, Phase.LOGIN
SENDER, RECIPIENT, DATA, DOT = Phase.SENDER, Phase.RECIPIENT, Phase.DATA, Phase.DOT

SAID = [
    # The door.
    (GREETING, "421 4.3.2 Service not available", Fault.BUSY),
    (GREETING, "554 5.7.1 Your IP address is listed", Fault.UNREACHABLE),
    (TLS, "454 4.7.0 TLS not available due to temporary reason", Fault.BUSY),
    (TLS, "501 5.5.4 Syntax", Fault.INSECURE),
    # The account.
    (LOGIN, "535 5.7.8 Username and Password not accepted", Fault.LOGIN),
    (LOGIN, "534 5.7.9 Application-specific password required", Fault.LOGIN),
    (
        LOGIN,
        "535 5.7.139 Failed, basic authentication is disabled",
        Fault.LOGIN,
    ),
    (LOGIN, "550 5.7.30 Basic authentication is not supported for Client Submission", Fault.LOGIN),
    (LOGIN, "535 Authentication failed: daily limit of attempts exceeded", Fault.LOGIN),
    (LOGIN, "432 4.7.12 A password transition is needed", Fault.LOGIN),
    (LOGIN, "454 4.7.0 Too many login attempts, please try again later", Fault.BUSY),
    (LOGIN, "421 4.7.0 Temporary system problem", Fault.BUSY),
    (SENDER, "530 5.7.0 Authentication required", Fault.LOGIN),
    (SENDER, "530 5.7.57 Client not authenticated to send mail", Fault.LOGIN),
    (RECIPIENT, "554 5.7.1 <a@b.example>: Relay access denied", Fault.LOGIN),
    # Later.
    (SENDER, "421 4.3.2 Service shutting down", Fault.BUSY),
    (SENDER, "451 4.3.0 Temporary lookup failure", Fault.BUSY),
    (RECIPIENT, "450 4.7.1 Greylisted, please try again in 300 seconds", Fault.BUSY),
    (RECIPIENT, "452 4.2.2 The recipient's mailbox is over quota", Fault.BUSY),
    (RECIPIENT, "450 4.1.8 Sender address rejected: Domain not found", Fault.BUSY),
    (DATA, "451 4.7.1 Try later", Fault.BUSY),
    (DOT, "452 4.3.1 Insufficient system storage", Fault.BUSY),
    # Not today.
    (RECIPIENT, "550 5.4.5 Daily user sending limit exceeded", Fault.LIMIT),
    (SENDER, "450 Mail send limit exceeded", Fault.LIMIT),
    (DOT, "432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded", Fault.LIMIT),
    (DOT, "450 4.3.2 Message throttled", Fault.LIMIT),
    (DOT, "550 5.7.1 Your account has reached its hourly sending quota", Fault.LIMIT),
    (DATA, "451 4.7.0 Too many messages from this account", Fault.LIMIT),
    # The owner's address.
    (SENDER, "550 5.7.60 Client does not have permissions to send as this sender", Fault.SENDER),
    (DOT, "554 5.2.252 SendAsDenied; me@firm.example not allowed", Fault.SENDER),
    (SENDER, "553 5.7.1 Sender address is not allowed", Fault.SENDER),
    (
        RECIPIENT,
        "553 5.7.1 <me@x.example>: Sender address rejected: not owned by x",
        Fault.SENDER,
    ),
    (DOT, "550 5.1.7 Invalid sender", Fault.SENDER),
    # The client's address.
    (
        RECIPIENT,
        "550 5.1.1 The account that you tried to reach does not exist",
        Fault.RECIPIENT,
    ),
    (RECIPIENT, "550 No such user here", Fault.RECIPIENT),
    (RECIPIENT, "552 5.2.2 Mailbox full", Fault.RECIPIENT),
    (RECIPIENT, "552 Mailbox quota exceeded", Fault.RECIPIENT),
    (RECIPIENT, "550 5.7.1 Message rejected by recipient policy", Fault.RECIPIENT),
    (DOT, "550 5.1.1 User unknown", Fault.RECIPIENT),
    (DOT, "550 5.2.1 Mailbox disabled", Fault.RECIPIENT),
    # The message.
    (SENDER, "552 5.3.4 Message size exceeds fixed maximum", Fault.TOO_LARGE),
    (SENDER, "552 Error: message size exceeds fixed maximum message size", Fault.TOO_LARGE),
    (DOT, "552 Message too big", Fault.TOO_LARGE),
    (DOT, "554 5.2.3 Message too long", Fault.TOO_LARGE),
    (DOT, "554 5.7.1 Message contains spam or virus", Fault.REFUSED),
    (DOT, "552 5.7.0 This message was blocked because its content presents a risk", Fault.REFUSED),
    (DOT, "500 Line too long", Fault.REFUSED),
    (SENDER, "555 5.5.4 Unsupported option", Fault.REFUSED),
]


@pytest.mark.parametrize(("phase", "said", "fault"), SAID)
def test_every_answer_has_its_fault(phase: Phase, said: str, fault: Fault) -> None:
    code, _, words = said.partition(" ")
    assert classify(phase, reply(int(code), words.encode())) is fault


def test_a_greeting_that_is_no_smtp_means_the_wrong_port() -> None:
    assert classify(GREETING, reply(-1, b"OK Dovecot ready.")) is Fault.TLS_MODE


def test_the_enhanced_code_is_read_only_where_it_stands() -> None:
    assert reply(550, b"5.7.1 no").enhanced == "5.7.1"
    assert reply(550, b"5.7.1x no").enhanced == ""
    assert reply(550, b"see 5.7.1").enhanced == ""


def test_words_are_kept_but_for_controls_and_length() -> None:
    said = "5.7.1 Blocked:\r\n\x1b[31msee\x00 https://x.example/?a=1&b=ü " + "x" * 1000
    answer = reply(554, said.encode())
    assert answer.text.startswith("5.7.1 Blocked: [31msee  https://x.example/?a=1&b=ü xxx")
    assert len(answer.text) == 500
    assert answer.words.startswith("554 5.7.1 Blocked")
    assert reply(554, b"caf\xe9").text == "caf\ufffd"


def test_an_echoed_password_is_struck_out() -> None:
    answer = reply(535, b"bad AUTH c2VjcmV0 (secret)", secrets=("c2VjcmV0", "secret", ""))
    assert answer.words == "535 bad AUTH *** (***)"
    long = reply(535, b"x" * 498 + b"secret", secrets=("secret",))
    assert "se" not in long.text
