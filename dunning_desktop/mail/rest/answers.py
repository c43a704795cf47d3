"""What the answer of a provider's interface means: the status and the codes decide the fault."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

from dunning_desktop.domain.mail import Fault, Receipt, Refusal
from dunning_desktop.mail.replies import reply
from dunning_desktop.mail.rest.request import Answer

SIGN_IN_AGAIN = "sign-in-again"

_SENDER = frozenset({"ErrorSendAsDenied", "ErrorSendOnBehalfOfDenied", "ErrorInvalidSender"})
_NO_CONSENT = frozenset(
    {"insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "ErrorAccessDenied"}
    | {"Authorization_RequestDenied", "InvalidAuthenticationToken"}
)
# The registration or the mailbox lacks something that no other message would find there.
_NOT_SET_UP = frozenset(
    {"accessNotConfigured", "SERVICE_DISABLED", "domainPolicy", "MailboxNotEnabledForRESTAPI"}
    | {"MailboxNotSupportedForRESTAPI", "ErrorAccountSuspend", "failedPrecondition"}
)
_LIMIT = frozenset(
    {"dailyLimitExceeded", "userRateLimitExceeded", "rateLimitExceeded", "quotaExceeded"}
    | {"ErrorExceededMessageLimit", "ApplicationThrottled", "ErrorQuotaExceeded"}
)
_TOO_LARGE = frozenset({"ErrorMessageSizeExceeded", "RequestBodyTooLarge", "uploadTooLarge"})
_RECIPIENT = frozenset({"ErrorInvalidRecipients", "ErrorNoRecipients"})
_RECIPIENT_WORDS = re.compile(
    r"invalid (to|cc|bcc) header|recipient address|invalid recipient", re.IGNORECASE
)

# In this order: the first whose codes are among those of the answer.
_BY_CODE = (
    (_SENDER, Fault.SENDER),
    (_LIMIT, Fault.LIMIT),
    (_TOO_LARGE, Fault.TOO_LARGE),
    (_RECIPIENT, Fault.RECIPIENT),
    (_NOT_SET_UP, Fault.LOGIN),
)
_BY_STATUS: dict[int, Fault] = {
    HTTPStatus.REQUEST_TIMEOUT: Fault.BUSY,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: Fault.TOO_LARGE,
    HTTPStatus.TOO_MANY_REQUESTS: Fault.LIMIT,
    HTTPStatus.SERVICE_UNAVAILABLE: Fault.BUSY,
}


def judge(
    answer: Answer,
    *,
    taken: Callable[[Answer], str],
    to: tuple[str, ...],
    extra: tuple[Refusal, ...],
    secrets: tuple[str, ...],
) -> Receipt:
    """What became of a message to ``to``; ``extra`` would not get it in any case."""
    words = _words(answer, secrets)
    if answer.status < HTTPStatus.MULTIPLE_CHOICES:
        said = "" if answer.early else taken(answer)
        # Neither yes nor no, or a yes to half a message: it may have been taken.
        return Receipt(said, refused=extra) if said else Receipt(words, Fault.LINK_LOST_AT_DOT)
    fault = _fault(answer)
    if fault is Fault.RECIPIENT:
        return Receipt(words, fault, (*(Refusal(one, words) for one in to), *extra))
    if fault is Fault.LOGIN and not _NOT_SET_UP & _codes(_error(answer.body)):
        return Receipt(SIGN_IN_AGAIN, fault)
    return Receipt(words, fault)


def _fault(answer: Answer) -> Fault:
    """The fault behind a no. Whether a broken server took the message, nobody knows."""
    if answer.status < HTTPStatus.BAD_REQUEST:
        return Fault.LINK_LOST_AT_DOT
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        known = answer.early or answer.status == HTTPStatus.SERVICE_UNAVAILABLE
        return Fault.BUSY if known else Fault.LINK_LOST_AT_DOT
    return _refusal(answer)


def _refusal(answer: Answer) -> Fault:
    if answer.status == HTTPStatus.UNAUTHORIZED:
        return Fault.LOGIN
    error = _error(answer.body)
    codes, said = _codes(error), _message(error)
    for known, fault in _BY_CODE:
        if known & codes:
            return fault
    if answer.status == HTTPStatus.FORBIDDEN and _NO_CONSENT & codes:
        return Fault.LOGIN
    if answer.status == HTTPStatus.BAD_REQUEST and _RECIPIENT_WORDS.search(said):
        return Fault.RECIPIENT
    return _BY_STATUS.get(answer.status, Fault.REFUSED)


def _words(answer: Answer, secrets: tuple[str, ...]) -> str:
    """The server's own, with how long it wants to be left alone."""
    error = _error(answer.body)
    code, said = error.get("code"), _message(error)
    text = f"{code}: {said}" if isinstance(code, str) and code else said
    if "retry-after" in answer.headers:
        text += f" (Retry-After: {answer.headers['retry-after']})"
    return reply(answer.status, text.encode(), secrets=secrets).words


def _error(body: bytes) -> dict[str, object]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    error = found.get("error") if isinstance(found, dict) else None
    return error if isinstance(error, dict) else {}


def _message(error: dict[str, object]) -> str:
    return str(error.get("message") or "")


def _codes(error: dict[str, object]) -> frozenset[str]:
    return frozenset(_texts(error))


def _texts(error: dict[str, object]) -> Iterator[str]:
    """Microsoft has one code, Google a status and a reason for each error."""
    yield from (str(error.get(name)) for name in ("code", "status") if error.get(name))
    for name in ("errors", "details"):
        rows = error.get(name)
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict) and row.get("reason"):
                yield str(row["reason"])
