"""Reading sources: one reader a format, to one form, with spans into the untouched file."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from index.errors import AbsentSpeakerError, SourceError
from index.namesakes import doubt_letters, find_namesakes
from index.naming import name_speakers
from index.sidecar import Sidecar, source_id
from index.transcripts.captions import is_subrip, is_webvtt, read_subrip, read_webvtt
from index.transcripts.docx import docx_text, read_docx
from index.transcripts.foreign import is_pdf, is_utf16, is_zip, refuse_foreign
from index.transcripts.heard import Heard
from index.transcripts.html import is_html, read_html
from index.transcripts.interview import read_interview
from index.transcripts.machine import read_json
from index.transcripts.mail import is_mail, read_mail
from index.transcripts.pdf import pdf_text, read_pdf
from index.transcripts.reading import Doubt, Reading, Skipped
from index.transcripts.stamped import is_stamped, read_stamped
from index.transcripts.visible import count_lines
from index.types import Speaker, Transcript, Turn, TurnKind

__all__ = ["Doubt", "Reading", "Skipped", "read_transcript", "source_text"]

_JSON = re.compile(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[{\[\"\]])")
_XML = re.compile(r"\ufeff?\s*<(?:\?xml|tt|transcript|timedtext)[\s>:]", re.IGNORECASE)
# A day of talk without a single line break has a million characters.
_LONGEST_LINE = 2_000_000
# As many captions as are read have no more, with their blank lines.
_MOST_BREAKS = 1_000_000


def read_transcript(data: bytes, name: str, sidecar: Sidecar | None = None) -> Reading:
    """Read a source in the format that its content shows; `name` is the file's, for its id and for errors."""
    given = sidecar or Sidecar()
    heard = _hear(data, name, given)
    if not heard.spoken:
        raise SourceError(Path(name), "Nobody says anything in it. Check that it is the right file.")
    _refuse_mere_text(heard, name, given)
    _refuse_absent_speakers(heard, name, given)
    transcript = _number_turns(heard, given, name, data)
    return Reading(
        transcript=transcript,
        skipped=heard.skipped,
        doubts=(*heard.doubts, *_doubt_names(transcript, given)),
        understood=heard.understood,
    )


def source_text(data: bytes) -> str:
    """Return the text of a file that spans point into."""
    if is_zip(data):
        return docx_text(data, "")
    return pdf_text(data, "") if is_pdf(data) else _decode(data, "")


def _hear(data: bytes, name: str, sidecar: Sidecar) -> Heard:
    """Read bytes by what they are; everything but PDF and DOCX is text."""
    if is_zip(data):
        return read_docx(data, name, sidecar)
    if is_pdf(data):
        return read_pdf(data, name, sidecar)
    refuse_foreign(data, name)
    source = _decode(data, name)
    heard = read_json(source, name, sidecar) if _JSON.match(source) else _read_text(source, name, sidecar)
    return heard if heard.lines else replace(heard, lines=count_lines(source))


def _decode(data: bytes, name: str) -> str:
    # Windows' programs write "Unicode" as UTF-16 with a mark that says so.
    encoding = "utf-16" if is_utf16(data) else "utf-8"
    try:
        source = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            Path(name), "It is not UTF-8 text. Save it as UTF-8 and try again.", line=line
        ) from error
    if "\0" in source:
        sentence = "It is not text (it holds NUL bytes). Save it as UTF-8 text and try again."
        raise SourceError(Path(name), sentence, line=source.count("\n", 0, source.index("\0")) + 1)
    return source


def _read_text(source: str, name: str, sidecar: Sidecar) -> Heard:
    _refuse_endless(source, name)
    if is_html(source):
        return read_html(source, name, sidecar)
    if _XML.match(source):
        sentence = "It is XML of a kind that is not read here. Export it as WebVTT, SubRip or plain text."
        raise SourceError(Path(name), sentence)
    if is_webvtt(source):
        return read_webvtt(source, name, sidecar)
    if is_subrip(source):
        return read_subrip(source, name, sidecar)
    if is_stamped(source):
        return read_stamped(source, name, sidecar)
    if is_mail(source):
        return read_mail(source, sidecar)
    return read_interview(source, name, sidecar)


def _refuse_mere_text(heard: Heard, name: str, sidecar: Sidecar) -> None:
    """Refuse a text in which nobody speaks, unless a sidecar says whose it is."""
    if sidecar.speakers or sidecar.narrator or sidecar.unlabelled:
        return
    kinds = {spoken.kind for spoken in heard.spoken}
    if kinds <= {TurnKind.NARRATION, TurnKind.NOTE}:
        words = sum(len(piece.text.split()) for spoken in heard.spoken for piece in spoken.pieces)
        sentence = (
            f"Nobody is named as speaking in its {words:,} words: there is no label such as “Ana Ruiz:” that "
            "recurs, and no question set apart. Add labels, or give a `narrator` in a sidecar."
        )
        raise SourceError(Path(name), sentence)


def _refuse_endless(source: str, name: str) -> None:
    lines = source.count("\n") + source.count("\r")
    if lines > _MOST_BREAKS:
        sentence = f"It has {lines:,} line breaks; at most {_MOST_BREAKS:,} are read. Split it."
        raise SourceError(Path(name), sentence)
    longest = max(source.replace("\r", "\n").split("\n"), key=len)
    if len(longest) > _LONGEST_LINE:
        sentence = f"It has {len(longest):,} characters without a break. Check that it is a transcript."
        raise SourceError(Path(name), sentence, line=count_lines(source).line_of(source.index(longest)))


def _refuse_absent_speakers(heard: Heard, name: str, sidecar: Sidecar) -> None:
    present = {spoken.speaker for spoken in heard.spoken}
    for person in sidecar.speakers:
        if person.name not in present:
            labels = ", ".join(f"“{alias}”" for alias in (person.name, *person.aliases))
            sentence = (
                f"It names the speaker “{person.name}”, but {Path(name).name} has no turn under {labels}. "
                "Add the label that the text uses to the aliases, or remove the speaker."
            )
            raise AbsentSpeakerError(Path(name).with_suffix(".toml"), sentence, speaker=person.name)


def _number_turns(heard: Heard, given: Sidecar, name: str, data: bytes) -> Transcript:
    identity = source_id(name, given)
    ids = name_speakers(identity, (person.name for person in heard.people))
    speakers = {
        person.name: Speaker(id=ids[person.name], name=person.name, aliases=person.aliases, role=person.role)
        for person in heard.people
    }
    said = heard.understood
    return Transcript(
        id=identity,
        title=said.title or Path(name).stem,
        sha256=hashlib.sha256(data).hexdigest(),
        speakers=tuple(speakers.values()),
        turns=_turns(heard, identity, speakers),
        publisher=said.publisher,
        date=said.date,
        # Shown as links, so never taken from what a file says of itself.
        url=given.url,
        recording=given.recording,
        licence=said.licence,
        language=said.language,
        servers=given.servers,
        age_restricted=given.age_restricted,
        budget=given.quoting.budget,
    )


def _turns(heard: Heard, identity: str, speakers: dict[str, Speaker]) -> tuple[Turn, ...]:
    lines = heard.lines or count_lines("")
    turns: list[Turn] = []
    question: int | None = None
    for ordinal, spoken in enumerate(heard.spoken):
        question = ordinal if spoken.kind is TurnKind.QUESTION else question
        turn = Turn(
            source=identity,
            ordinal=ordinal,
            kind=spoken.kind,
            speaker=speakers[spoken.speaker],
            role=spoken.role,
            text="".join(piece.text for piece in spoken.pieces),
            pieces=spoken.pieces,
            line=lines.line_of(spoken.pieces[0].start),
            time=spoken.time,
            page=spoken.page,
            answers=question if spoken.kind is TurnKind.ANSWER else None,
            breaks=spoken.breaks,
        )
        turns.append(turn)
    return tuple(turns)


def _doubt_names(transcript: Transcript, given: Sidecar) -> list[Doubt]:
    """Report names that may be one person's, and those that are not what they look like.

    Whom the sidecar names is settled.
    """
    settled = {person.name for person in given.speakers}
    first = {turn.speaker.name: turn.line for turn in reversed(transcript.turns)}
    names = [speaker.name for speaker in transcript.speakers]
    odd = [(name, sentence) for name in names if name not in settled and (sentence := doubt_letters(name))]
    pairs = [pair for pair in find_namesakes(names) if not {pair.name, pair.other} <= settled]
    alike = [(pair.other, pair.sentence) for pair in pairs]
    return [Doubt(sentence=sentence, line=first.get(name)) for name, sentence in (*odd, *alike)]
