"""One question while it is worked on: what was asked, by which rules, and the way back to its asker."""

from dataclasses import dataclass, replace

from bot.cogs.asking.delivery import Delivery
from bot.cogs.asking.incoming import Incoming
from bot.cogs.asking.running import Running
from bot.moderation.decisions import Allowed
from bot.moderation.rules import ChannelMode, GuildRules
from bot.translating import Tongue, tongue_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A question that may be answered; `rules` and `allowed` are as they were when it came.

    `notice` is a sentence that its asker should have above the answer.
    """

    incoming: Incoming
    delivery: Delivery
    run: Running
    rules: GuildRules
    allowed: Allowed
    notice: str | None = None

    def kept_private(self, notice: str) -> "Case":
        """Return the same, to be answered to its asker alone."""
        return replace(self, incoming=replace(self.incoming, private=True), notice=notice)

    @property
    def public(self) -> bool:
        """Whether everybody sees the answer at once."""
        return self.allowed.mode is ChannelMode.OPEN and not self.incoming.private

    @property
    def drafted(self) -> bool:
        """Whether a moderator sees the answer first, whatever it is."""
        return self.allowed.mode is ChannelMode.DRAFT and not self.incoming.private

    @property
    def shareable(self) -> bool:
        """Whether a private answer may become public later: never one about words of somebody else."""
        shared = self.allowed.mode in {ChannelMode.OPEN, ChannelMode.DRAFT}
        return shared and self.incoming.new.text is not None

    @property
    def tongue(self) -> Tongue:
        """The language of who reads the answer: of the server where that is everybody."""
        incoming = self.incoming
        if not self.public:
            return incoming.tongue
        return tongue_of(self.rules.language or incoming.server_language)
