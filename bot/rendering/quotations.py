"""Sentences of an answer, and under them whose words carry them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answering.types import Citation, Claim
from bot.citing import cited_place
from bot.escaping import neutralise, plain, shorten, shorten_sentences
from bot.rendering.blocks import Block, Room
from bot.translating import ENGLISH, Tongue
from bot.wording import answers as wording
from index.links import Link
from index.types import Seconds, Turn

_QUESTION = 120
_TITLE = 120
_NAME = 80
_PASSAGE = Room(400, 1)
_ROOM_FOR_LINKS = 400  # where less is shown of the words, no letter goes into addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What all blocks of one message share: the numbers, whether titles tell sources apart, the language."""

    numbers: Mapping[tuple[str, int, int, int], int]
    with_titles: bool
    tongue: Tongue = ENGLISH

    def claim(self, claim: Claim, before: Turn | None, room: Room) -> Block:
        """Return a sentence with its markers, and under it whose words carry it.

        `before` is the question that stands above already, so that it need not stand here again.
        """
        shown = claim.citations[: room.citations]
        text = plain(self.tongue.tell(claim.text))
        sentence = shorten_sentences(text, room.characters)
        markers = " ".join(dict.fromkeys(f"**{self.number(citation)}**" for citation in shown))
        known = [before, *(one_question(shown[:end]) for end in range(1, len(shown)))]
        cited = [
            self.citation(citation, room, beside=sentence, before=above)
            for citation, above in zip(shown, known, strict=True)
        ]
        cut = sentence != text or len(shown) < len(claim.citations) or any(block.cut for block in cited)
        return Block("\n".join([f"{neutralise(sentence)} {markers}", *(block.text for block in cited)]), cut)

    def passage(self, citation: Citation, before: Turn | None, room: Room) -> Block:
        """Return a passage that stands near, without a sentence of ours."""
        return self.citation(citation, min(room, _PASSAGE), beside="", before=before)

    def citation(self, citation: Citation, room: Room, *, beside: str, before: Turn | None) -> Block:
        """Return who said it, and the words, unless they stand `beside` already."""
        words = plain(citation.quote)
        quote = shorten_sentences(words, room.characters)
        # A sentence made of the quotation itself shows the words once.
        repeated = quote == words and words in beside
        lines = [f"> {self._speaker(citation, room)}"]
        lines += [] if repeated else [f"> {self.quoted(quote)}"]
        if citation.question is not None and citation.question != before:
            question = neutralise(shorten(plain(citation.question.text), _QUESTION))
            lines.append(f"> -# {self.tongue.say(wording.ANSWERING, question=question)}")
        return Block("\n".join(lines), quote != words)

    def number(self, citation: Citation) -> str:
        """Return the number that leads to *Show passage*."""
        return f"[{self.numbers[cited_place(citation)]}]"

    def place(self, citation: Citation, room: Room) -> list[str]:
        """Return where the words stand: the source's title, if there are several, and the time or page.

        Where there is room, that leads there.
        """
        title = [show_title(citation.title)] if self.with_titles else []
        where = show_where(citation.turn, self.tongue)
        links = citation.links if room.characters >= _ROOM_FOR_LINKS else ()
        if not links:
            return [*title, *([where] if where else [])]
        return [*title, show_link(where or self.tongue.say(wording.IN_SOURCE), links[0])]

    def quoted(self, words: str) -> str:
        """Return words between the quotation marks of the reader's language, safe to show."""
        return self.tongue.say(wording.QUOTE, words=neutralise(words))

    def name(self, name: str) -> str:
        """Return the name of who speaks, safe to show."""
        return show_name(name, self.tongue)

    def informant(self, citation: Citation) -> list[str]:
        """Return whom the speaker reports with these words, if the source names them: "on the mayor"."""
        if not citation.informant:
            return []
        return [self.tongue.say(wording.INFORMANT, informant=self.name(citation.informant))]

    def role(self, turn: Turn) -> str:
        """Return what must be known of who speaks in a turn: that they only ask, or wrote the note."""
        role = wording.ROLES.get(turn.role)
        return f" ({self.tongue.say(role)})" if role else ""

    def _speaker(self, citation: Citation, room: Room) -> str:
        turn = citation.turn
        name = f"**{self.number(citation)} {self.name(turn.speaker.name)}**{self.role(turn)}"
        return " · ".join([", ".join([name, *self.informant(citation)]), *self.place(citation, room)])


def one_question(citations: Sequence[Citation]) -> Turn | None:
    """Return the question that all of these answer, if it is one."""
    first = citations[0].question
    return first if all(citation.question == first for citation in citations) else None


def show_name(name: str, tongue: Tongue = ENGLISH) -> str:
    """Return the name of who speaks, safe to show."""
    return neutralise(shorten(plain(name), _NAME)) or tongue.say(wording.UNKNOWN)


def show_title(title: str) -> str:
    """Return the title of a source, safe to show."""
    return neutralise(shorten(plain(title), _TITLE))


def show_where(turn: Turn, tongue: Tongue = ENGLISH) -> str:
    """Return the time at which a turn begins, or else its page, or nothing."""
    if turn.time is not None:
        return show_time(turn.time)
    return "" if turn.page is None else tongue.say(wording.PAGE, page=turn.page)


def show_link(label: str, link: Link) -> str:
    """Return words of ours that lead where a link of ours does, without a preview of what is there."""
    return f"[{label}](<{link.url}>)"


def show_time(time: Seconds) -> str:
    """Return where a stretch of a recording begins, as people write it: 12:04 or 1:02:03."""
    minutes, seconds = divmod(max(int(time.start), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
