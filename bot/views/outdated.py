"""The buttons of the list of answers whose sources have changed: two an answer, with its number."""

from bot.translating import Tongue
from bot.views.acting import Act, ActButton
from bot.wording import flagging as words


def outdated_row(tongue: Tongue, number: int, question: int) -> list[ActButton]:
    """Return what can be done about one answer of the list."""
    return [
        ActButton(Act.WITHDRAW, question, tongue, label=tongue.say(words.WITHDRAW_NUMBER, number=number)),
        ActButton(Act.RENEW, question, tongue, label=tongue.say(words.RENEW_NUMBER, number=number)),
    ]
