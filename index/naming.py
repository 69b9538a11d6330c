"""Names of speakers: their ids, and names that only look the same."""

import re
import unicodedata
from collections.abc import Iterable
from types import MappingProxyType

from index.words import fold

LOOKS = MappingProxyType(
    dict(
        zip(
            map(ord, "аеёорсухіјѕԁһӏԛԝгкмнтвьνορτυκιαεχϲıɡօսո01|"),
            "aeeopcyxijsdhlqwrkmhtbbvoptukiaexcigoun" + "oll",
            strict=True,
        )
    )
)
"""Letters of other alphabets (and digits) that look like small Latin ones; paired by eye."""


def name_speakers(source: str, names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name of one source: `source#slug`, unique and never empty."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        slug = unique = _slug(name)
        number = 1
        while unique in taken:
            number += 1
            unique = f"{slug}-{number}"
        taken.add(unique)
        ids[name] = f"{source}#{unique}"
    return ids


def look_alike(one: str, other: str) -> bool:
    """Tell whether two different names could be taken for one another by their looks."""
    return one != other and _skeleton(one) == _skeleton(other)


def _slug(name: str) -> str:
    # Letters of every script stay; what is left of a name of signs alone is its code points.
    slug = re.sub(r"[\W_]+", "-", fold(name)).strip("-")
    return slug or "-".join(f"{ord(character):x}" for character in name)[:60]


def _skeleton(name: str) -> str:
    """Return what a name looks like: without marks, case and invisible characters, in Latin letters."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    seen = [
        character for character in decomposed if unicodedata.category(character) not in {"Mn", "Me", "Cf"}
    ]
    return " ".join("".join(seen).translate(LOOKS).split())
