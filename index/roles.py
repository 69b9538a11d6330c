"""Speakers meant by what they are: "the authors", "the interviewer", "both"."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.speech import SAYING
from index.types import Role, Speaker
from index.words import Word

_MANY = frozenset(
    """
    authors guests speakers reporters journalists writers experts interviewees panelists panellists
    autoren auteurs autores autori
    """.split()
)
_GUEST = "author guest interviewee autor auteur autore autora".split()
_HOST = """
    interviewer host moderator presenter questioner anchor gastgeber intervieweur entrevistador
    intervistatore
""".split()
_EDITOR = "editor editors narrator organisers organizers redaktion redaction redaccion redazione".split()
_ONE = {
    **dict.fromkeys(_GUEST, Role.GUEST),
    **dict.fromkeys(_HOST, Role.HOST),
    **dict.fromkeys(_EDITOR, Role.EDITOR),
}
_THE = frozenset("the this der die das den le la les l' el los las il lo gli i o a os as de het".split())
_OF_MANY = _THE | {"both", "two", "these", "all"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Words of a question that mean whoever has a role: from `start` to `end`."""

    speakers: frozenset[str]
    start: int
    end: int


def find_roles(words: Sequence[Word], speakers: Sequence[Speaker]) -> list[Meant]:
    """Return who is meant by a role; of several guests, "the guest" means none in particular."""
    found: list[Meant] = []
    for at, word in enumerate(words):
        role = _role_meant(words, at)
        ids = _in_role(role, speakers)
        alone = _bare(word.text) in _ONE
        if role is None or not ids or (alone and role is Role.GUEST and len(ids) > 1):
            continue
        start = words[at - 1].start if at and words[at - 1].text in {"the", "both"} else word.start
        found.append(Meant(speakers=ids, start=start, end=word.end))
    return found


def _in_role(role: Role | None, speakers: Sequence[Speaker]) -> frozenset[str]:
    """Return who has a role; a publication that asks writes as well, and has but one usual role."""
    ids = frozenset(speaker.id for speaker in speakers if speaker.role is role)
    if ids or role is not Role.EDITOR:
        return ids
    return frozenset(speaker.id for speaker in speakers if speaker.role is Role.HOST)


def _role_meant(words: Sequence[Word], at: int) -> Role | None:
    bare = _bare(words[at].text)
    before = words[at - 1].text if at else ""
    after = words[at + 1].text if at + 1 < len(words) else ""
    if bare in _MANY:
        return Role.GUEST if before in _OF_MANY else None
    if bare in _ONE:
        return _ONE[bare] if before in _THE else None
    if bare == "both" and (after in SAYING or (before in {"do", "did"} and after in SAYING)):
        return Role.GUEST
    return None


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")
