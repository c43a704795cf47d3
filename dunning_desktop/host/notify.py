"""Says on the desktop that something happened, where there is a desktop to say it on."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import Any, Self

from dunning_desktop.host.tools import run

log = logging.getLogger(__name__)

_APP = "Dunning Desktop"
_ICON = "dunning-desktop"
_SECONDS = 5
_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"

# The words come as arguments: nothing of them is ever read as a script.
_MAC_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
# The words come by the environment, for the same reason. Windows shows a toast only for a
# program it knows; it knows PowerShell by this name.
_WINDOWS_SCRIPT = """
$ErrorActionPreference = 'Stop'
[void][Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, \
ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$lines = $xml.GetElementsByTagName('text')
[void]$lines.Item(0).AppendChild($xml.CreateTextNode($env:DUNNING_NOTICE_TITLE))
[void]$lines.Item(1).AppendChild($xml.CreateTextNode($env:DUNNING_NOTICE_TEXT))
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($toast)
"""


def notify(title: str, text: str) -> bool:
    """Show a notification: True where a service took it, False where there is none.

    It raises nothing: a run that went well does not fail for want of somebody to tell.
    """
    show = _SHOWN_BY.get(sys.platform, _through_bus)
    try:
        return show(_clean(title), _clean(text))
    except Exception as error:  # noqa: BLE001 - whatever the desktop's trouble is, it is not ours
        log.info("no notification: %s", type(error).__name__)
        return False


def mac_command(title: str, text: str) -> list[str]:
    """The call of osascript; after the two dashes no word is taken for an option."""
    script = [part for line in _MAC_SCRIPT for part in ("-e", line)]
    return ["osascript", *script, "--", title, text]


def windows_command(title: str, text: str) -> tuple[list[str], dict[str, str]]:
    """The call of PowerShell, and what its environment holds in addition."""
    command = ["powershell.exe", "-NoProfile", "-NonInteractive", "-Command", _WINDOWS_SCRIPT]
    return command, {"DUNNING_NOTICE_TITLE": title, "DUNNING_NOTICE_TEXT": text}


def _through_bus(title: str, text: str) -> bool:
    with _Service() as service:
        marked_up = "body-markup" in service.capabilities()
        return service.show(title, _escaped(text) if marked_up else text)


class _Service:
    """The desktop's notification service, reached through the session's bus."""

    def __init__(self) -> None:
        # Only Linux has it.
        from jeepney.io.blocking import (  # type: ignore[import-untyped]  # noqa: PLC0415
            open_dbus_connection,
        )

        self._bus = open_dbus_connection("SESSION", auth_timeout=_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._bus.close()

    def capabilities(self) -> list[str]:
        (found,) = self._ask("GetCapabilities")
        return list(found)

    def show(self, title: str, text: str) -> bool:
        """Show it for as long as the desktop thinks fit (-1), with no buttons."""
        hints = {"desktop-entry": ("s", _ICON)}
        notice: tuple[object, ...] = (_APP, 0, _ICON, title, text, [], hints, -1)
        (number,) = self._ask("Notify", "susssasa{sv}i", notice)
        return bool(number)

    def _ask(
        self, member: str, signature: str | None = None, body: tuple[object, ...] = ()
    ) -> tuple[Any, ...]:
        """The answer's values. Raises ``ConnectionError`` for a refusal."""
        from jeepney import (  # type: ignore[import-untyped]  # noqa: PLC0415 - as above
            DBusAddress,
            MessageType,
            new_method_call,
        )

        service = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        call = new_method_call(service, member, signature, body)
        answer = self._bus.send_and_get_reply(call, timeout=_SECONDS)
        if answer.header.message_type is not MessageType.method_return:
            raise ConnectionError(member)
        return tuple(answer.body)


def _through_osascript(title: str, text: str) -> bool:
    return run(mac_command(title, text), seconds=_SECONDS).ok


def _through_powershell(title: str, text: str) -> bool:
    # PowerShell alone may take seconds to start.
    return run(*windows_command(title, text), seconds=4 * _SECONDS).ok


_SHOWN_BY: dict[str, Callable[[str, str], bool]] = {
    "darwin": _through_osascript,
    "win32": _through_powershell,
}


def _clean(words: str) -> str:
    """What any of them can carry: no zero byte, no half characters."""
    return words.replace("\0", "").encode(errors="replace").decode()


def _escaped(text: str) -> str:
    """A service that reads mark-up would lose the end of "Smith & Sons <Ltd>"."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
