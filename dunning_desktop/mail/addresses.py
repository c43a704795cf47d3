"""One e-mail address, strictly: what is not plainly one address is refused."""

from __future__ import annotations

import re
import unicodedata

from dunning_desktop.domain.errors import InvalidField

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_LONGEST_LOCAL = 64
_LONGEST = 254

# The standard library knows IDNA of 2003, which writes straße.de as strasse.de: another domain.
# Registries follow IDNA of 2008, which keeps these two letters.
_KEPT_SINCE_2008 = frozenset("ßς")


def checked(address: str) -> str:
    """The address as it goes on the wire, its domain in ASCII.

    Raises ``InvalidField`` (field ``email``) with a reason: ``empty``, ``format``,
    ``local-part`` (letters outside ASCII before the @), ``domain``, ``too-long``.
    """
    local, at, domain = address.strip().rpartition("@")
    if not at:
        raise _invalid("format" if local or domain else "empty")
    if not local.isascii() and "@" not in local:
        raise _invalid("local-part")
    if not _LOCAL.fullmatch(local):
        raise _invalid("format")
    if len(domain) > _LONGEST:
        # Before it is written in ASCII: that takes the square of its length.
        raise _invalid("too-long")
    return _short_enough(local, _ascii_domain(domain))


def _short_enough(local: str, domain: str) -> str:
    address = f"{local}@{domain}"
    if len(local) > _LONGEST_LOCAL or len(address) > _LONGEST:
        raise _invalid("too-long")
    return address


def _ascii_domain(domain: str) -> str:
    labels = unicodedata.normalize("NFC", domain.lower()).split(".")
    try:
        written = [_ascii_label(label) for label in labels]
    except UnicodeError as error:
        raise _invalid("domain") from error
    if len(written) < 2 or not all(_LABEL.fullmatch(x) for x in written):  # noqa: PLR2004 - a.b
        raise _invalid("domain")
    if written[-1].isdigit():
        raise _invalid("domain")
    return ".".join(written)


def _ascii_label(label: str) -> str:
    """One part of a domain as registries write it. Raises ``UnicodeError``."""
    if label.isascii():
        return label
    if not _KEPT_SINCE_2008 & set(label):
        return label.encode("idna").decode()
    if not label.replace("-", "").isalnum():
        raise UnicodeError(label)
    return "xn--" + label.encode("punycode").decode()


def _invalid(reason: str) -> InvalidField:
    return InvalidField(field="email", reason=reason)
