"""What was sent in the forms of a card, made into a sidecar."""

from bot.cogs.moderating.replying import NotDoneError
from bot.escaping import neutralise
from bot.speaker_naming import NotANameError, NothingNamedError, rename_voice
from bot.translating import Tongue
from bot.understanding import Understood
from bot.views.intake_forms import SentDetails, SentName
from bot.wording import corpus as words
from index.addresses import read_address
from index.sidecar import Sidecar


def name_in(tongue: Tongue, sidecar: Sidecar, understood: Understood, sent: SentName) -> Sidecar:
    """Return a sidecar in which a speaker has the name that was sent; NotDoneError says why it cannot."""
    voice = understood.voice(sent.voice)
    if voice is None:
        raise NotDoneError(tongue.say(words.VOICE_GONE))
    same = understood.voice(sent.same)
    try:
        return rename_voice(sidecar, understood, voice, name=sent.name, same=same, role=sent.role)
    except NotANameError as error:
        raise NotDoneError(tongue.say(words.NAME_MACHINE, name=neutralise(str(error)))) from error
    except NothingNamedError as error:
        raise NotDoneError(tongue.say(words.NAME_NOTHING)) from error


def write_details(tongue: Tongue, sidecar: Sidecar, sent: SentDetails) -> Sidecar:
    """Return a sidecar with the title and details that were sent; what is empty is not known any more."""
    fields = ("title", "date", "publisher", "licence")
    said = {field: getattr(sent, field) or None for field in fields}
    return sidecar.model_copy(update={**said, "url": address_in(tongue, sent.url)})


def address_in(tongue: Tongue, typed: str) -> str | None:
    """Return an address as it may be shown, None for nothing; NotDoneError says what one looks like."""
    if not typed.strip():
        return None
    try:
        return read_address(typed.strip())
    except ValueError as error:
        raise NotDoneError(tongue.say(words.BAD_URL)) from error
