"""A whole question in the language of who reads it; the quotations stay as they were said."""

from dataclasses import replace

import pytest

from bot.answering.abstaining import sentence_for
from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.extractive import quote_sentences
from bot.answering.judging.checking import Check
from bot.answering.judging.verdicts import summarise
from bot.answering.types import Abstention, Answer, Claim, Mode, Outcome, Reason, Verdict
from bot.phrases import Phrase
from bot.wording.notes import MISREAD
from bot.wording.questions import TOO_LONG
from index.types import Sentence
from tests.bot.cogs.reviews import Chamber
from tests.bot.german import speak_german
from tests.bot.interview import TURNS, cite
from tests.bot.server import Server, labels, read

FOG = Sentence(turn=TURNS[1], start=0, end=len("Mostly I wait for fog."))


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    speak_german(monkeypatch)


def answer(asked: Asked) -> Outcome:
    claims = tuple(
        Claim(text=claim.text, citations=(cite(1, FOG.text),)) for claim in quote_sentences([FOG]).claims
    )
    return Answer(
        question=asked.text,
        mode=Mode.EXTRACTIVE,
        claims=claims,
        verdict=Verdict.SUPPORTED,
        summary=summarise(Check(verdict=Verdict.SUPPORTED, sentences=(FOG,)), []),
        note=Phrase(MISREAD, names="Mira"),
    )


def abstention(asked: Asked) -> Outcome:
    return Abstention(
        question=asked.text,
        mode=Mode.EXTRACTIVE,
        reason=Reason.NOTHING_FOUND,
        text=sentence_for(Reason.NOTHING_FOUND, asked=("Mira Okafor", "Jon Beck")),
        nearest=(cite(2, "Half of my work is stamps."),),
        covered=("Mira Okafor", "Jon Beck"),
    )


@pytest.mark.usefixtures("german")
async def test_an_answer_reads_german_but_for_the_quotations(server: Server) -> None:
    server.answering.reply = answer
    result = await server.ann.slash(server.talk, "ask", question="Worauf warten sie?", speaker="Mira Okafor")

    assert read(result).splitlines() == [
        "-# An Mira Okafor gefragt: „Worauf warten sie?“",
        "**Ja: Mira Okafor sagt das (bei 1:00).**",
        "-# Als Name gelesen: Mira",
        "Mira Okafor sagt: „Mostly I wait for fog.“ **[1]**",
        "> **[1] Mira Okafor** · 1:00",
        "> -# antwortet auf „What does a harbour master do all day?“",
        "-# Aus „A talk at the harbour“",
    ]
    assert labels(result)[:2] == ["Stelle zeigen", "Weiterfragen"]


@pytest.mark.usefixtures("german")
async def test_an_abstention_reads_german_but_for_the_quotations(server: Server) -> None:
    server.answering.reply = abstention
    result = await server.ann.slash(server.nook, "ask", question="Was kostet es?")

    assert read(result).splitlines() == [
        "-# Gefragt: „Was kostet es?“",
        "In den Quellen steht dazu nichts von Mira Okafor und Jon Beck.",
        "-# Am nächsten kommen:",
        "> **[1] Jon Beck** · 2:00",
        "> „Half of my work is stamps.“",
        "> -# antwortet auf „What does a harbour master do all day?“",
        "-# Aus „A talk at the harbour“",
        "-# Hier sprechen: Mira Okafor, Jon Beck",
    ]


@pytest.mark.usefixtures("german")
async def test_an_opened_passage_reads_german_but_for_its_words(server: Server) -> None:
    server.answering.reply = answer
    shown = (await server.ann.slash(server.talk, "ask", question="Worauf warten sie?")).response
    assert shown is not None
    passage = await server.ann.click(shown, label="Stelle zeigen")

    assert read(passage).splitlines()[0] == "-# [1] in „A talk at the harbour“"
    assert read(passage).splitlines()[-1] == "-# Die zitierten Worte sind fett."
    assert labels(passage) == ["Davor", "Danach"]


@pytest.mark.usefixtures("german")
async def test_the_form_reads_german(server: Server) -> None:
    server.answering.reply = answer
    shown = (await server.ann.slash(server.talk, "ask", question="Worauf warten sie?")).response
    assert shown is not None
    form = await server.ann.click(shown, label="Weiterfragen")

    assert form.modal is not None
    assert form.modal["title"] == "Weiterfragen"
    assert "Es geht weiter von: „Worauf warten sie?“" in str(form.modal)


@pytest.mark.usefixtures("german")
async def test_why_a_question_is_not_taken_is_said_in_german(server: Server) -> None:
    def refuse(_asked: Asked) -> Outcome:
        raise QuestionError(Phrase(TOO_LONG, characters=2000, most=1000))

    server.answering.reply = refuse
    result = await server.ann.slash(server.nook, "ask", question="Warum?")

    assert read(result) == "Die Frage hat 2000 Zeichen: Frag in höchstens 1000."


async def test_another_reader_of_the_same_server_reads_english(server: Server) -> None:
    server.answering.reply = answer
    result = await server.ann.slash(server.nook, "ask", question="What do they wait for?")

    assert read(result).startswith("-# Asked: “What do they wait for?”\n**Yes: Mira Okafor says this")


@pytest.mark.usefixtures("german")
async def test_a_draft_that_waited_is_shown_in_the_language_of_the_server(server: Server) -> None:
    chamber = await Chamber.open(server)
    await server.change_rules(lambda rules: replace(rules, language="de"))
    server.answering.reply = answer
    await server.ann.slash(server.talk, "ask", question="Worauf warten sie?")
    await server.cleo.click(chamber.card, label="Freigeben")
    [posted] = server.talk.history()

    assert "Mira Okafor sagt: „Mostly I wait for fog.“ **[1]**" in read(posted)
    assert "**Ja: Mira Okafor sagt das (bei 1:00).**" in read(posted)
    assert "-# Als Name gelesen: Mira" in read(posted)
