"""One message in one HTTP request: all but its last byte, a permission, and then the end."""

from __future__ import annotations

from collections.abc import Callable

from dunning_desktop.domain.mail import Fault, Receipt
from dunning_desktop.mail import tls
from dunning_desktop.mail.rest.request import Answer, Request
from dunning_desktop.mail.rest.web import WebLink


class HandingOver:
    """One request on one open link. No server can take a message whose last byte it lacks."""

    def __init__(self, link: WebLink, request: Request) -> None:
        self.lost_before_the_end = False
        self._link = link
        self._request = request
        self._last = b""

    def run(self, permission: Callable[[], None]) -> Answer | Receipt:
        """Send it. What ``permission`` raises passes through; the server then has no message.

        What breaks before the end is ``Fault.UNREACHABLE``; from there on it is
        ``Fault.LINK_LOST_AT_DOT``. A server that answers before the end has refused.
        """
        stopped = self._before_the_end()
        if stopped:
            return stopped
        try:
            permission()
        except BaseException:
            self._link.close()
            raise
        return self._the_end()

    def _before_the_end(self) -> Answer | Receipt | None:
        try:
            self._last = self._link.begin(self._request)
            return self._link.overhear()
        except OSError as error:
            self._link.close()
            self.lost_before_the_end = True
            return Receipt(tls.network_problem(error), Fault.UNREACHABLE)

    def _the_end(self) -> Answer | Receipt:
        try:
            return self._link.end(self._last)
        except OSError as error:
            self._link.close()
            return Receipt(tls.network_problem(error), Fault.LINK_LOST_AT_DOT)
