"""Deciding what a name that somebody gave makes of a sidecar: nobody is named by a machine, nobody twice."""

from bot.understanding import Understood, Voice
from index.sidecar import Sidecar
from index.sidecar_editing import join_speakers, name_speaker
from index.transcripts.voices import is_machine_label, is_unknown
from index.types import Role

_KEPT = ("id", "title", "publisher", "date", "url", "licence", "language", "recording", "quoting")


class NotANameError(Exception):
    """What was written names nobody; the text is what was written."""


class NothingNamedError(Exception):
    """Nothing was written or chosen that differs from what is there."""


def rename_voice(
    sidecar: Sidecar,
    understood: Understood,
    voice: Voice,
    *,
    name: str = "",
    same: Voice | None = None,
    role: Role | None = None,
) -> Sidecar:
    """Return a sidecar in which a voice has a name, or is one with another; a name that is there joins them.

    Raises:
        NotANameError: If the name is one that programs write.
        NothingNamedError: If nothing would change.
    """
    if same is not None and same.name != voice.name:
        return _with_role(join_speakers(sidecar, [voice.name], same.name), same.name, role)
    name = " ".join(name.split()) or voice.name
    if name != voice.name and (is_unknown(name) or is_machine_label(name)):
        raise NotANameError(name)
    meant = next((one.name for one in understood.voices if one.name.casefold() == name.casefold()), name)
    if name.casefold() == voice.name.casefold():
        meant = name  # the same letters, written otherwise
    if meant == voice.name and role in {None, voice.role}:
        raise NothingNamedError
    return _with_role(name_speaker(sidecar, voice.name, meant), meant, role)


def carry_over(before: Sidecar, raw: Understood, understood: Sidecar) -> Sidecar:
    """Return what is known of a source with the names that hold for its new file, too.

    `raw` and `understood` are the new file read without any sidecar. Of those who do not speak in it nothing
    is kept.
    """
    said = understood
    for person in before.speakers:
        labels = {person.name, *person.aliases}
        for voice in raw.voices:
            label = voice.label or voice.name
            if label in labels and not (voice.label and is_unknown(person.name)):
                said = name_speaker(said, voice.name, person.name)
                said = _with_role(said, person.name, person.role)
    kept = {key: held for key in _KEPT if (held := getattr(before, key)) is not None}
    return said.model_copy(update={**kept, "age_restricted": before.age_restricted})


def carried(before: Sidecar, understood: Understood) -> tuple[Voice, ...]:
    """Return the voices that have a name only because a program wrote the same label in the version before.

    A program numbers voices anew each time: whether it is still them is doubtful.
    """
    known = {(person.name, label) for person in before.speakers for label in person.aliases}
    return tuple(
        voice for voice in understood.voices if not voice.unknown and (voice.name, voice.label) in known
    )


def _with_role(sidecar: Sidecar, name: str, role: Role | None) -> Sidecar:
    if role is None or role is Role.UNKNOWN:
        return sidecar
    return name_speaker(sidecar, name, name, role)
