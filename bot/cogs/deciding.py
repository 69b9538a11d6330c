"""What moderators decide about answers, put together: drafts, and what comes after an answer."""

import discord

from bot.backend import BackendLoader
from bot.cogs.acting import Acts, Handlers
from bot.cogs.concluding import Concluding
from bot.cogs.dossiers import Dossiers
from bot.cogs.evidence import Evidence
from bot.cogs.policy import Policy
from bot.cogs.publishing import Publishing
from bot.cogs.rechecking import Recheck
from bot.cogs.review_cards import ReviewCards
from bot.cogs.reviewing import Reviewing
from bot.storage.database import Database
from bot.views.acting import Act, ActButton
from bot.views.evidence import EvidenceChoice, EvidenceTurn

DECISIONS = (ActButton, EvidenceTurn, EvidenceChoice)
"""The dynamic items of moderators' cards."""


class Deciding:
    """Everything that moderators' cards need; `cogs` are to be added to the bot."""

    def __init__(
        self,
        *,
        client: discord.Client,
        database: Database,
        backend: BackendLoader,
        policy: Policy,
        recheck: Recheck,
    ) -> None:
        dossiers = Dossiers(database, backend)
        cards = ReviewCards(client=client, database=database, policy=policy)
        publishing = Publishing(client=client, recheck=recheck)
        concluding = Concluding(
            client=client,
            database=database,
            dossiers=dossiers,
            publishing=publishing,
            recheck=recheck,
            cards=cards,
        )
        self.reviewing = Reviewing(
            database=database,
            policy=policy,
            dossiers=dossiers,
            cards=cards,
            concluding=concluding,
        )
        handlers = Handlers(
            pressed={
                Act.APPROVE: self.reviewing.approve,
                Act.EDIT: self.reviewing.open_edit,
                Act.REJECT: self.reviewing.open_reject,
                Act.PRIVATE: self.reviewing.answer_privately,
            },
            sent={Act.EDIT: self.reviewing.edit, Act.REJECT: self.reviewing.reject},
        )
        evidence = Evidence(database=database, backend=backend, policy=policy)
        self.acts = Acts(handlers, evidence)
        self.cogs = (self.reviewing, self.acts)
