"""E-mails of 40 kB from the outbox against a bare `smtplib` loop over one connection."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from dunning_desktop.mail.deliver import SmtpPostman
from dunning_desktop.usecases.delivery import deliver
from tests.bench.figures import Figure, seconds
from tests.helpers.offices import an_office, furnish, queue
from tests.helpers.smtp_server import PASSWORD, USER, Server, smtp_server

PDF = 40_000


def _bare_loop(server: Server, count: int) -> None:
    context = ssl.create_default_context(cafile=str(server.ca_path))
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = USER, "a@x.example", "Invoice"
    message.set_content("Please pay.\n")
    message.add_attachment(bytes(PDF), maintype="application", subtype="pdf", filename="I.pdf")
    raw = message.as_bytes().replace(b"\n", b"\r\n")
    with smtplib.SMTP_SSL(server.host, server.port, context=context) as smtp:
        assert smtp.sock
        smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        smtp.user, smtp.password = USER, PASSWORD
        smtp.ehlo()
        login = f"\0{USER}\0{PASSWORD}".encode()
        smtp.docmd("AUTH", "PLAIN " + _base64(login))
        for _ in range(count):
            smtp.sendmail(USER, ["a@x.example"], raw)


def _base64(words: bytes) -> str:
    from base64 import b64encode

    return b64encode(words).decode()


def run(folder: Path, scale: float) -> Iterator[Figure]:
    count = max(int(200 * scale), 1)
    with smtp_server(folder) as server:
        postman = SmtpPostman(make_context=server.trusting)
        with an_office(folder, postman=postman) as office:
            furnish(office, server.account(), PASSWORD)
            for number in range(count):
                queue(office, f"client{number}@x.example", pdf=PDF)
            floor = seconds(lambda: _bare_loop(server, count))
            ours = seconds(lambda: deliver(office))
            again = seconds(lambda: _bare_loop(server, count))
        assert len(server.received) == 3 * count
    name = f"{count} e-mails of 40 kB, each state committed"
    yield Figure(name, ours, (floor + again) / 2, "bare smtplib loop, TLS")
