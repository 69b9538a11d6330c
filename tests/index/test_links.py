from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.addresses import read_address
from index.catalogue import SourceEntry
from index.links import LONGEST_LINK, Link, LinkKind, link_page, link_second, link_words, links_to
from index.types import Piece, Role, Seconds, Speaker, Turn, TurnKind

PAGE, FILM = "https://example.org/talk", "https://media.example.org/talk.mp3"
ENTRY = SourceEntry(id="talk", title="Talk", sha256="", turns=1, speakers=(), url=PAGE, recording=FILM)
TURN = Turn(
    source="talk",
    ordinal=0,
    kind=TurnKind.ANSWER,
    speaker=Speaker(id="s", name="Ana"),
    role=Role.GUEST,
    text="We met at the harbour.",
    pieces=(Piece(start=0, end=22, text="We met at the harbour."),),
    line=1,
)
HEARD = replace(TURN, time=Seconds(724.9, 730))


@pytest.mark.parametrize(
    ("recording", "link"),
    [
        (FILM, f"{FILM}#t=724"),
        (f"{FILM}#t=3", f"{FILM}#t=724"),
        ("https://www.youtube.com/watch?v=a_B-1&t=9", "https://www.youtube.com/watch?v=a_B-1&t=724s"),
        ("https://youtu.be/a_B-1", "https://youtu.be/a_B-1?t=724s"),
        ("https://m.youtube.com/live/a_B-1", "https://m.youtube.com/live/a_B-1?t=724s"),
        ("https://www.youtube.com/embed/a?start=5", "https://www.youtube.com/embed/a?start=724"),
        ("https://notyoutube.com/watch?v=a", "https://notyoutube.com/watch?v=a#t=724"),
        ("https://youtube.com.evil.example/x", "https://youtube.com.evil.example/x#t=724"),
        ("https://vimeo.com/123", "https://vimeo.com/123#t=724s"),
        ("https://www.twitch.tv/videos/5", "https://www.twitch.tv/videos/5?t=0h12m4s"),
        ("https://open.spotify.com/episode/5?si=1", "https://open.spotify.com/episode/5?si=1&t=724"),
    ],
)
def test_a_link_leads_to_the_second_as_the_host_knows_it(recording: str, link: str) -> None:
    assert link_second(recording, 724) == link


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a.pdf", "https://example.org/a.pdf#page=3"),
        ("https://example.org/a.PDF?x=1#page=9", "https://example.org/a.PDF?x=1#page=3"),
        ("https://example.org/a", "https://example.org/a"),
    ],
)
def test_a_page_is_linked_in_a_pdf_alone(url: str, link: str) -> None:
    assert link_page(url, 3) == link


@pytest.mark.parametrize(
    ("url", "words", "link"),
    [
        (PAGE, "We met", f"{PAGE}#:~:text=We%20met"),
        (f"{PAGE}#two", "We met", f"{PAGE}#two:~:text=We%20met"),
        (PAGE, "a-b, c & d", f"{PAGE}#:~:text=a%2Db%2C%20c%20%26%20d"),
        (PAGE, "1 2 3 4 5 6 7 8 9", f"{PAGE}#:~:text=1%202%203%204,6%207%208%209"),
        (PAGE, "x" * 600, PAGE),
        (PAGE, "", PAGE),
        ("https://example.org/a.pdf", "We met", "https://example.org/a.pdf"),
    ],
)
def test_words_of_an_article_are_marked_on_its_page(url: str, words: str, link: str) -> None:
    assert link_words(url, words.split()) == link


def test_what_is_nearest_to_the_words_comes_first() -> None:
    kinds = [link.kind for link in links_to(ENTRY, HEARD, "We met")]
    assert kinds == [LinkKind.RECORDING, LinkKind.PAGE]
    assert [link.kind for link in links_to(ENTRY, TURN)] == [LinkKind.PAGE, LinkKind.RECORDING]
    assert links_to(replace(ENTRY, url=None), HEARD) == (Link(kind=LinkKind.RECORDING, url=f"{FILM}#t=724"),)
    assert links_to(replace(ENTRY, url=None, recording=None), HEARD, "We met") == ()


@given(st.text(), st.sampled_from([PAGE, f"{PAGE}#a", f"{PAGE}?a=b&c=d"]))
def test_no_words_leave_the_fragment_of_the_address_that_the_sidecar_names(words: str, url: str) -> None:
    link = links_to(replace(ENTRY, url=url), TURN, words)[0].url
    assert link.startswith(url)
    assert len(link) <= LONGEST_LINK
    assert link.isascii()
    assert not set(link) & set(" <>()[]\"'`\\*_|")
    assert len(link) > 400 or read_address(link) == link
