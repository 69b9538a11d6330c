import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.addresses import LONGEST_ADDRESS, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/talk", "https://example.org/talk"),
        ("https://example.org:8443/a_(b)?x=1&y=%20#part", "https://example.org:8443/a_(b)?x=1&y=%20#part"),
        ("https://de.example.org/Überwachung", "https://de.example.org/%C3%9Cberwachung"),
        ("HTTPS://example.org/", "https://example.org/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_a_plain_address_is_taken_as_it_may_be_shown(text: str, address: str) -> None:
    assert read_address(text) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("http://example.org/", "must begin with https"),
        ("javascript:alert(1)", "must begin with https"),
        ("https:example.org", "must begin with https"),
        ("//example.org/x", "must begin with https"),
        ("example.org/x", "must begin with https"),
        ("https://ann:secret@example.org/", "no name or password"),
        ("https://example.org@evil.example/", "no name or password"),
        ("https://localhost/", "its host"),
        ("https:///x", "its host"),
        ("https://-a.example/", "its host"),
        ("https://bücher.example/", "its host"),
        ("https://аpple.example/", "its host"),
        ("https://example.org:99999/", "its host"),
        ("https://example.org:٣/", "its host"),
        ("https://[::1]/", "white space or signs"),
        ("https://example.org/a b", "white space or signs"),
        ("https://example.org/a\nb", "white space or signs"),
        ("https://example.org/\\evil", "white space or signs"),
        ("https://example.org/](https://evil.example)", "white space or signs"),
        ("https://example.org/>", "white space or signs"),
        ("https://example.org/\u202egpj", "white space or signs"),
        ("https://example.org/\u200bx", "white space or signs"),
        ("https://example.org/100%", "white space or signs"),
        ("https://example.org/\x1b]8;;", "white space or signs"),
        ("https://example.org/" + "a" * LONGEST_ADDRESS, "at most 400"),
        ("https://example.org/" + "ü" * 100, "at most 400"),
    ],
)
def test_what_is_no_plain_https_address_is_refused_with_why(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_address(text)


@given(st.text(max_size=80).map("https://example.org/".__add__))
def test_whatever_is_taken_is_plain_ascii_of_the_same_host(text: str) -> None:
    try:
        address = read_address(text)
    except ValueError:
        return
    assert address.isascii()
    assert address.startswith("https://example.org/")
    assert not set(address) & set(" <>[]\"'`\\")
    assert read_address(address) == address
