"""Who speaks: their ids, and the names that people use for them."""

import re
from collections.abc import Iterable

from index.words import fold


def name_speakers(source: str, names: Iterable[str]) -> dict[str, str]:
    """Return an id for each name of one source: `source#slug`, unique and never empty."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in ids:
            continue
        slug = _slug(name)
        number = 1
        while (slug if number == 1 else f"{slug}-{number}") in taken:
            number += 1
        unique = slug if number == 1 else f"{slug}-{number}"
        taken.add(unique)
        ids[name] = f"{source}#{unique}"
    return ids


def _slug(name: str) -> str:
    # Letters of every script stay; what is left of a name of signs alone is its code points.
    slug = re.sub(r"[\W_]+", "-", fold(name)).strip("-")
    return slug or "-".join(f"{ord(character):x}" for character in name)[:60] or "speaker"
