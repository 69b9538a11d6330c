"""Sources that a question names: "in the harbour interview", "on the Harbour Post"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.catalogue import SourceEntry
from index.words import carries_matter, split_words

_KIND = (
    r"(?:interviews?|articles?|podcasts?|panels?|talks?|episodes?|conversations?|discussions?|"
    r"transcripts?|meetings?|recordings?|pieces?|sources?|documents?|debates?)"
)
_NAMED = re.compile(
    r"\b(?:in|from|of|on|during|at|according to)\s+(?:the|this|that)\s+"
    rf"(?P<name>(?:[^\s,?]+\s+){{1,6}}?){_KIND}\b",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"\b(?:in|from|of|on|during|at)\s+(?:the|this|that)\s+{_KIND}\s+(?:with|about|on|by|of|from)\s+"
    r"(?P<name>(?:[^\s,?]+\s*){1,6}?)(?=[,?]|$)",
    re.IGNORECASE,
)
# "In the interview" names none, and is nothing to be looked for.
_PLAIN = re.compile(
    r"\b(?:in|from|during|of)\s+(?:the|this|that)\s+"
    r"(?:interview|article|podcast|panel|transcript|episode|conversation|discussion)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSources:
    """The sources that a question names (ids; empty where it names none), and the question without that."""

    sources: frozenset[str]
    rest: str


def name_sources(asked: str, entries: Sequence[SourceEntry]) -> NamedSources:
    """Read which sources a question names, by words of their titles, publishers or ids."""
    for pattern in (_NAMED, _WITH):
        for found in pattern.finditer(asked):
            sources = _called(found["name"], entries)
            if sources:
                return NamedSources(sources=sources, rest=_without(asked, found.start(), found.end()))
    whole = _by_whole_name(asked, entries)
    if whole is not None:
        return whole
    plain = _PLAIN.search(asked)
    rest = asked if plain is None else _without(asked, plain.start(), plain.end())
    return NamedSources(sources=frozenset(), rest=rest)


def _called(name: str, entries: Sequence[SourceEntry]) -> frozenset[str]:
    """Return the sources that have every word of a name in their title, publisher, id or speakers."""
    wanted = {word.stem for word in split_words(name) if carries_matter(word)}
    return frozenset(entry.id for entry in entries if wanted and wanted <= _stems(entry))


def _by_whole_name(asked: str, entries: Sequence[SourceEntry]) -> NamedSources | None:
    names = [(entry.id, name) for entry in entries for name in (entry.title, entry.publisher) if name]
    for _, name in sorted(names, key=lambda one: -len(one[1])):
        found = re.search(
            rf"\b(?:in|from|on|at|of)\s+(?:the\s+)?[“\"‘']?{re.escape(name)}(?![\w'’])[”\"’']?",
            asked,
            re.IGNORECASE,
        )
        if found is not None:
            sources = frozenset(identity for identity, other in names if other.casefold() == name.casefold())
            return NamedSources(sources=sources, rest=_without(asked, found.start(), found.end()))
    return None


def _stems(entry: SourceEntry) -> frozenset[str]:
    names = [one.speaker.name for one in entry.speakers]
    text = " ".join([entry.title, entry.publisher or "", entry.id.replace("-", " "), *names])
    return frozenset(word.stem for word in split_words(text))


def _without(asked: str, start: int, end: int) -> str:
    """Cut words out; they stay where nothing else would be left to look for."""
    before, after = asked[:start].rstrip(" ,"), asked[end:].lstrip(" ,")
    rest = " ".join((before + after if after[:1] in {"?", ".", "!"} else f"{before} {after}").split())
    return rest if any(map(carries_matter, split_words(rest))) else asked
