"""What of a page is read, and what only stands around it."""

import pytest

from index.errors import SourceError
from index.sidecar import Sidecar
from index.transcripts import Reading, read_transcript

TALK = "<p><b>Ana Ruiz:</b> Is it late?</p><p><b>Ben Osei:</b> It is.</p><p><b>Ana Ruiz:</b> Then go.</p>"
SAID = [("Ana Ruiz", "Is it late?"), ("Ben Osei", "It is."), ("Ana Ruiz", "Then go.")]


def read(source: str, sidecar: Sidecar | None = None) -> Reading:
    return read_transcript(source.encode(), "talk.html", sidecar)


def said(source: str) -> list[tuple[str, str]]:
    return [(turn.speaker.name, turn.text) for turn in read(source).transcript.turns]


@pytest.mark.parametrize(
    "around",
    [
        "<nav><p>Cleo Marsh: menu</p></nav>{}",
        "{}<aside><p>Cleo Marsh: beside</p></aside>",
        "{}<footer>Cleo Marsh: below</footer>",
        "{}<form><label>Cleo Marsh: field</label></form>",
        "<div role=navigation>Cleo Marsh: menu</div>{}",
        "<div aria-hidden=true>Cleo Marsh: unseen</div>{}",
        "<div style='color: red; display: none'>Cleo Marsh: unseen</div>{}",
        "<div class='widget newsletter-box'>Cleo Marsh: mails</div>{}",
        "<p hidden>Cleo Marsh: hidden</p>{}",
        "<script>'<p>Cleo Marsh: code</p>'</script>{}",
        "<!-- <p>Cleo Marsh: a comment</p> -->{}",
        "<textarea><p>Cleo Marsh: a field</p></textarea>{}",
        "<header><p>Cleo Marsh: top</p></header>{}",
        "<main>{}</main><p>Cleo Marsh: below the article</p>",
        "{}<svg><text>Cleo Marsh: a picture</text></svg>",
        "{}<table><caption>Cleo Marsh: a caption</caption></table>",
        "{}<p><a href=a>Cleo Marsh</a> <a href=b>Dan Poe</a></p>",
        "{}<!-- Cleo Marsh: without an end",
        '{}<p title="Cleo Marsh: without an end',
    ],
)
def test_what_stands_around_is_nobodys(around: str) -> None:
    assert said(f"<!doctype html><body>{around.format(TALK)}") == SAID


@pytest.mark.parametrize(
    "page",
    [
        f"<body class='has-sidebar nav-open'><div id=comments-on>{TALK}</div></body>",
        f"<HTML><BODY><DIV>{TALK.upper().replace('ANA RUIZ', 'Ana Ruiz')}",
        f"<div><div></span></div></p>{TALK}</div></div></div>",
        TALK.replace("</p>", ""),
        TALK.replace("<p>", "<div>").replace("</p>", "</div>"),
        TALK.replace("</p>", "<br>\n<br>").replace("<p>", ""),
        TALK.replace("<b>", "<span class='speaker-name'>").replace("</b>", "</span>"),
        TALK.replace("<b>", "<i><b><font color='>'>").replace("</b>", ""),
        TALK.replace("<p>", "<tr><td>")
        .replace(":</b> ", "</b><td>")
        .replace("</p>", "")
        .join(["<table>", "</table>"]),
        TALK.replace(" ", "\r\n\t"),
    ],
)
def test_a_page_is_read_however_it_is_written(page: str) -> None:
    assert [words.casefold() for _, words in said(page)] == [words.casefold() for _, words in SAID]


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("a&amp;b &lt;i&gt;", "a&b <i>"),
        ("caf&eacute;&nbsp;d&#39;or &#x201c;x&#x201D;", "café d'or “x”"),
        ("one<br>two<wbr>three", "one twothree"),
        ("a <!-- b --> c<script>d</script>", "a c"),
        ("x<sup>2</sup> H<sub>2</sub>O<sup><a href='#n1'>[1]</a></sup>", "x2 H2O"),
        ("AT&T &unknown; & more &", "AT&T &unknown; & more &"),
        ("1 < 2 <3 and 4>3", "1 < 2 <3 and 4>3"),
        ("It is&#0;&#xD800;", "It is\ufffd\ufffd"),
    ],
)
def test_words_are_as_a_browser_shows_them(words: str, text: str) -> None:
    assert said(TALK.replace("It is.", words))[1][1] == text


def test_the_head_says_what_a_sidecar_would() -> None:
    page = (
        "<html lang=de-AT><head><title>T | P</title><meta property='og:title' content='Ein  Gespräch'>"
        "<meta property=og:site_name content='Die Zeitung'><link rel=canonical href='https://a.example/x'>"
        f"<meta itemprop=datePublished content='2025-02-03T10:00'></head><body>{TALK}"
    )
    said = read(page).understood
    assert (said.title, said.publisher, said.url, said.date, said.language) == (
        "Ein Gespräch",
        "Die Zeitung",
        "https://a.example/x",
        "2025-02-03",
        "de-AT",
    )
    assert read(page, Sidecar(title="Mine", url="https://b.example/")).understood.url == "https://b.example/"


@pytest.mark.parametrize("address", ["http://a.example/", "javascript:alert(1)", "https://a b.example"])
def test_an_address_that_may_not_be_shown_is_not_taken(address: str) -> None:
    assert read(f"<link rel=canonical href='{address}'>{TALK}").understood.url is None


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("<!doctype html><body><img src=x>", "holds no words"),
        ("<?xml version='1.0'?><tt><body><p>Ana: hi</p></body></tt>", "XML of a kind"),
        ("<div>" * 300 + "Ana: hi", "nested too deep"),
    ],
)
def test_a_page_that_cannot_be_read_is_refused(source: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        read(source)
