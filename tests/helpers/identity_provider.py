"""A small identity provider over HTTPS on loopback: authorize, token, and who is it.

    with identity_provider(tmp_path) as provider:
        ...provider.endpoints, provider.trusting, provider.browse as open_browser...
        provider.token_answers.append((400, {"error": "invalid_grant"}))  # for the next time

It consents at once, checks PKCE, client and redirect as the real ones do, and gives each refresh
token once: the next takes its place (`rotates`), and the old one is no longer taken.
"""

import hashlib
import http.client
import json
import secrets
import ssl
import threading
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from dunning_desktop.domain.mail_accounts import SignIn
from dunning_desktop.mail import tls as client_tls
from dunning_desktop.mail.oauth.identity import GOOGLE, MICROSOFT, Endpoints, IdentityProvider
from dunning_desktop.mail.oauth.tokens import Tokens
from dunning_desktop.mail.rest.web import Web
from dunning_desktop.mail.smtp.link import Timeouts
from tests.helpers.certificates import Authority
from tests.helpers.https_server import serving

CLIENT = "11111111-owner-registration"
MAILBOX = "me@firm.example"
HURRY = Timeouts(connect=2, command=2, dot=2)


@dataclass
class Identity:
    """The provider's address, its knobs, and what it saw. Knobs may be turned while it runs."""

    ca_path: Path
    port: int = 0
    client_secret: str = ""
    mailbox: str = MAILBOX
    profile: dict[str, object] = field(default_factory=lambda: {"userPrincipalName": MAILBOX})
    profile_status: int = 200
    rotates: bool = True
    lifetime: int = 3600
    gives_refresh: bool = True
    granted: str = ""
    audience: str = CLIENT
    denies: dict[str, str] = field(default_factory=dict)
    state: str = ""
    token_answers: list[tuple[int, object]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    asked_for_tokens: list[dict[str, str]] = field(default_factory=list)
    pages: list[tuple[int, str]] = field(default_factory=list)
    access: dict[str, str] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    secret_words: set[str] = field(default_factory=set)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _browsers: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    # For the program.

    @property
    def address(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def microsoft(self) -> IdentityProvider:
        return self._mine(MICROSOFT)

    @property
    def google(self) -> IdentityProvider:
        return self._mine(GOOGLE)

    def _mine(self, provider: IdentityProvider) -> IdentityProvider:
        return replace(
            provider, authorize=f"{self.address}/authorize", token=f"{self.address}/token"
        )

    def endpoints(self, rest: str = "") -> Endpoints:
        """Everything here; the mail goes to `rest`."""
        return Endpoints(self.microsoft, self.google, rest or self.address, rest or self.address)

    def trusting(self) -> ssl.SSLContext:
        """Return the program's own TLS, trusting the tests' authority as well."""
        context = client_tls.system_context()
        context.load_verify_locations(self.ca_path)
        return context

    @property
    def web(self) -> Web:
        return Web(self.trusting, HURRY)

    def tokens(self, rest: str = "", **more: object) -> Tokens:
        return Tokens(endpoints=self.endpoints(rest), web=self.web, **more)  # type: ignore[arg-type]

    def consent_of(self, sign_in: SignIn = SignIn.MICROSOFT) -> str:
        """Return the secret of an account whose owner consented before."""
        kept = {"refresh": self.new("refresh", self.refresh, "everything")}
        if self.client_secret:
            kept["client_secret"] = self.client_secret
        return json.dumps(kept)

    # The owner's browser: a thread, as the real one does not wait either.

    def browse(self, url: str) -> None:
        """Open an address and go where it leads, once."""
        thread = threading.Thread(target=self._follow, args=(url,), name="browser")
        self._browsers.append(thread)
        thread.start()

    def _follow(self, url: str) -> None:
        there = urlsplit(url)
        link = http.client.HTTPSConnection(
            "localhost", self.port, timeout=5, context=self.trusting()
        )
        link.request("GET", f"{there.path}?{there.query}")
        answer = link.getresponse()
        answer.read()
        back = answer.headers.get("Location", "")
        link.close()
        if back:
            self.pages.append(visit(back))

    def join(self) -> None:
        for thread in self._browsers:
            thread.join(5)

    # What the server does.

    def new(self, kind: str, kept: dict[str, str], scope: str) -> str:
        words = f"{kind}-{secrets.token_urlsafe(24)}"
        kept[words] = scope
        self.secret_words.add(words)
        return words

    def authorize(self, asked: dict[str, str]) -> str:
        """Return where the browser goes now."""
        self.asked.append(asked)
        self.secret_words.add(asked["state"])
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        back = {"state": self.state or asked["state"]}
        if self.denies:
            return f"{asked['redirect_uri']}/?{urlencode(self.denies | back)}"
        code = f"code-{secrets.token_urlsafe(24)}"
        self.secret_words.add(code)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}/?{urlencode({'code': code} | back)}"

    def give(self, asked: dict[str, str]) -> tuple[int, object]:
        """Answer at the token endpoint."""
        with self._lock:
            self.asked_for_tokens.append(asked)
            if self.token_answers:
                return self.token_answers.pop(0)
            if asked["client_id"] != CLIENT or asked.get("client_secret", "") != self.client_secret:
                return 401, {"error": "invalid_client", "error_description": "no such client"}
            if asked["grant_type"] == "refresh_token":
                return self._renew(asked)
            return self._redeem(asked)

    def _redeem(self, asked: dict[str, str]) -> tuple[int, object]:
        began = self._codes.pop(asked["code"], None)
        digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        self.secret_words.add(asked["code_verifier"])
        if (
            began is None
            or began["code_challenge"] != challenge
            or began["redirect_uri"] != asked["redirect_uri"]
        ):
            return 400, {"error": "invalid_grant"}
        return self._tokens(asked["scope"], refresh=self.gives_refresh)

    def _renew(self, asked: dict[str, str]) -> tuple[int, object]:
        if asked["refresh_token"] not in self.refresh:
            said = f"AADSTS70000: {asked['refresh_token']} has expired or was revoked"
            return 400, {"error": "invalid_grant", "error_description": said}
        if self.rotates:
            del self.refresh[asked["refresh_token"]]
        return self._tokens(asked.get("scope", ""), refresh=self.rotates)

    def _tokens(self, scope: str, *, refresh: bool) -> tuple[int, object]:
        given: dict[str, object] = {
            "token_type": "Bearer",
            "expires_in": self.lifetime,
            "access_token": self.new("access", self.access, scope),
            "scope": self.granted or scope,
        }
        if refresh:
            given["refresh_token"] = self.new("refresh", self.refresh, scope)
        if "openid" in scope.split():
            given["id_token"] = self._id_token()
        return 200, given

    def _id_token(self) -> str:
        claims = json.dumps({"aud": self.audience, "email": self.mailbox}).encode()
        parts = (b'{"alg":"RS256"}', claims, b"not checked")
        words = ".".join(urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)
        self.secret_words.add(words)
        return words


def visit(url: str) -> tuple[int, str]:
    """Open an address on this computer as a browser does."""
    there = urlsplit(url)
    assert there.port
    link = http.client.HTTPConnection(there.hostname or "", there.port, timeout=5)
    try:
        link.request("GET", f"{there.path or '/'}?{there.query}")
        answer = link.getresponse()
        return answer.status, answer.read().decode()
    finally:
        link.close()


@contextmanager
def identity_provider(
    folder: Path, authority: Authority | None = None, **knobs: object
) -> Iterator[Identity]:
    """Run a provider while the block lasts."""
    trusted = authority or Authority(folder)
    identity = Identity(trusted.path, **knobs)  # type: ignore[arg-type]

    class Desk(BaseHTTPRequestHandler):
        # A connection that somebody forgot ends by itself.
        timeout = 10

        def do_GET(self) -> None:
            there = urlsplit(self.path)
            if there.path == "/authorize":
                self.send_response(302)
                back = identity.authorize(dict(parse_qsl(there.query)))
                self.send_header("Location", back)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            assert there.path == "/v1.0/me"
            token = self.headers["Authorization"].removeprefix("Bearer ")
            known = token in identity.access
            self.say(identity.profile_status if known else 401, identity.profile)

        def do_POST(self) -> None:
            assert self.path == "/token"
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*identity.give(dict(parse_qsl(body, keep_blank_values=True))))

        def say(self, status: int, words: object) -> None:
            body = words if isinstance(words, bytes) else json.dumps(words).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its own name
            """Say nothing."""

    with serving(Desk, trusted.server_context()) as port:
        identity.port = port
        try:
            yield identity
        finally:
            identity.join()
