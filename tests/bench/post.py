"""E-mails of 40 kB from the outbox against a bare `smtplib` loop over one connection."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from dunning_desktop.mail.smtp.postman import SmtpPostman
from dunning_desktop.usecases.delivery import deliver
from dunning_desktop.usecases.office import Office
from tests.bench.figures import Figure, seconds
from tests.bench.mail_server import apart
from tests.helpers.offices import an_office, furnish, queue
from tests.helpers.smtp_server import PASSWORD, USER, Server

PDF = 40_000
ROUNDS = 3


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
    count = max(int(400 * scale), 1)
    with apart(folder) as server:
        postman = SmtpPostman(make_context=server.trusting)
        with an_office(folder, postman=postman) as office:
            furnish(office, server.account(minute_limit=0), PASSWORD)
            times = [_round(office, server, count) for _ in range(ROUNDS)]
    ours, floor = (sorted(one)[ROUNDS // 2] for one in zip(*times, strict=True))
    name = f"{count} e-mails of 40 kB, each state committed"
    yield Figure(name, ours, floor, "bare smtplib loop, TLS")


def _round(office: Office, server: Server, count: int) -> tuple[float, float]:
    """The same messages through the outbox, and through a bare loop before and after."""
    for number in range(count):
        queue(office, f"client{number}@x.example", pdf=PDF)
    before = seconds(lambda: _bare_loop(server, count))
    ours = seconds(lambda: deliver(office))
    after = seconds(lambda: _bare_loop(server, count))
    with office.read() as ledger:
        assert not ledger.post.due()
    return ours, (before + after) / 2
