"""What comes back to an owner: a client's answer, and a server's word that nobody is there."""

from __future__ import annotations

import email
import email.policy
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from tests.helpers.smtp_server import Received

_REPORT = """\
Return-Path: <>
Received: by mail.test (Postfix) id C49AA20C0C5; {date}
Date: {date}
From: Mail Delivery System <MAILER-DAEMON@mail.test>
Subject: Undelivered Mail Returned to Sender
To: {sender}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B898E.1/mail"
Message-Id: <20260303090000.C49AA20C0C5@mail.test>

This is a MIME-encapsulated message.

--B898E.1/mail
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.test.

<{recipient}>: host mx.client.test[192.0.2.7] said: 550 5.1.1 No such
    user (in reply to RCPT TO command)

--B898E.1/mail
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.test
X-Postfix-Queue-ID: B898E20C7AC
Arrival-Date: {date}

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.client.test
Diagnostic-Code: smtp; 550 5.1.1 No such user

--B898E.1/mail
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

{headers}
--B898E.1/mail--
"""


def read(received: Received) -> EmailMessage:
    """A message as the client's program reads it."""
    return email.message_from_bytes(received.raw, policy=email.policy.default)


def answer_to(received: Received, words: str, at: datetime) -> bytes:
    """The client presses Reply: over the whole of what arrived, as programs quote it."""
    theirs, ours = read(received), EmailMessage()
    body = theirs.get_body(("plain",))
    assert body is not None
    (client,) = received.recipients
    ours["From"] = f"Priya Shah <{client}>"
    ours["To"] = received.sender
    ours["Date"] = format_datetime(at)
    ours["Subject"] = f"Re: {theirs['Subject']}"
    ours["Message-ID"] = f"<answer-to-{len(received.raw)}@client.test>"
    ours["In-Reply-To"] = theirs["Message-ID"]
    ours["References"] = f"{theirs.get('References', '')} {theirs['Message-ID']}".strip()
    quoted = "\n".join(f"> {line}" for line in body.get_content().splitlines())
    ours.set_content(f"{words}\n\nOn Tue, 3 Mar 2026, {received.sender} wrote:\n{quoted}\n")
    return ours.as_bytes(policy=email.policy.SMTP)


def bounce_of(received: Received, at: datetime) -> bytes:
    """What Postfix reports to the sender when the client's server knows no such mailbox."""
    (recipient,) = received.recipients
    headers = received.raw.partition(b"\r\n\r\n")[0].decode().replace("\r\n", "\n")
    report = _REPORT.format(
        date=format_datetime(at), sender=received.sender, recipient=recipient, headers=headers
    )
    return report.replace("\n", "\r\n").encode()
