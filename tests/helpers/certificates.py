"""A certificate authority of the tests' own, with good certificates and bad ones."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import trustme

NAMES = ("localhost", "127.0.0.1")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Authority:
    """Signs for servers; its own certificate lies in `path`, to be trusted or not."""

    def __init__(self, folder: Path) -> None:
        self._ca = trustme.CA()
        self.path = folder / "ca.pem"
        self._ca.cert_pem.write_to_path(self.path)

    def server_context(
        self, names: tuple[str, ...] = NAMES, *, expired: bool = False
    ) -> ssl.SSLContext:
        """Return a server's TLS with a certificate for `names`."""
        issued = self._ca.issue_cert(*names, not_after=LONG_AGO if expired else None)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issued.configure_cert(context)
        return context

    def server_files(
        self, folder: Path, names: tuple[str, ...] = NAMES, *, expired: bool = False
    ) -> None:
        """Write `chain.pem` and `key.pem` for a server that reads files."""
        issued = self._ca.issue_cert(*names, not_after=LONG_AGO if expired else None)
        issued.private_key_pem.write_to_path(folder / "key.pem")
        with (folder / "chain.pem").open("wb") as chain:
            chain.writelines(blob.bytes() for blob in issued.cert_chain_pems)
