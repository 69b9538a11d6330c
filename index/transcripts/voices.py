"""Voices: the name that is shown for each label of a file that keeps times."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.microphones import doubt_shared, is_shared
from index.transcripts.segments import UNKNOWN
from index.words import fold

# What programs write in place of a name. Bare letters and numbers are such only in some formats.
_MACHINE = re.compile(
    r"(?:(?:unknown[ _-]*)?speaker|spk)(?:[ _-]*\d{1,4}|[ _-]+[a-z])"
    r"|ch_\d{1,4}|channel \d{1,4}(?:, speaker \d{1,4})?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}|[a-z]", re.IGNORECASE)
_NOBODY = re.compile(r"(?:unknown(?:[ _-]*speaker)?|unidentified(?:[ _-]*speaker)?|uu)", re.IGNORECASE)
_KEPT = re.compile(rf"{UNKNOWN} \d{{1,4}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Whose each label is, by its folded form, everybody by name, and what is doubtful about them."""

    by_label: Mapping[str, str]
    people: Mapping[str, DeclaredSpeaker]
    doubts: tuple[tuple[str, str], ...]
    """A folded label, and a sentence about whoever it is."""

    def name(self, label: str) -> str:
        """Return the name that is shown for a label."""
        return self.by_label.get(fold(label), label or UNKNOWN)


@dataclass(slots=True)
class _Naming:
    """Names found so far."""

    sidecar: Sidecar
    bare: bool
    taken: frozenset[str]
    by_label: dict[str, str]
    people: dict[str, DeclaredSpeaker]
    doubts: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    machines: int = 0

    def add(self, label: str) -> None:
        key = fold(label)
        is_machine = self._is_machine(label)
        number = self._next_number() if is_machine else ""
        declared = self.by_label.get(key)
        name = declared or (number if is_machine else UNKNOWN if _NOBODY.fullmatch(label) else label)
        if is_machine and (declared is None or _KEPT.fullmatch(name)):
            self.doubts.append((key, _how_to_name(label, name)))
        elif is_shared(name):
            self.doubts.append((key, doubt_shared(name)))
        if is_machine and declared is None:
            self.by_label[key] = name
            self.people[name] = DeclaredSpeaker(name=name, aliases=(label,))
        elif _NOBODY.fullmatch(label) and declared is None:
            self.by_label[key] = UNKNOWN
        self.people.setdefault(name, DeclaredSpeaker(name=name))

    def _is_machine(self, label: str) -> bool:
        kept = _KEPT.fullmatch(label) is not None
        return not kept and bool(_MACHINE.fullmatch(label) or (self.bare and _BARE.fullmatch(label)))

    def _next_number(self) -> str:
        """Number by order of appearance, whoever is named already, so that naming one renumbers nobody."""
        self.machines += 1
        while fold(f"{UNKNOWN} {self.machines}") in self.taken:
            self.machines += 1
        return f"{UNKNOWN} {self.machines}"


def name_voices(labels: Iterable[str], sidecar: Sidecar, *, bare: bool = False) -> Voices:
    """Find the name behind each label, in order: as the sidecar says, else as labelled.

    A machine's label is an unknown speaker of its own; `bare` says that letters and numbers alone are such.
    """
    distinct = list(dict.fromkeys(label for label in labels if label))
    by_label = {
        fold(alias): person.name for person in sidecar.speakers for alias in (person.name, *person.aliases)
    }
    naming = _Naming(
        sidecar=sidecar,
        bare=bare,
        taken=frozenset(map(fold, distinct)),
        by_label=by_label,
        people={person.name: person for person in sidecar.speakers},
    )
    for label in distinct:
        naming.add(label)
    return Voices(by_label=naming.by_label, people=naming.people, doubts=tuple(naming.doubts))


def is_unknown(name: str) -> bool:
    """Tell whether a name stands for somebody whom nobody named."""
    return fold(name) == fold(UNKNOWN) or _KEPT.fullmatch(name) is not None


def is_machine_label(label: str) -> bool:
    """Tell whether a program wrote this in place of a name."""
    return not is_unknown(label) and _MACHINE.fullmatch(label) is not None


def _how_to_name(label: str, name: str) -> str:
    return (
        f"“{label}” is a machine's label and no name; it is shown as “{name}”. "
        f"To name who it is, give them the alias “{label}” in the sidecar."
    )
