"""Reading a question: what it asks, of whom, and what it leans on in its thread."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.asking import Intent
from bot.answering.claiming import SOURCE_SAYS, Stated, is_statement, stated_in
from bot.answering.following import (
    Follow,
    Thread,
    follow_of,
    is_bare,
    leans,
    shifts_topic,
    voice_before,
    without_pronoun,
)
from bot.answering.markup import plain_text
from bot.answering.question import Kind, Question, check_question
from bot.answering.smalltalk import Outside, read_outside
from bot.answering.strangers import stranger_in
from bot.answering.titles import name_sources
from bot.answering.voices import SPEECH, is_subject, voices, voices_beside, without_voices
from index.catalogue import SourceEntry
from index.speakers import Mention, find_mentions
from index.types import Speaker
from index.words import carries_matter, split_words

_QUOTED = re.compile(
    r"[“\"„«](?P<a>[^“”\"„«»]{3,}?)[”\"“»]|‘(?P<b>[^‘’]{3,}(?:’\w[^‘’]*)*)’(?!\w)|(?<!\w)'(?P<c>\w.{2,}?)'(?!\w)"
)
_WHO_SAID = re.compile(
    r"^\W*(?:who|which (?:one |of )?(?:\w+ )?)\b.{0,30}?\b"
    r"(?:said|says|talks?|mentions?|mentioned|used?|uses|brings?|brought|spoke|speaks|called|calls|claims?|"
    r"claimed|asks|asked|predicts?|predicted|warns?|warned|suggests?|suggested|argues?|argued)\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^\W*who(?:'s|’s| is| was| are| were)\b|\bwho(?:'s|’s| is) (?:that|this|he|she)\b", re.IGNORECASE
)
_EACH = re.compile(
    rf"\beach\b(?:\W*$|\s+(?:of|do|did|{SPEECH}|look|feel|see|wish|want|one|side|guest|speaker|author|"
    r"panell?ist|person|participant|interviewee|about|on)\b)|\bcompare\b|\btwo of them\b|"
    r"\bboth\s+(?:of|sides|opinions?|views?|positions?|takes?|speakers|guests|authors)\b|"
    r"\b(?:do|did|what)\s+both\b",
    re.IGNORECASE,
)
_EARLIER = 6
"""So many questions of a thread are read, the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known when a question is read: who speaks, in which sources, and which words they have."""

    speakers: Sequence[Speaker]
    sources: Sequence[SourceEntry] = ()
    known_word: Callable[[str], bool] | None = None

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return whom a text mentions."""
        return find_mentions(text, self.speakers, self.known_word)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """A question's words, without markup and without the sources it names; and whom it mentions."""

    asked: str
    plain: str
    sources: frozenset[str]
    mentions: tuple[Mention, ...]


def read_question(
    text: str,
    speakers: Sequence[Speaker],
    *,
    after: Sequence[str] = (),
    known_word: Callable[[str], bool] | None = None,
    intent: Intent = Intent.QUESTION,
    sources: Sequence[SourceEntry] = (),
) -> Question:
    """Read a question; raise QuestionError, with a sentence for its asker, if nothing is asked."""
    asked = check_question(text)
    known = _Known(speakers=speakers, sources=sources, known_word=known_word)
    if intent is Intent.QUOTE:
        words = asked.strip('“”"„«» ') or asked
        return Question(text=asked, kind=Kind.QUOTE_CHECK, topic=words, quoted=words)
    if intent is Intent.COMPARE:
        return _topic(asked, known)
    words = _words(text, asked, known)
    if intent is Intent.CLAIM:
        return replace(_read(words, Thread()), kind=Kind.CLAIM_CHECK)
    outside = _outside(words, after)
    if outside is not None:
        return Question(text=asked, kind=Kind.OUTSIDE, topic=asked, outside=outside)
    return _complete(words, *_thread(after, known))


def _words(text: str, asked: str, known: _Known) -> _Words:
    plain = plain_text(text) or asked
    named = name_sources(plain, known.sources)
    return _Words(asked=asked, plain=named.rest, sources=named.sources, mentions=known.mentions(named.rest))


def _topic(asked: str, known: _Known) -> Question:
    """Read a topic that each speaker's words are wanted on."""
    mentions = known.mentions(asked)
    topic = without_voices(asked, mentions)
    return Question(text=asked, kind=Kind.OPEN, topic=topic, speakers=_who(mentions), each=True)


def _outside(words: _Words, after: Sequence[str]) -> Outside | None:
    if not split_words(plain_text(words.asked)):
        return Outside.WORDLESS
    outside = read_outside(words.plain)
    # Of a thread, or of somebody who speaks, a thing may well be wanted that is an errand elsewhere.
    if (outside is Outside.ERRAND and words.mentions) or (outside is Outside.HELP and after):
        return None
    return outside


def _thread(after: Sequence[str], known: _Known) -> tuple[Thread, Question | None]:
    """Read a thread's earlier questions: what it is about, and the last one that had a matter of its own."""
    thread, last = Thread(), None
    for text in after[-_EARLIER:]:
        if not split_words(text):
            continue
        words = _words(text, " ".join(text.split()), known)
        if _outside(words, after) is not None:
            continue
        question = _complete(words, thread, last)
        leaning = question.earlier is not None
        thread = thread.then(question.topic, question.speakers, leans=leaning)
        last = question if question.before is None else replace(question.before, speakers=question.speakers)
    return thread, last


def _complete(words: _Words, thread: Thread, last: Question | None) -> Question:
    """Read a question, and complete it from its thread where it cannot stand alone."""
    question = _read(words, thread)
    if question.kind is Kind.QUOTE_CHECK:
        return question
    elliptic = _is_elliptic(words)
    if thread.topic is None:
        unclear = is_bare(question.topic) and leans(question.topic) and not question.speakers
        if unclear:
            return replace(question, kind=Kind.OUTSIDE, outside=Outside.UNCLEAR)
        return replace(question, kind=Kind.WHO_IS) if elliptic else question
    if not question.speakers and elliptic:
        question = replace(
            question, speakers=_who(words.mentions), about=frozenset(), subject=frozenset(), kind=Kind.OPEN
        )
    if not leans(question.topic, voiced=bool(question.speakers)) and not elliptic:
        return question
    question = replace(question, earlier=thread.topic)
    bare = elliptic or is_bare(question.topic)
    if (bare or shifts_topic(words.plain)) and not question.speakers:
        question = replace(question, speakers=thread.speakers)
    if not bare:
        return question
    follow = Follow.SAME if elliptic else follow_of(question.topic)
    return replace(question, follow=follow, before=last)


def _read(words: _Words, thread: Thread) -> Question:
    plain, mentions = words.plain, words.mentions
    quoted = _quoted(plain)
    stated = None if quoted else stated_in(plain, mentions)
    named = _named(words, quoted, stated)
    topic = _topic_of(plain, quoted, stated, named)
    kind = _kind(plain, quoted, stated, named)
    who = _who(named) if kind is not Kind.WHO_IS else frozenset[str]()
    if not who and thread.speakers and not mentions and _has_voice(plain, stated):
        who, topic = thread.speakers, topic if stated else without_pronoun(topic)
    return Question(
        text=words.asked,
        kind=kind,
        topic=topic,
        speakers=who,
        about=_who(mentions) - who,
        subject=_who([one for one in mentions if is_subject(plain, one)]) - who,
        quoted=quoted[0] if quoted else None,
        each=len(named) > 1 or bool(_EACH.search(plain)),
        misread=tuple(mention.text for mention in named if not mention.exact),
        sources=words.sources,
        stranger=None if named else stranger_in(plain, mentions),
    )


def _named(words: _Words, quoted: tuple[str, int, int] | None, stated: Stated | None) -> list[Mention]:
    if quoted is not None and _is_many(quoted[0]):
        return voices_beside(words.plain, words.mentions, quoted[1], quoted[2])
    if stated is not None and (stated.by is not None or stated.someone is not None):
        return [] if stated.by is None else [stated.by]
    return voices(words.plain, words.mentions)


def _topic_of(
    plain: str, quoted: tuple[str, int, int] | None, stated: Stated | None, named: Sequence[Mention]
) -> str:
    if quoted is not None:
        return quoted[0]
    if stated is not None:
        return stated.words if stated.by else without_voices(stated.words, named)
    return without_voices(SOURCE_SAYS.sub("", plain) or plain, named)


def _kind(
    plain: str, quoted: tuple[str, int, int] | None, stated: Stated | None, named: Sequence[Mention]
) -> Kind:
    if _WHO_SAID.search(plain):
        return Kind.WHO_SAID
    if quoted and _is_many(quoted[0]):
        return Kind.QUOTE_CHECK
    if _WHO_IS.search(plain):
        return Kind.WHO_IS
    return Kind.CLAIM_CHECK if stated is not None or is_statement(plain, named) else Kind.OPEN


def _quoted(plain: str) -> tuple[str, int, int] | None:
    """Return the first words in quotation marks, and from where to where they stand with them."""
    found = _QUOTED.search(plain)
    if found is None:
        return None
    words = (found["a"] or found["b"] or found["c"]).strip()
    # An apostrophe may look like a mark: 'tis no quotation unless it has a few words.
    if not split_words(words) or (found["c"] and not _is_many(words)):
        return None
    return words, found.start(), found.end()


def _has_voice(plain: str, stated: Stated | None) -> bool:
    if stated is not None:
        return (stated.someone or "").casefold() in {"he", "she", "they"}
    return voice_before(plain)


def _is_elliptic(words: _Words) -> bool:
    """Tell whether a question names a speaker and nothing else ("and Ann?")."""
    inside = [(mention.start, mention.end) for mention in words.mentions]
    rest = [
        word
        for word in split_words(words.plain)
        if carries_matter(word) and not any(start <= word.start < end for start, end in inside)
    ]
    return bool(inside) and not rest and not voices(words.plain, words.mentions)


def _is_many(words: str) -> bool:
    return len(split_words(words)) > 1


def _who(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset[str]().union(*(mention.speakers for mention in mentions))
