"""Citations that say which version they quote, and lead to where the words stand."""

from dataclasses import replace

from bot.answering.origins import stands, with_origins
from bot.answering.types import Abstention, Finding, Mode, Reason, Verdict
from tests.bot.fakes import FakeCatalogue, fog_answer
from tests.bot.interview import ENTRY, TURNS, cite

FILM = replace(ENTRY, recording="https://media.example.org/talk.mp3")


def test_every_citation_names_the_version_and_the_second() -> None:
    answer = fog_answer()
    finding = Finding(checked="Fog?", verdict=Verdict.SAID, summary="Yes.", claims=answer.claims)
    told = with_origins(replace(answer, findings=(finding,)), [FILM])
    cited = [*told.claims, *told.findings[0].claims]
    assert {one.version for claim in cited for one in claim.citations} == {FILM.sha256}
    first = {one.links[0].url for claim in cited for one in claim.citations if one.turn.ordinal == 1}
    assert first == {"https://media.example.org/talk.mp3#t=60"}


def test_what_stands_nearest_is_linked_too() -> None:
    nearest = (cite(2, "Half of my work is stamps."),)
    nothing = Abstention(
        question="q", mode=Mode.EXTRACTIVE, reason=Reason.NOTHING_FOUND, text="No.", nearest=nearest
    )
    assert with_origins(nothing, [FILM]).nearest[0].links[0].url.endswith("#t=120")


def test_of_a_source_that_is_gone_meanwhile_nothing_is_told() -> None:
    told = with_origins(fog_answer(), [])
    assert (told.claims[0].citations[0].version, told.claims[0].citations[0].links) == (None, ())


def test_what_changed_while_it_was_quoted_does_not_stand() -> None:
    told = with_origins(fog_answer(), [ENTRY])
    other = (TURNS[0], replace(TURNS[1], text="Rain."), *TURNS[2:])

    assert stands(told, FakeCatalogue())
    assert not stands(told, FakeCatalogue(turns=other))
    assert not stands(told, FakeCatalogue(replace(ENTRY, sha256="1" * 64)))
    assert not stands(told, FakeCatalogue(replace(ENTRY, id="another")))
