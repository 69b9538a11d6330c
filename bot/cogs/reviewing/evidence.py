"""*Open passage* on a moderators' card: the words in their source, and the sentence that they carry."""

import asyncio

from bot.answering.types import Answer
from bot.backend import BackendLoader
from bot.citing import cited_place
from bot.cogs.asking.delivery import deliver
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.reviewing.moderators import check_moderator, readers_tongue
from bot.escaping import neutralise, plain, shorten_sentences
from bot.opening import NoSuchTurnError, label_citation, open_citation
from bot.restoring import restore_outcome
from bot.storage.database import Database
from bot.storage.outcomes import StoredCitation
from bot.storage.questions import StoredQuestion, find_question
from bot.translating import Tongue
from bot.views.evidence import evidence_page
from bot.views.presses import Press
from bot.wording import CHANGED, reviewing
from bot.wording import acting as words
from index.catalogue import Catalogue

_SENTENCE = 700
_MOST_SENTENCES = 2


class Evidence:
    """Opens the passages of any answer of a server, for those who moderate it."""

    def __init__(self, *, database: Database, backend: BackendLoader, policy: Policy) -> None:
        self._database = database
        self._backend = backend
        self._policy = policy

    async def open(self, press: Press, *, row: int, citation: int, turn: int | None, anew: bool) -> None:
        """Show a quotation's turn, or another of its source; `anew` is in a message of its own.

        Raises:
            RefusedPressError: If whoever presses may not see it, or it is not there any more.
        """
        await deliver(lambda: press.response.defer(ephemeral=True, thinking=anew))
        tongue = readers_tongue(press)
        async with self._database.session() as session:
            question = await find_question(session, row)
        if question is None:
            raise RefusedPressError(tongue.say(reviewing.NO_SUCH_DRAFT))
        await check_moderator(press, self._policy, question.guild)
        citations = question.outcome.citations if question.outcome else ()
        if not 0 <= citation < len(citations):
            raise RefusedPressError(tongue.say(words.NOTHING_QUOTED))
        catalogue = (await self._backend.ready()).catalogue
        try:
            opened = await asyncio.to_thread(open_citation, catalogue, citations, citation, turn)
        except NoSuchTurnError as error:
            raise RefusedPressError(tongue.say(CHANGED)) from error
        labels = [label_citation(one, n, catalogue) for n, one in enumerate(citations, start=1)]
        above = _carried(tongue, question, citations[citation], catalogue)
        page = evidence_page(tongue, opened, row=row, above=above, labels=labels)
        await deliver(lambda: press.edit_original_response(view=page))


def _carried(
    tongue: Tongue, question: StoredQuestion, citation: StoredCitation, catalogue: Catalogue
) -> list[str]:
    """Return the sentences of a draft that rest on a quotation, as whole as they fit."""
    outcome = None if question.draft is None else restore_outcome(question.draft, catalogue)
    if not isinstance(outcome, Answer):
        return []
    place = (citation.source, citation.turn, citation.start, citation.end)
    texts = [
        plain(tongue.tell(claim.text))
        for claim in outcome.claims
        if place in {cited_place(one) for one in claim.citations}
    ]
    shown = (neutralise(shorten_sentences(text, _SENTENCE)) for text in texts[:_MOST_SENTENCES])
    return [tongue.say(words.CARRIES, sentence=sentence) for sentence in shown]
