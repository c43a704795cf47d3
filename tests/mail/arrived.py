"""Mails as programs and servers really write them, for the tests of the reader."""

from datetime import UTC, datetime

from dunning_desktop.domain.incoming import Incoming
from dunning_desktop.mail.reading import mail as reading

AT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
OURS = "<ours@firm.example>"
ROOT = "<root@firm.example>"


def read(raw: str | bytes) -> Incoming:
    """Read a mail; its lines may end as they do in this file."""
    written = raw.encode() if isinstance(raw, str) else raw
    return reading.read(written.replace(b"\n", b"\r\n"), at=AT, place="7.1")


def text_of(body: str, content_type: str = "text/plain; charset=utf-8") -> str:
    """Return what the reader takes for newly written in a mail with this body."""
    head = f"From: c@client.example\nMIME-Version: 1.0\nContent-Type: {content_type}\n"
    return read(f"{head}Content-Transfer-Encoding: 8bit\n\n{body}").text


def postfix(action: str, status: str) -> str:
    """Return a report of Postfix about one recipient."""
    return POSTFIX.replace("ACTION", action).replace("STATUS", status)


POSTFIX = """\
Return-Path: <>
Received: by mail.provider.example (Postfix) id C49AA20C0C5; Thu, 26 Nov 2026 08:58:06 +0000 (UTC)
Date: Thu, 26 Nov 2026 08:58:06 +0000 (UTC)
From: Mail Delivery System <MAILER-DAEMON@mail.provider.example>
Subject: Undelivered Mail Returned to Sender
To: me@firm.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B898E.1/mail"
Message-Id: <bounce@mail.provider.example>

This is a MIME-encapsulated message.

--B898E.1/mail
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<gone@client.example>: host mx.client.example[192.0.2.7] said: 550 5.1.1
    No such user (in reply to RCPT TO command)

--B898E.1/mail
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.provider.example
Original-Envelope-Id: 791802+2Beb7b
X-Postfix-Queue-ID: B898E20C7AC
Arrival-Date: Thu, 26 Nov 2026 08:58:06 +0000 (UTC)

Final-Recipient: rfc822; forwarded@other.example
Original-Recipient: rfc822;Gone@Client.example
Action: ACTION
Status: STATUS
Remote-MTA: dns; mx.client.example
Diagnostic-Code: smtp; 550 5.1.1
 No such user

--B898E.1/mail
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Rose <me@firm.example>
To: gone@client.example
Subject: Invoice 42
Message-ID:
 <ours@firm.example>
References: <root@firm.example>
 <first@firm.example>

--B898E.1/mail--
"""

GMAIL = """\
Delivered-To: me@firm.example
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: me@firm.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: <ours@firm.example>
In-Reply-To: <ours@firm.example>
X-Failed-Recipients: nobody@client.example
Message-ID: <66.gmr@mx.google.com>
Date: Thu, 26 Nov 2026 00:58:06 -0800 (PST)
MIME-Version: 1.0
Content-Type: multipart/report; boundary="0000a"; report-type=delivery-status

--0000a
Content-Type: multipart/related; boundary="0000b"

--0000b
Content-Type: multipart/alternative; boundary="0000c"

--0000c
Content-Type: text/plain; charset="UTF-8"


** Address not found **

Your message wasn't delivered to nobody@client.example because the address couldn't be found.

--0000c
Content-Type: text/html; charset="UTF-8"

<html><body>Address not found</body></html>
--0000c--
--0000b
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgo=
--0000b--
--0000a
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Received-From-MTA: dns; me@firm.example
Arrival-Date: Thu, 26 Nov 2026 00:58:05 -0800 (PST)
X-Original-Message-ID: <ours@firm.example>

Final-Recipient: rfc822; nobody@client.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.client.example. (192.0.2.7, the server for the domain client.example.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
 550 5.1.1 https://support.example/NoSuchUser
Last-Attempt-Date: Thu, 26 Nov 2026 00:58:06 -0800 (PST)

--0000a
Content-Type: message/rfc822

From: Rose <me@firm.example>
Message-ID: <ours@firm.example>
References: <root@firm.example>
Subject: Invoice 42
Content-Type: text/plain

Please pay.
--0000a--
"""

EXCHANGE = """\
From: <postmaster@client.example>
To: <me@firm.example>
Date: Thu, 26 Nov 2026 08:58:06 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="a1"
Content-Language: de-DE
Message-ID: <c0ffee@AM0.eurprd.prod.example>
In-Reply-To: <ours@firm.example>
References: <ours@firm.example>
Subject: Unzustellbar: Rechnung 42
Auto-Submitted: auto-replied
X-Auto-Response-Suppress: All
MIME-Version: 1.0

--a1
Content-Type: multipart/alternative; boundary="a2"

--a2
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Ihre Nachricht konnte nicht =FCbermittelt werden.
--a2
Content-Type: text/html; charset="iso-8859-1"

<p>x</p>
--a2--
--a1
Content-Type: message/delivery-status

Reporting-MTA: dns;AM0.eurprd.prod.example
X-Display-Name: Buchhaltung

Final-Recipient: rfc822;buchhaltung@client.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
X-Display-Name: Buchhaltung

--a1
Content-Type: message/rfc822

From: me@firm.example
X-Microsoft-Original-Message-ID: <ours@firm.example>
Message-ID: <rewritten@prod.outlook.example>
Subject: Rechnung 42

--a1--
"""

EXIM = """\
Return-path: <>
X-Failed-Recipients: gone@client.example,
  also@client.example
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@host.example>
To: me@firm.example
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1abc@host.example>
Date: Thu, 26 Nov 2026 08:58:06 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  gone@client.example
    host mx.client.example [192.0.2.7]
    550 5.1.1 No such user

------ This is a copy of the message, including all the headers. ------

Return-path: <me@firm.example>
From: Rose <me@firm.example>
Subject: Invoice 42
Message-ID: <ours@firm.example>

Please pay.
"""

EXIM_DELAY = """\
Return-path: <>
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@host.example>
To: me@firm.example
Subject: Warning: message 1abc-0002 delayed 24 hours
Message-Id: <E1abd@host.example>

This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on host.example.

The message identifier is:     1abc-0002
The subject of the message is: Invoice 42
Message-ID: <ours@firm.example>
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mx.provider.example
To: me@firm.example
Subject: failure notice
Date: 26 Nov 2026 08:58:06 -0000

Hi. This is the qmail-send program at mx.provider.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<Gone@client.example>:
192.0.2.7 does not like recipient.
Remote host said: 550 5.1.1 No such user
Giving up on 192.0.2.7.

--- Below this line is a copy of the message.

Return-Path: <me@firm.example>
Date: Thu, 26 Nov 2026 08:58:06 +0000
Message-ID: <ours@firm.example>
Subject: Invoice 42

Please pay.
"""

ABSENT = """\
From: Petra Client <petra@client.example>
To: Rose <me@firm.example>
Subject: Automatic reply: Invoice 42 is overdue
Thread-Topic: Invoice 42 is overdue
Date: Thu, 26 Nov 2026 09:00:00 +0000
Message-ID: <ooo@client.example>
References: <ours@firm.example>
In-Reply-To: <ours@firm.example>
X-Auto-Response-Suppress: All
auto-submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="_000_"

--_000_
Content-Type: text/plain; charset="us-ascii"

I am away until 7 December.

--_000_
Content-Type: text/html; charset="us-ascii"

<p>I am away until 7 December.</p>
--_000_--
"""

RECEIPT = """\
From: petra@client.example
To: me@firm.example
Subject: Gelesen: Rechnung 42
In-Reply-To: <ours@firm.example>
Message-ID: <mdn@client.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary=m

--m
Content-Type: text/plain

Your message was read.
--m
Content-Type: message/disposition-notification

Final-Recipient: rfc822;petra@client.example
Original-Message-ID: <ours@firm.example>
Disposition: manual-action/MDN-sent-manually; displayed

--m--
"""

INVITATION = """\
From: petra@client.example
To: me@firm.example
Subject: Call about invoice 42
Message-ID: <cal@client.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/plain

Let us talk.
--c
Content-Type: text/calendar; charset=utf-8; method=REQUEST

BEGIN:VCALENDAR
END:VCALENDAR
--c--
"""
