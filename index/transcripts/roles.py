"""Who asks and who answers in an interview, where no sidecar tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.sidecar import DeclaredSpeaker, Sidecar
from index.transcripts.asking import asks
from index.transcripts.blocks import Block
from index.transcripts.notes import is_note
from index.transcripts.reading import Doubt
from index.types import Role

INTERVIEWER = "Interviewer"
# The share of paragraphs that must ask before all of a kind are taken for questions.
_MOSTLY = 0.6
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How questions look: `unlabelled` as in a sidecar; `strong` if they are in strong print."""

    unlabelled: str
    strong: bool


def guess_layout(blocks: Sequence[Block], text: str, sidecar: Sidecar) -> Layout:
    """Say how this interview sets its questions."""
    strong = [block for block in blocks if block.strong and not block.label]
    asked = sum(asks(block.text(text)) for block in strong)
    by_print = sidecar.asker is None and asked > 1 and asked >= _MOSTLY * len(strong)
    if sidecar.unlabelled is not None:
        return Layout(unlabelled=sidecar.unlabelled, strong=by_print)
    if not by_print and _unlabelled_ask(blocks, text):
        return Layout(unlabelled=f"host:{name_asker(sidecar)}", strong=False)
    return Layout(unlabelled="continues", strong=by_print)


def name_asker(sidecar: Sidecar) -> str:
    """Return who asks where no label says so."""
    hosts = [person.name for person in sidecar.speakers if person.role is Role.HOST]
    only = hosts[0] if len(hosts) == 1 else None
    return sidecar.asker or only or sidecar.narrator or sidecar.publisher or INTERVIEWER


def _unlabelled_ask(blocks: Sequence[Block], text: str) -> bool:
    """Tell whether the paragraphs between labelled answers mostly ask, and the labelled ones do not."""
    labelled = [nth for nth, block in enumerate(blocks) if block.label]
    if not labelled:
        return False
    between = [block for block in blocks[labelled[0] : labelled[-1]] if not block.label and not block.strong]
    between = [block for block in between if not is_note(block.text(text))]
    asking = sum(_ends_asking(block.text(text)) for block in between)
    answers_ask = sum(_ends_asking(blocks[nth].text(text)) for nth in labelled)
    return asking > 0 and asking >= _MOSTLY * len(between) and answers_ask < _HALF * len(labelled)


def _ends_asking(text: str) -> bool:
    return text.rstrip("\"'”’)] \t\r\n").endswith(("?", "？", "؟"))


def guess_roles(
    people: Iterable[DeclaredSpeaker],
    words: dict[str, list[str]],
    lines: Mapping[str, int],
    *,
    asked_elsewhere: bool,
) -> tuple[dict[str, Role], list[Doubt]]:
    """Return each speaker's role: as known, else who mostly asks is the host and the others are guests.

    `words` holds the labelled words of each, `lines` where each first speaks; `asked_elsewhere` says that
    questions have no label.
    """
    roles = {person.name: person.role for person in people}
    unknown = [name for name, role in roles.items() if role is Role.UNKNOWN and name in words]
    if asked_elsewhere or Role.HOST in roles.values():
        return roles | dict.fromkeys(unknown, Role.GUEST), []
    hosts = [name for name in unknown if _mostly_asks(words[name])]
    if not hosts or len(hosts) == len(words):
        return roles, []
    roles |= {name: Role.HOST if name in hosts else Role.GUEST for name in unknown}
    return roles, [
        Doubt(sentence=f"{name} mostly asks, and is taken for the host.", line=lines.get(name))
        for name in hosts
    ]


def _mostly_asks(words: Sequence[str]) -> bool:
    return sum(map(_ends_asking, words)) >= _HALF * len(words)
