"""Finding what may answer a question: its terms, and the sentences of the passages, ranked."""

from dataclasses import dataclass, field, replace

from bot.answering.questions.question import Question
from bot.answering.search.putting import read_questions
from bot.answering.search.ranking import RankedSentence, blend, rank_sentences
from bot.answering.search.searches import Searches
from bot.answering.search.terms import StopWords, Terms, read_stop_words, read_terms
from index.library import Library
from index.retriever import Query
from index.types import ScoredPassage

PASSAGES = 12
"""How many passages are read for a question; a quotation to be checked may stand in any of more."""
CHECKED_PASSAGES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found for a question, best first."""

    terms: Terms
    ranked: list[RankedSentence]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """Finds and ranks sentences in one library; `searches` is told what each search found."""

    library: Library
    stop_words: StopWords = field(default_factory=read_stop_words)
    searches: Searches | None = None

    def find(
        self,
        question: Question,
        sources: frozenset[str],
        speakers: frozenset[str] = frozenset(),
        limit: int = PASSAGES,
    ) -> Found:
        """Return what was found in these sources, said by these speakers; empty sets mean all."""
        own = self._search(question.topic, sources, speakers, limit)
        if question.earlier is None:
            return own
        whole = self._search(f"{question.earlier} {question.topic}", sources, speakers, limit)
        return Found(terms=whole.terms, ranked=blend(whole.ranked, own.ranked))

    def _search(self, topic: str, sources: frozenset[str], speakers: frozenset[str], limit: int) -> Found:
        corpus = self.library.corpus
        terms = read_terms(
            topic,
            stop_words=self.stop_words,
            vocabulary=corpus.vocabulary(),
            frequencies=corpus.document_frequencies,
            passages=corpus.passage_count,
            is_english=self.library.is_english,
        )
        query = Query(text=terms.text, speakers=speakers, sources=sources, limit=limit)
        found = self._retrieve(query)
        # Who asks is not among the speakers asked for, but what was asked tells what their words answer.
        everybody = self._retrieve_all(query) if speakers else found
        ranked = rank_sentences(found, terms, read_questions(everybody, terms))
        return Found(terms=terms, ranked=ranked)

    def _retrieve_all(self, query: Query) -> list[ScoredPassage]:
        return self.library.retriever.retrieve(replace(query, speakers=frozenset()))

    def _retrieve(self, query: Query) -> list[ScoredPassage]:
        found = self.library.retriever.retrieve(query)
        if self.searches is not None:
            self.searches.note(found)
        return found
