"""Files sealed with a password: a ZIP with AES-256, as 7-Zip, WinZip and macOS tools open it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pyzipper


def sealed(files: Mapping[str, bytes], password: str, *, day: date) -> bytes:
    """The files by their names, all encrypted; ``day`` is what they are dated with.

    Names are not encrypted in a ZIP: they must not tell a secret.
    """
    out = BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(password.encode())
        archive.setencryption(pyzipper.WZ_AES, nbits=256)
        for name, content in files.items():
            entry = archive.zipinfo_cls(name, date_time=(day.year, day.month, day.day, 12, 0, 0))
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content, compress_type=pyzipper.ZIP_DEFLATED)
    return out.getvalue()
