"""Addresses: one, plainly, or none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_desktop.domain.errors import InvalidField
from dunning_desktop.mail.addresses import checked


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("a@b.example", "a@b.example"),
        ("  Accounts.Payable+uk@Client.EXAMPLE \n", "Accounts.Payable+uk@client.example"),
        ("o'neill_&#42@sub.client.example", "o'neill_&#42@sub.client.example"),
        ("info@müller.example", "info@xn--mller-kva.example"),
        ("info@Bücher.example", "info@xn--bcher-kva.example"),
        ("info@straße.example", "info@xn--strae-oqa.example"),
        ("info@STRASSE.example", "info@strasse.example"),
        ("info@日本語.example", "info@xn--wgv71a119e.example"),
        ("info@mu\u0308ller.example", "info@xn--mller-kva.example"),
        (f"{'a' * 64}@b.example", f"{'a' * 64}@b.example"),
    ],
)
def test_one_address_is_written_for_the_wire(given: str, written: str) -> None:
    assert checked(given) == written
    assert checked(written) == written


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("@", "format"),
        ("nobody", "format"),
        ("a@b.example, evil@x.example", "format"),
        ("a@b.example;evil@x.example", "format"),
        ("a@b.example evil@x.example", "format"),
        ("a@b@c.example", "format"),
        ("a b@c.example", "format"),
        ('"a b"@c.example', "format"),
        ("a@b.example\r\nBcc: evil@x.example", "format"),
        ("Client <a@b.example>", "format"),
        (".a@b.example", "format"),
        ("a..b@c.example", "format"),
        ("@c.example", "format"),
        ("müller@b.example", "local-part"),
        ("a@localhost", "domain"),
        ("a@b..example", "domain"),
        ("a@-b.example", "domain"),
        ("a@b_c.example", "domain"),
        ("a@[127.0.0.1]", "domain"),
        ("a@127.0.0.1", "domain"),
        ("a@b.example>", "domain"),
        ("a@b.example.", "domain"),
        ("a@stra ße.example", "domain"),
        ("a@zero\u200dß.example", "domain"),
        ("a@\U0001f600\u2024x.example", "domain"),
        (f"{'a' * 65}@b.example", "too-long"),
        (f"a@{'b' * 64}.example", "domain"),
        (f"a@{'.'.join(['b' * 60] * 5)}.example", "too-long"),
        (f"a@{'ß' * 255}.example", "too-long"),
    ],
)
def test_everything_else_is_refused_with_its_reason(given: str, reason: str) -> None:
    with pytest.raises(InvalidField) as caught:
        checked(given)
    assert caught.value.data["field"] == "email"
    assert caught.value.data["reason"] == reason


@given(st.text(max_size=30), st.text(max_size=30))
def test_whatever_passes_is_ascii_and_one_address(local: str, domain: str) -> None:
    try:
        written = checked(f"{local}@{domain}.example")
    except InvalidField:
        return
    assert written.isascii()
    assert written.count("@") == 1
    assert not set(written) & set(' ,;<>"()[]\\:\r\n\t')
