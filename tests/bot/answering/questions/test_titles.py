"""Sources that a question names."""

import pytest

from bot.answering.questions.titles import name_sources
from index.catalogue import SourceEntry, SpeakerEntry
from index.types import Speaker


def entry(identity: str, title: str, publisher: str | None, speaker: str) -> SourceEntry:
    speakers = (SpeakerEntry(speaker=Speaker(id=f"{identity}#a", name=speaker), turns=1),)
    return SourceEntry(id=identity, title=title, sha256="", turns=1, speakers=speakers, publisher=publisher)


ENTRIES = (
    entry("harbour", "What the Storm Took", "The Harbour Post", "Mara Venn"),
    entry("library", "Nine Hundred Books", "The Town Gazette", "Ines Falk"),
    entry("night-bus", "After the Last Tram", None, "Osric Vane"),
)


@pytest.mark.parametrize(
    ("asked", "sources", "rest"),
    [
        ("In the harbour interview, who paid?", {"harbour"}, "who paid?"),
        ("who paid in the harbour post interview?", {"harbour"}, "who paid?"),
        (
            "What is said about ropes in the panel on the last tram?",
            {"night-bus"},
            "What is said about ropes?",
        ),
        ("Who paid in the interview with Mara Venn?", {"harbour"}, "Who paid?"),
        ("In the night bus panel, who drives?", {"night-bus"}, "who drives?"),
        ("Who reads, in the Town Gazette?", {"library"}, "Who reads?"),
        ("Who reads in “Nine Hundred Books”?", {"library"}, "Who reads?"),
        ("According to the storm article, who paid?", {"harbour"}, "who paid?"),
        ("Who paid in the kitchen interview?", set[str](), "Who paid in the kitchen interview?"),
        ("Who paid in the interview?", set[str](), "Who paid?"),
        ("What stands in the harbour?", set[str](), "What stands in the harbour?"),
        ("Who wrote the article?", set[str](), "Who wrote the article?"),
        ("in the harbour interview?", {"harbour"}, "in the harbour interview?"),
    ],
)
def test_words_of_a_title_or_publisher_name_a_source(asked: str, sources: set[str], rest: str) -> None:
    named = name_sources(asked, ENTRIES)
    assert (named.sources, named.rest) == (sources, rest)


def test_a_word_that_several_have_names_them_all() -> None:
    entries = (*ENTRIES, entry("pier", "The Harbour by Night", None, "Tobi Raske"))
    assert name_sources("Who paid, in the harbour interviews?", entries).sources == {"harbour", "pier"}
