"""What is kept of a person, as pages for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.escaping import neutralise, plain, shorten
from bot.storage.erasing import Erased
from bot.storage.people import KeptCounts
from bot.storage.questions import StoredQuestion
from bot.translating import Tongue
from bot.views.page import Page
from bot.views.privacy import Wish, WishButton
from bot.wording import privacy as wording

_SHOWN = 150  # characters of a question


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptView:
    """What the page shows; `direct` is for direct messages, `policy` the operator's own page."""

    here: KeptCounts
    everywhere: KeptCounts
    last: Sequence[StoredQuestion]
    blocked: bool
    opted_out_at: int | None
    retention_days: int
    direct: bool = False
    policy: str | None = None


def kept_blocks(tongue: Tongue, view: KeptView) -> list[str]:
    """Return the page's text blocks."""
    lines = [*count_lines(tongue, view.here), *([tongue.say(wording.BLOCKED)] if view.blocked else [])]
    where = tongue.say(wording.IN_DIRECT_MESSAGES if view.direct else wording.HERE)
    total = view.everywhere
    entries = total.questions + total.flags + total.reviews + total.acts + total.sources
    return [
        tongue.say(wording.TITLE),
        "\n".join([where, *(lines or [tongue.say(wording.NOTHING_HERE)])]),
        tongue.say_many(wording.EVERYWHERE, entries),
        *_last(tongue, view.last),
        *_since(tongue, view.opted_out_at),
        tongue.say_many(wording.HOW_LONG, view.retention_days),
        *([tongue.say(wording.POLICY, url=f"<{view.policy}>")] if view.policy else []),
    ]


def count_lines(tongue: Tongue, counts: KeptCounts) -> list[str]:
    """Return a line for each kind of which there is anything."""
    told = (
        (wording.QUESTIONS, counts.questions),
        (wording.WORDS, counts.texts),
        (wording.FLAGS, counts.flags),
        (wording.REVIEWS, counts.reviews),
        (wording.ACTS, counts.acts),
        (wording.SOURCES, counts.sources),
    )
    return [tongue.say_many(forms, count) for forms, count in told if count]


def _last(tongue: Tongue, questions: Sequence[StoredQuestion]) -> list[str]:
    lines = [_question(tongue, question) for question in questions]
    return ["\n".join([tongue.say(wording.LAST), *lines])] if lines else []


def _question(tongue: Tongue, question: StoredQuestion) -> str:
    when = f"<t:{question.accepted_at}:f>"
    asked = neutralise(shorten(plain(question.text or ""), _SHOWN))
    if not asked.strip():
        return tongue.say(wording.LAST_WITHOUT_WORDS, when=when)
    return tongue.say(wording.LAST_QUESTION, when=when, question=asked)


def _since(tongue: Tongue, opted_out_at: int | None) -> list[str]:
    return [] if opted_out_at is None else [tongue.say(wording.OPTED_OUT, when=f"<t:{opted_out_at}:f>")]


def kept_page(tongue: Tongue, view: KeptView, note: str | None = None) -> Page:
    """Return the page with its buttons; `note` stands above."""
    here = [] if view.direct else [WishButton(Wish.ASK_HERE, tongue)]
    store = Wish.OPT_OUT if view.opted_out_at is None else Wish.OPT_IN
    rows = [
        [WishButton(Wish.DOWNLOAD, tongue), *here, WishButton(Wish.ASK_EVERYWHERE, tongue)],
        [WishButton(store, tongue)],
    ]
    return Page([*([note] if note else []), *kept_blocks(tongue, view)], rows)


def confirm_page(tongue: Tongue, *, everywhere: bool) -> Page:
    """Return what deleting would do and would not, with the buttons that do it."""
    head = wording.CONFIRM_EVERYWHERE if everywhere else wording.CONFIRM_HERE
    plainly = Wish.DELETE_EVERYWHERE if everywhere else Wish.DELETE_HERE
    fully = Wish.DELETE_EVERYWHERE_WITH_ANSWERS if everywhere else Wish.DELETE_HERE_WITH_ANSWERS
    blocks = [tongue.say(text) for text in (head, wording.GOES, wording.STAYS, wording.ANSWERS)]
    return Page(blocks, [[WishButton(wish, tongue) for wish in (plainly, fully, Wish.SHOW)]])


def deleted_page(tongue: Tongue, erased: Erased, *, answers: bool) -> Page:
    """Return how much was deleted."""
    told = (
        (wording.QUESTIONS, erased.questions),
        (wording.STOPPED, erased.stopped),
        (wording.FLAGS, erased.flags),
        (wording.REVIEWS, erased.reviews),
        (wording.ACTS, erased.acts),
        (wording.SOURCES, erased.sources),
    )
    lines = [tongue.say_many(forms, count) for forms, count in told if count]
    blocks = [tongue.say(wording.DELETED), "\n".join(lines or [tongue.say(wording.NOTHING_LEFT)])]
    more = [tongue.say(wording.TAKING_DOWN)] if answers and erased.questions else []
    return Page([*blocks, *more], [[WishButton(Wish.SHOW, tongue)]])
