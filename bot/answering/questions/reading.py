"""Reading a question: what it asks, of whom, and what it leans on in its thread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answering.asking import Intent
from bot.answering.questions.claiming import SOURCE_SAYS, Stated, stated_in
from bot.answering.questions.following import (
    Thread,
    doubts,
    follow_of,
    is_bare,
    leans,
    shifts_topic,
    voice_before,
    without_pronoun,
)
from bot.answering.questions.kinds import introduces, kind_of, wants_each, wants_sides
from bot.answering.questions.markup import plain_text
from bot.answering.questions.question import Kind, Question, check_question
from bot.answering.questions.quoting import Quoted, quoted_in
from bot.answering.questions.smalltalk import Outside, read_outside
from bot.answering.questions.strangers import stranger_in
from bot.answering.questions.titles import name_sources
from bot.answering.questions.voices import WORDS_OF_SAYING, is_subject, voices, voices_beside, without_voices
from index.catalogue import SourceEntry
from index.speakers import Mention, find_mentions
from index.types import Speaker
from index.words import carries_matter, split_words

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
    speakers: Sequence[Speaker]

    def names_several(self, named: Sequence[Mention]) -> bool:
        """Tell whether more than one is meant; who speaks in two sources is one."""
        meant = _who(named)
        return len({one.name for one in self.speakers if one.id in meant}) > 1

    def named(self, topic: str) -> str:
        """Put names for those who are mentioned by what they are ("the authors")."""
        for mention in self.mentions:
            if mention.role:
                names = dict.fromkeys(one.name for one in self.speakers if one.id in mention.speakers)
                topic = topic.replace(mention.text, " and ".join(names))
        return topic


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
    claimed = _claimed_before(after, known) if doubts(words.plain) else None
    if claimed is not None:
        return replace(claimed, text=asked)
    return _complete(words, *_thread(after, known))


def _claimed_before(after: Sequence[str], known: _Known) -> Question | None:
    """Read what was written just before as a claim or a quotation to be checked; None if it was neither."""
    text = " ".join(after[-1].split()) if after else ""
    if not split_words(text):
        return None
    before = _read(_words(text, text, known), Thread())
    return before if before.kind in {Kind.CLAIM_CHECK, Kind.QUOTE_CHECK} else None


def _words(text: str, asked: str, known: _Known) -> _Words:
    plain = plain_text(text) or asked
    named = name_sources(plain, known.sources)
    return _Words(
        asked=asked,
        plain=named.rest,
        sources=named.sources,
        mentions=known.mentions(named.rest),
        speakers=known.speakers,
    )


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
    question, elliptic = _read(words, thread), _is_elliptic(words)
    if question.kind is Kind.QUOTE_CHECK:
        return question
    if thread.topic is None:
        return _alone(question, words, elliptic=elliptic)
    if elliptic:
        return _the_same(question, words, thread.topic)
    return _led_back(question, words, thread, last)


def _alone(question: Question, words: _Words, *, elliptic: bool) -> Question:
    """Read a question that follows nothing: it may lean on what is not there, or be a name alone."""
    if is_bare(question.topic) and leans(question.topic) and not question.speakers:
        return replace(question, kind=Kind.OUTSIDE, outside=Outside.UNCLEAR)
    if elliptic and not voices(words.plain, words.mentions):
        return _introduced(question, words)
    return question


def _led_back(question: Question, words: _Words, thread: Thread, last: Question | None) -> Question:
    """Lead a question back to the thread's topic, and to who was asked there, where it leans on them."""
    if not leans(question.topic, voiced=bool(question.speakers)):
        return question
    question = replace(question, earlier=thread.topic)
    bare = is_bare(question.topic)
    if (bare or shifts_topic(words.plain)) and not question.speakers:
        question = replace(question, speakers=thread.speakers)
    return replace(question, follow=follow_of(question.topic), before=last) if bare else question


def _read(words: _Words, thread: Thread) -> Question:
    plain, mentions = words.plain, words.mentions
    quoted = quoted_in(plain)
    stated = None if quoted else stated_in(plain, mentions)
    sides = quoted is None and stated is None and _sides_of(words)
    named = list(mentions) if sides else _named(words, quoted, stated)
    topic = _topic_of(plain, quoted, stated, named)
    kind = kind_of(
        plain,
        quotes=quoted is not None and quoted.is_passage,
        claims=stated is not None,
        names=bool(named),
        introduces=introduces(plain, mentions),
        mentions=mentions,
    )
    each = len(named) > 1 or wants_each(plain, several=words.names_several(named))
    if each and not named and len(mentions) > 1:
        named = list(mentions)
    if kind is Kind.WHO_IS:
        named, topic = [], words.named(topic)
    who = _who(named)
    if not who and thread.speakers and not mentions and _has_voice(plain, stated):
        who, topic = thread.speakers, topic if stated else without_pronoun(topic)
    return Question(
        text=words.asked,
        kind=kind,
        topic=topic,
        speakers=who,
        about=_who(mentions) - who,
        subject=_who([one for one in mentions if is_subject(plain, one)]) - who,
        quoted=quoted.words if quoted else None,
        each=each,
        misread=tuple(mention.text for mention in named if not mention.exact),
        sources=words.sources,
        stranger=None if named else stranger_in(plain, mentions),
    )


def _sides_of(words: _Words) -> bool:
    """Tell whether it is asked if speakers agree: what each of them says is what tells."""
    return wants_sides(words.plain) and words.names_several(words.mentions)


def _named(words: _Words, quoted: Quoted | None, stated: Stated | None) -> list[Mention]:
    if quoted is not None and quoted.is_passage:
        return voices_beside(words.plain, words.mentions, quoted.start, quoted.end)
    if stated is not None and (stated.by is not None or stated.someone is not None):
        return [] if stated.by is None else [stated.by]
    return voices(words.plain, words.mentions)


def _topic_of(plain: str, quoted: Quoted | None, stated: Stated | None, named: Sequence[Mention]) -> str:
    if quoted is not None:
        return quoted.words
    if stated is not None:
        return stated.words if stated.by else without_voices(stated.words, named)
    return without_voices(SOURCE_SAYS.sub("", plain) or plain, named)


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
        if carries_matter(word)
        and word.text not in WORDS_OF_SAYING
        and not any(start <= word.start < end for start, end in inside)
    ]
    return bool(inside) and not rest


def _the_same(question: Question, words: _Words, topic: str) -> Question:
    """Read a question that names a speaker alone as asking of them what the thread is about."""
    return replace(
        question,
        kind=Kind.OPEN,
        topic=topic,
        speakers=_who(words.mentions),
        about=frozenset(),
        subject=frozenset(),
        each=len(words.mentions) > 1 or question.each,
    )


def _introduced(question: Question, words: _Words) -> Question:
    """Read a name alone as asking who that is."""
    who = " and ".join(mention.text for mention in words.mentions)
    return replace(question, kind=Kind.WHO_IS, topic=f"Who is {who}?", speakers=frozenset())


def _who(mentions: Sequence[Mention]) -> frozenset[str]:
    return frozenset[str]().union(*(mention.speakers for mention in mentions))
