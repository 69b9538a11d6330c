"""The same question in the same channel: a link to the answer that stands, while it stands."""

import discord

from bot.cogs.asking.admission import Accepted
from bot.cogs.asking.case import Case
from bot.cogs.asking.delivery import ConnectionOverError, DeliveryError, deliver
from bot.cogs.asking.links import message_link
from bot.cogs.asking.visible import visible_sources
from bot.storage.database import Database
from bot.storage.outcomes import StoredCitation, StoredOutcome
from bot.storage.questions import StoredQuestion
from bot.storage.standing import standing_answer
from index.catalogue import Catalogue


class StandingAnswers:
    """Finds answers that need not be given again."""

    def __init__(self, client: discord.Client, database: Database) -> None:
        self._client = client
        self._database = database

    async def link_to(self, case: Case, accepted: Accepted, catalogue: Catalogue) -> str | None:
        """Return the link to the answer that everybody can read already, if it still holds and is there."""
        place = case.incoming.place
        if place.guild is None or not accepted.stands_alone or not (case.public or case.drafted):
            return None
        async with self._database.reading() as session:
            found = await standing_answer(session, place.guild, place.channel, accepted.fingerprint)
        if found is None or found.answer_message is None or not _holds(found, case, catalogue):
            return None
        if not await self._is_there(found, found.answer_message):
            return None
        return message_link(found.guild, found.channel, found.answer_message)

    async def _is_there(self, question: StoredQuestion, message: int) -> bool:
        channel = self._client.get_partial_messageable(question.channel, guild_id=question.guild)
        try:
            await deliver(lambda: channel.fetch_message(message))
        except ConnectionOverError:
            raise
        except DeliveryError:
            # Gone, or not for us to look at: then the question is answered as if it were the first.
            return False
        return True


def _holds(question: StoredQuestion, case: Case, catalogue: Catalogue) -> bool:
    """Tell whether an answer's sources are what they were, and may be quoted here still."""
    if question.outcome is None:
        return False
    visible = visible_sources(catalogue, case.incoming.place, case.allowed)
    return is_unchanged(question.outcome, catalogue) and all(
        citation.source in visible for citation in question.outcome.citations
    )


def is_unchanged(outcome: StoredOutcome, catalogue: Catalogue) -> bool:
    """Tell whether each source that an outcome quotes is the file that it was, its speakers called so."""
    hashes = {entry.id: entry.sha256 for entry in catalogue.sources()}
    return all(
        citation.sha256
        and hashes.get(citation.source) == citation.sha256
        and _is_so_called(citation, catalogue)
        for citation in outcome.citations
    )


def _is_so_called(citation: StoredCitation, catalogue: Catalogue) -> bool:
    """Tell whether who said it has the name that the answer gives: one may have been put right since."""
    turn = catalogue.turn(citation.source, citation.turn)
    return turn is not None and citation.speaker in {"", turn.speaker.name}
