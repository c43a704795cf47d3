"""Why an address cannot be written to, as its owner is told."""

from __future__ import annotations

from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

FIELDS = {
    ("email", "empty"): QT_TRANSLATE_NOOP("Errors", "Enter an e-mail address."),
    ("email", "format"): QT_TRANSLATE_NOOP(
        "Errors", "That is not one e-mail address. Type it like name@example.com."
    ),
    ("email", "local-part"): QT_TRANSLATE_NOOP(
        "Errors",
        "What stands before the @ of an e-mail address can have letters from a to z only, "
        "none like ö or é.",
    ),
    ("email", "domain"): QT_TRANSLATE_NOOP(
        "Errors",
        "What stands after the @ of the e-mail address is no domain. Type it like "
        "name@example.com.",
    ),
    ("email", "too-long"): QT_TRANSLATE_NOOP(
        "Errors", "The e-mail address is too long: no mail server takes it."
    ),
}
