"""The cast of an interview: which label is whom, under which name, in which role."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.labels import Label, names_a_role
from index.transcripts.microphones import doubt_shared, is_shared
from index.transcripts.names import Names, find_full_names
from index.transcripts.reading import Doubt
from index.types import Role
from index.words import fold

_BY_LETTER = {"q": ("Interviewer", Role.HOST), "a": ("Guest", Role.GUEST)}
_HOSTS = frozenset({"interviewer", "host", "moderator", "presenter", "reporter", "q"})
_GUESTS = frozenset({"interviewee", "guest", "a"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who is meant by each folded label, and every person with aliases and role, by name."""

    by_label: Mapping[str, str]
    people: Mapping[str, DeclaredSpeaker]
    doubts: tuple[Doubt, ...] = ()


def assemble_cast(labels: Iterable[Label], names: Names, sidecar: Sidecar, lines: Mapping[str, int]) -> Cast:
    """Find who each accepted label stands for: as the sidecar says, else as the text makes clear."""
    people = {person.name: person for person in sidecar.speakers}
    by_label = {
        fold(alias): person.name for person in sidecar.speakers for alias in (person.name, *person.aliases)
    }
    doubts: list[Doubt] = []
    for label in labels:
        key = fold(label.name)
        if key in by_label:
            continue
        name, doubt = _name_of(label, names, sidecar)
        by_label[key] = name
        known = people.get(name, DeclaredSpeaker(name=name, role=_role_of(key)))
        aliases = known.aliases if label.name in (name, *known.aliases) else (*known.aliases, label.name)
        people[name] = known.model_copy(update={"aliases": aliases})
        shared = doubt_shared(label.name) if is_shared(label.name) else None
        doubts += [Doubt(sentence=said, line=lines.get(key)) for said in (doubt, shared) if said]
    return Cast(by_label=by_label, people=people, doubts=tuple(doubts))


def _role_of(key: str) -> Role:
    return Role.HOST if key in _HOSTS else Role.GUEST if key in _GUESTS else Role.UNKNOWN


def _name_of(label: Label, names: Names, sidecar: Sidecar) -> tuple[str, str | None]:
    key = fold(label.name)
    if key in _BY_LETTER:
        return _name_of_letter(label, sidecar, *_BY_LETTER[key])
    if names_a_role(label.name):
        return (
            label.name,
            f"Who “{label.name}” is, the text does not say; name them in the sidecar if you know.",
        )
    found = find_full_names(label.name, names)
    if len(found) == 1:
        return found[0], None
    if not found:
        return label.name, f"No full name for “{label.name}” was found; it is shown as labelled."
    choices = ", ".join(sorted(found))
    return (
        label.name,
        f"“{label.name}” may be {choices}; it is shown as labelled until the sidecar says who it is.",
    )


def _name_of_letter(label: Label, sidecar: Sidecar, name: str, role: Role) -> tuple[str, str | None]:
    declared = [person.name for person in sidecar.speakers if person.role is role]
    if len(declared) == 1:
        return declared[0], None
    return name, f"Who “{label.name}” stands for, the text does not say; it is shown as “{name}”."
