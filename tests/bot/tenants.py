"""Two servers with texts of their own that are nearly the same, each full of words that mark whose it is."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.answering.asking import Asked, Intent

SOURCES = 3
_ONSETS: list[str] = [*"b d f g k l m n p r s t v z br dr gr kr pl tr".split()]
_VOWELS: list[str] = [*"aeiou"]
# Each is told in every source of both servers, with that server's marks in it.
_FACTS = (
    (
        "How much did the harbour wall cost?",
        "The {0} wall cost forty million crowns, and {1} paid half of it.",
    ),
    (
        "Why was the ferry late so often?",
        "The ferry from {0} was late because the {1} engine failed every winter.",
    ),
    ("Who mends the nets today?", "Eleven people of {0} mend the nets today, and {1} teaches them."),
    ("What did the storm take?", "The storm took the {0} crane and nine boats that {1} had built."),
    (
        "Do you regret the new pier?",
        "I do not regret the {0} pier, whatever {1} wrote about it in the spring.",
    ),
    ("What will the school teach?", "The school will teach {0} carving first, and {1} sailing after that."),
    (
        "How many visitors came?",
        "In the best summer {0} had seventy thousand visitors, and {1} counted them.",
    ),
    ("What do you eat in winter?", "In winter we eat {0} bread with smoked {1} eel, as our fathers did."),
)
_QUESTIONS = (
    "How much did the harbour wall cost?",
    "Why was the ferry late?",
    "What does {own} say about the storm?",
    "What does {their} say about the storm?",
    "What did {misspelt} say about the nets?",
    "Who is {their}?",
    "Who is {own}?",
    "Who speaks here?",
    "Tell me about {mark}.",
    "Tell me about {slip}.",
    "Is there a {mark} crane?",
    "What is written in “{their_title}”?",
    "In “{own_title}”, what did the storm take?",
    "Did somebody say “{their_words}”?",
    "Did {own} say “{their_words}”?",
    "Did {their} say “{own_words}”?",
    "Who said “{own_words}”?",
    "The {mark} wall cost forty million crowns.",
    "{their} regrets the new pier.",
    "What do they think of nuclear submarines?",
    "And {their}?",
    "Why?",
)


def _words(seed: int) -> Iterator[str]:
    chance, seen = random.Random(seed), set[str]()  # noqa: S311 - to be the same each time
    while True:
        syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(3))
        word = "".join(syllables) + chance.choice("knrsx")
        if word not in seen:
            seen.add(word)
            yield word


def _neighbour(word: str) -> str:
    """Return a word that differs in one letter."""
    vowel = next(letter for letter in reversed(word) if letter in _VOWELS)
    at = word.rindex(vowel)
    return word[:at] + _VOWELS[(_VOWELS.index(vowel) + 1) % len(_VOWELS)] + word[at + 1 :]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """One server: its id, and the marks that stand in its sources and nowhere else."""

    guild: int
    marks: tuple[str, ...]

    def source_id(self, number: int) -> str:
        return f"{self.marks[number]}-talk"

    def title(self, number: int) -> str:
        return f"The {self.marks[10 + number].title()} evening"

    def speakers(self, number: int) -> tuple[str, str]:
        first, second, third = (self.marks[20 + 3 * number + at].title() for at in range(3))
        return f"Mara {first}", f"{second} {third}"

    def telling(self, number: int) -> list[tuple[str, str]]:
        """Return what is asked and told in one source."""
        marks = self.marks[40 + 16 * number :]
        return [
            (asked, told.format(marks[2 * at].title(), marks[2 * at + 1].title()))
            for at, (asked, told) in enumerate(_FACTS)
        ]

    def write(self, folder: Path) -> None:
        """Write the sources with their sidecars."""
        for number in range(SOURCES):
            host, guest = self.speakers(number)
            talk = "\n\n".join(f"{host}: {asked}\n\n{guest}: {told}" for asked, told in self.telling(number))
            path = folder / f"{self.source_id(number)}.txt"
            path.write_text(f"{talk}\n", "utf-8")
            path.with_suffix(".toml").write_text(self._sidecar(number, host, guest), "utf-8")

    def _sidecar(self, number: int, host: str, guest: str) -> str:
        return (
            f'title = "{self.title(number)}"\npublisher = "{self.marks[30 + number].title()} House"\n'
            f'url = "https://{self.marks[33 + number]}.example"\nservers = ["{self.guild}"]\n'
            f'[[speakers]]\nname = "{host}"\nrole = "host"\n'
            f'[[speakers]]\nname = "{guest}"\nrole = "guest"\n'
        )


def two_tenants() -> tuple[Tenant, Tenant]:
    """Return two servers; each mark of one is a slip of the pen away from a mark of the other."""
    words, own, their = _words(7), list[str](), list[str]()
    while len(own) < 40 + 16 * SOURCES:
        word = next(words)
        if len({word, _neighbour(word)} & {*own, *their}) == 0:
            own.append(word)
            their.append(_neighbour(word))
    return Tenant(guild=11, marks=tuple(own)), Tenant(guild=22, marks=tuple(their))


def pose(chance: random.Random, asking: Tenant, other: Tenant) -> Asked:
    """Return a question of one server, which often guesses at what is the other's."""
    number = chance.randrange(SOURCES)
    own, their = chance.choice(asking.speakers(number)), chance.choice(other.speakers(number))
    mark = chance.choice(other.marks)
    text = chance.choice(_QUESTIONS).format(
        own=own,
        their=their,
        misspelt=slip(chance, their),
        mark=mark,
        slip=slip(chance, mark),
        own_title=asking.title(number),
        their_title=other.title(number),
        own_words=chance.choice(asking.telling(number))[1],
        their_words=chance.choice(other.telling(number))[1],
    )
    return Asked(
        text=text,
        after=("What did the storm take?", f"What does {own} say?") if chance.random() < 0.3 else (),
        speaker=chance.choice([own, their]) if chance.random() < 0.1 else None,
        source=chance.choice([asking, other]).source_id(number) if chance.random() < 0.1 else None,
        intent=chance.choice(list(Intent)) if chance.random() < 0.3 else Intent.QUESTION,
    )


def slip(chance: random.Random, word: str) -> str:
    """Return a word with a letter too few, as somebody would who types fast."""
    at = chance.randrange(2, len(word) - 1)
    return word[:at] + word[at + 1 :]
