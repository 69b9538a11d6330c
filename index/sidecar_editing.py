"""Correcting a sidecar: naming speakers, joining two spellings of one, and writing it down again."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.errors import SidecarError
from index.sidecar import DeclaredSpeaker, Sidecar
from index.types import Role

_TOLD = "id title publisher date url recording licence language unlabelled narrator".split()


def name_speaker(sidecar: Sidecar, label: str, name: str, role: Role | None = None) -> Sidecar:
    """Give the speaker of a label (a name or an alias) a name; a name that is there already joins the two."""
    label, name = " ".join(label.split()), " ".join(name.split())
    if not label or not name:
        raise SidecarError(Path("sidecar.toml"), "A speaker needs a label and a name. Give both.")
    meant = _find(sidecar, label) or DeclaredSpeaker(name=label)
    return _merge(sidecar, (meant,), name, role)


def join_speakers(sidecar: Sidecar, names: Sequence[str], into: str) -> Sidecar:
    """Make one speaker of several names or labels, under the name `into`."""
    into = " ".join(into.split())
    if not into:
        raise SidecarError(Path("sidecar.toml"), "The speaker who is left needs a name. Give one.")
    meant = [_find(sidecar, name) or DeclaredSpeaker(name=name) for name in names]
    return _merge(sidecar, meant, into, None)


def write_sidecar(sidecar: Sidecar) -> str:
    """Return the TOML that reads as this sidecar again."""
    lines = [
        *_pairs(sidecar),
        *_audience(sidecar),
        *_list("skip", sidecar.skip),
        *_quoting(sidecar),
        *_body(sidecar),
        *(line for person in sidecar.speakers for line in _person(person)),
    ]
    return "\n".join(lines).strip() + "\n"


def _find(sidecar: Sidecar, label: str) -> DeclaredSpeaker | None:
    """Find whom a label means: a name goes before an alias."""
    named = (person for person in sidecar.speakers if person.name == label)
    return next(named, None) or next((one for one in sidecar.speakers if label in one.aliases), None)


def _merge(sidecar: Sidecar, meant: Sequence[DeclaredSpeaker], name: str, role: Role | None) -> Sidecar:
    there = [one for one in sidecar.speakers if one.name == name and one not in meant]
    merged = [*there, *meant]
    labels = [label for one in merged for label in (one.name, *one.aliases)]
    known = (one.role for one in merged if one.role is not Role.UNKNOWN)
    person = DeclaredSpeaker(
        name=name,
        aliases=tuple(dict.fromkeys(label for label in labels if label != name)),
        role=role or next(known, Role.UNKNOWN),
    )
    old = {one.name for one in merged}
    changed = {
        "speakers": _replaced(sidecar.speakers, merged, person),
        "narrator": name if sidecar.narrator in old else sidecar.narrator,
        "unlabelled": f"host:{name}" if sidecar.asker in old else sidecar.unlabelled,
    }
    return sidecar.model_copy(update=changed)


def _replaced(
    people: Iterable[DeclaredSpeaker], gone: Sequence[DeclaredSpeaker], person: DeclaredSpeaker
) -> tuple[DeclaredSpeaker, ...]:
    """Put a person where the first of those stood who are now that person."""
    return tuple(dict.fromkeys([*(person if one in gone else one for one in people), person]))


def _pairs(said: Sidecar) -> list[str]:
    values = ((key, getattr(said, key)) for key in _TOLD)
    return [f"{key} = {_quoted(str(value))}" for key, value in values if value is not None]


def _audience(said: Sidecar) -> list[str]:
    ids = ", ".join(f'"{server}"' for server in sorted(said.servers or ()))
    servers = [] if said.servers is None else [f"servers = [{ids}]"]
    return [*servers, *(["age_restricted = true"] if said.age_restricted else [])]


def _list(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key} = [{', '.join(map(_quoted, values))}]"] if values else []


def _quoting(said: Sidecar) -> list[str]:
    held = said.quoting.model_dump(exclude_none=True)
    return ["", "[quoting]", *(f"{key} = {value!r}" for key, value in held.items())] if held else []


def _body(said: Sidecar) -> list[str]:
    pairs = [("first", said.body.first), ("last", said.body.last)]
    held = [f"{key} = {_quoted(value)}" for key, value in pairs if value is not None]
    return ["", "[body]", *held] if held else []


def _person(person: DeclaredSpeaker) -> list[str]:
    lines = ["", "[[speakers]]", f"name = {_quoted(person.name)}", *_list("aliases", person.aliases)]
    return [*lines, f"role = {_quoted(person.role.value)}"]


def _quoted(words: str) -> str:
    # A JSON string is a TOML basic string, but for the one control character that JSON leaves bare.
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
