"""Signing in without a password, in plain steps: what to do at Microsoft and at Google, once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from dunning_desktop.domain.errors import DunningError
from dunning_desktop.domain.mail import Fault
from dunning_desktop.domain.mail_accounts import SignIn
from dunning_desktop.ui.text.errors import sentence
from dunning_desktop.ui.text.mail import fault_detail
from dunning_desktop.ui.text.marks import QT_TRANSLATE_NOOP

translate = QCoreApplication.translate

LOGIN = Fault.LOGIN.value

_NAMES = {SignIn.MICROSOFT: "Microsoft", SignIn.GOOGLE: "Google"}
PAGES = {
    SignIn.MICROSOFT: "https://entra.microsoft.com",
    SignIn.GOOGLE: "https://console.cloud.google.com",
}
_STEPS = {
    SignIn.MICROSOFT: (
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Open entra.microsoft.com and sign in. In a small firm you are usually the "
            "administrator yourself.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Choose App registrations, then New registration. Call it Dunning Desktop; for who "
            "can use it, take the accounts of your own organisation. A private Outlook.com "
            "mailbox needs the choice with personal Microsoft accounts.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Under Redirect URI choose “Public client/native (mobile & desktop)” and type "
            "http://localhost. Register.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Under API permissions add these delegated permissions of Microsoft Graph: "
            "Mail.Send, offline_access and User.Read. To have answers read, also "
            "IMAP.AccessAsUser.All; for that your administrator has to consent.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Copy “Application (client) ID” from the overview into the field below. No secret is "
            "needed.",
        ),
    ),
    SignIn.GOOGLE: (
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Open console.cloud.google.com, sign in, and make a new project. Under APIs & "
            "Services switch on the Gmail API.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Set up the consent screen: name it Dunning Desktop, take Internal if you have Google "
            "Workspace, else External. Add the permission (scope) gmail.send. To have answers "
            "read, also https://mail.google.com/.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "With External, add your own address under Test users. While the app is in "
            "“Testing”, Google ends the sign-in after 7 days and you sign in again; publish the "
            "app to end that.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn",
            "Under Credentials (or Clients) create an OAuth client ID of the type Desktop app.",
        ),
        QT_TRANSLATE_NOOP(
            "SignIn", "Copy its client ID and its client secret into the fields below."
        ),
    ),
}
_FORMS = {
    SignIn.MICROSOFT: "00000000-0000-0000-0000-000000000000",
    SignIn.GOOGLE: "….apps.googleusercontent.com",
}


def name(sign_in: SignIn) -> str:
    """Whom one signs in with."""
    return _NAMES.get(sign_in, "")


def steps(sign_in: SignIn) -> tuple[str, ...]:
    """What the owner does there, in order."""
    return tuple(translate("SignIn", one) for one in _STEPS[sign_in])


def form_of_id(sign_in: SignIn) -> str:
    """What a client id looks like."""
    return _FORMS[sign_in]


def why() -> str:
    """Why it is some work, and when it is worth it."""
    return translate(
        "SignIn",
        "Microsoft and Google let a program sign you in without a password once it is registered "
        "with them. You make that registration yourself, once: it costs nothing, takes about ten "
        "minutes, and is yours alone. Nobody else can use it.",
    )


def instead(sign_in: SignIn) -> str:
    """What else there is."""
    if sign_in is SignIn.GOOGLE:
        return translate(
            "SignIn",
            "Less work: an app password, made in your Google account and typed above; another "
            "mailbox; or “With my mail program”.",
        )
    return translate(
        "SignIn",
        "Less work: another mailbox that takes a password or an app password, or “With my mail "
        "program”. Outlook.com takes neither kind of password from programs any more.",
    )


def trouble(error: DunningError) -> str:
    """Why nobody is signed in."""
    if error.code != "mail":
        return sentence(error)
    fault, detail = str(error.data.get("fault", "")), str(error.data.get("detail", ""))
    # The usual sentence speaks of a password.
    first = translate("SignIn", "You are not signed in.") if fault == LOGIN else sentence(error)
    return "\n".join(one for one in (first, fault_detail(fault, detail)) if one)
