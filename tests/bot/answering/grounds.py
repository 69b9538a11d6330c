"""An invented interview as it lies in a file, read by the real reader, and drafts about it."""

import json
from pathlib import Path

from bot.answering.types import Draft, DraftClaim, Mode, Quote
from bot.answering.verification.grounding import Evidence, Verified, verify
from index.sidecar import parse_sidecar
from index.transcripts import read_transcript
from index.types import Transcript, Turn

TEXT = """\
The Lamp Post: How many lamps does Varn have, and who counts them?

Ada Quill: Varn now has close to 0.5 billion lamps, and it is by far the brightest town. \
I don't think we can say they are wasteful. The growth will keep going at about 30% per year. \
[Note: the council later said 20%.] There are tons of LAMP PHOTOloopholes in the light tax.

The Lamp Post: Did Orrin Ltd pay the whole bill?

Bo Hale: Yes, 40 of them. Mayor Stern said the lamps were a gift, but nobody saw a bill. The lamps are safe \
unless it rains. Write to “office@varn.example” or see https://varn.example/[1]. It might snow — we'll see…

Ada Quill: We never say never. Mayor Stern said the poles were free. Lamps are cheap. Are they useful?
"""
SIDECAR = """\
skip = ["LAMP PHOTO"]
speakers = [
    {name = "The Lamp Post", role = "host"},
    {name = "Ada Quill", aliases = ["Ada"], role = "guest"},
    {name = "Bo Hale", aliases = ["Bo"], role = "guest"},
]
"""
SOURCE = "lamps"


def read_lamps() -> Transcript:
    sidecar = parse_sidecar(SIDECAR, Path(f"{SOURCE}.toml"))
    return read_transcript(TEXT.encode(), f"{SOURCE}.txt", sidecar).transcript


def read_podcast() -> tuple[str, Transcript]:
    """Return a podcast with JSON escapes, as its file stands and as it is read."""
    segments = [
        {"speaker": "Cy", "body": "It’s “naïve” —\nand straße\tis a word…", "startTime": 0, "endTime": 9},
        {
            "speaker": "Di",
            "body": "No: 7 of 9 said so \\ and I do not know why.",
            "startTime": 9,
            "endTime": 12,
        },
    ]
    source = json.dumps({"version": "1.0.0", "segments": segments})
    return source, read_transcript(source.encode(), "words.json").transcript


def gather(transcript: Transcript, *, admitted: frozenset[str] = frozenset()) -> Evidence:
    turns = {(turn.source, turn.ordinal): turn for turn in transcript.turns}
    asked = {
        place: turns[turn.source, turn.answers] for place, turn in turns.items() if turn.answers is not None
    }
    return Evidence(
        turns=turns,
        titles={transcript.id: transcript.title},
        speakers=transcript.speakers,
        questions=asked,
        admitted=admitted,
    )


def turn_with(transcript: Transcript, words: str) -> Turn:
    return next(turn for turn in transcript.turns if words in turn.text)


def quote_of(transcript: Transcript, words: str) -> Quote:
    return Quote(source=transcript.id, turn=turn_with(transcript, words).ordinal, words=words)


def draft_of(*claims: tuple[str, tuple[Quote, ...]]) -> Draft:
    made = tuple(DraftClaim(text=text, quotes=quotes) for text, quotes in claims)
    return Draft(mode=Mode.GENERATED, claims=made)


def check(text: str, *words: str) -> str | None:
    """Return why one sentence over words of the lamps is refused, or None if it stands."""
    lamps = read_lamps()
    quotes = tuple(quote_of(lamps, one) for one in words)
    return reason_of(verify(draft_of((text, quotes)), gather(lamps)))


def reason_of(verified: Verified) -> str | None:
    assert len(verified.claims) + len(verified.rejected) == 1
    return verified.rejected[0].reason if verified.rejected else None
