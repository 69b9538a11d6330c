"""What moderators decide about answers, put together: drafts, and what comes after an answer."""

import discord
from discord import app_commands

from bot.backend import BackendLoader
from bot.cases import Casebook
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rechecking import Recheck
from bot.cogs.asking.scrutiny import Scrutiny
from bot.cogs.reviewing.acting import Acts, Handlers
from bot.cogs.reviewing.concluding import Concluding
from bot.cogs.reviewing.dossiers import Dossiers
from bot.cogs.reviewing.evidence import Evidence
from bot.cogs.reviewing.flag_cards import FlagCards
from bot.cogs.reviewing.flagging import Flagging
from bot.cogs.reviewing.forgotten_cards import ForgottenCards
from bot.cogs.reviewing.outdated import Outdated
from bot.cogs.reviewing.publishing import Publishing
from bot.cogs.reviewing.renewing import Renewing
from bot.cogs.reviewing.review_cards import ReviewCards
from bot.cogs.reviewing.reviews import Reviewing
from bot.cogs.reviewing.tending import Tending
from bot.cogs.reviewing.withdraw_menu import WithdrawMenu
from bot.cogs.reviewing.withdrawing import Withdrawing
from bot.day_budgets import DayBudgets
from bot.fleet.part import Part
from bot.storage.database import Database
from bot.views.acting import Act, ActButton
from bot.views.evidence import EvidenceChoice, EvidenceTurn
from bot.views.listing import Listing

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
        tree: app_commands.CommandTree[discord.Client],
        scrutiny: Scrutiny,
        casebook: Casebook | None,
        part: Part,
    ) -> None:
        dossiers = Dossiers(database, backend)
        cards = ReviewCards(client=client, database=database, policy=policy)
        publishing = Publishing(client=client, recheck=recheck, days=DayBudgets(database))
        flags = FlagCards(client=client, database=database, backend=backend, policy=policy)
        self.withdrawing = Withdrawing(
            client=client, database=database, policy=policy, casebook=casebook, cards=flags, part=part
        )
        concluding = Concluding(
            client=client,
            database=database,
            dossiers=dossiers,
            publishing=publishing,
            recheck=recheck,
            cards=cards,
            bury=self.withdrawing.bury,
        )
        self.reviewing = Reviewing(
            database=database,
            policy=policy,
            dossiers=dossiers,
            cards=cards,
            concluding=concluding,
            scrutiny=scrutiny,
            part=part,
        )
        flagging = Flagging(
            database=database, policy=policy, cards=flags, withdrawing=self.withdrawing, part=part
        )
        self.outdated = Outdated(client=client, database=database, backend=backend, policy=policy)
        renewing = Renewing(
            client=client,
            database=database,
            backend=backend,
            policy=policy,
            recheck=recheck,
            scrutiny=scrutiny,
            drafts=self.reviewing,
            bury=self.withdrawing.bury,
        )
        handlers = Handlers(
            pressed={
                Act.APPROVE: self.reviewing.approve,
                Act.EDIT: self.reviewing.open_edit,
                Act.REJECT: self.reviewing.open_reject,
                Act.PRIVATE: self.reviewing.answer_privately,
                Act.FLAG: flagging.open_form,
                Act.KEEP: flagging.keep,
                Act.WITHDRAW: self.withdrawing.open_form,
                Act.RENEW: renewing.renew,
            },
            sent={
                Act.EDIT: self.reviewing.edit,
                Act.REJECT: self.reviewing.reject,
                Act.FLAG: flagging.flag,
                Act.WITHDRAW: self.withdrawing.withdraw,
            },
        )
        evidence = Evidence(database=database, backend=backend, policy=policy)
        self.acts = Acts(handlers, evidence)
        self.forgotten_cards = ForgottenCards(client=client, database=database, policy=policy, part=part)
        self.lists = {Listing.OUTDATED: self.outdated.page}
        self.cogs = (
            self.acts,
            WithdrawMenu(tree=tree, withdrawing=self.withdrawing, acts=self.acts),
            Tending(
                once=(flagging.resume, self.withdrawing.resume),
                often=(self.reviewing.resume, self.outdated.look, self.forgotten_cards.empty),
            ),
        )
