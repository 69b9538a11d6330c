"""`whosaid search`: retrieval alone, in the terminal or as JSON."""

from collections.abc import Iterable

from rich.console import Console

from bot.answering.asking import Asked
from bot.answering.errors import QuestionError
from bot.answering.people import admitted_sources, speakers_named, speakers_of
from bot.answering.questions.question import check_question
from bot.commands.configured import Folders, configure
from bot.commands.opening import open_shown
from bot.commands.requests import BadLine, Identity, open_batch, read_request
from bot.terminal.failures import BAD_INPUT
from bot.terminal.json_lines import print_json
from bot.terminal.passages import show_found
from index.library import Library
from index.results import SearchResult, search_result
from index.retriever import Query


def search_one(folders: Folders, asked: Asked, *, limit: int, as_json: bool) -> int:
    """Show the passages found for one question; return the exit code."""
    settings = configure(folders)
    with open_shown(settings) as library:
        results = find_results(library, asked, limit)
    if as_json:
        print_json(_as_json(None, asked, results))
    else:
        Console().print(show_found(results))
    return 0


def search_batch(folders: Folders, batch: str, *, limit: int, speaker: str | None, source: str | None) -> int:
    """Print the passages found for each line of a batch; return the exit code."""
    settings = configure(folders)
    with open_batch(batch) as lines, open_shown(settings) as library:
        return search_lines(library, lines, limit, speaker, source)


def search_lines(
    library: Library, lines: Iterable[bytes], limit: int, speaker: str | None, source: str | None
) -> int:
    """Print one line for each line, in order; return the exit code."""
    bad = 0
    for line in lines:
        request = read_request(line, speaker, source)
        if isinstance(request, BadLine):
            bad += 1
            print_json({"id": request.id, "error": request.sentence})
            continue
        try:
            results = find_results(library, request.asked, limit)
        except QuestionError as error:
            bad += 1
            print_json({"id": request.id, "error": str(error)})
        else:
            print_json(_as_json(request.id, request.asked, results))
    return BAD_INPUT if bad else 0


def find_results(library: Library, asked: Asked, limit: int) -> list[SearchResult]:
    """Return the passages for a question, best first; QuestionError for what cannot be looked up."""
    text = check_question(asked.text)
    sources = admitted_sources(asked, library.corpus)
    people = speakers_of(library.corpus, sources)
    speakers = frozenset[str]() if asked.speaker is None else speakers_named(asked.speaker, people)
    query = Query(text=text, speakers=speakers, sources=sources, limit=limit)
    return [search_result(found, text) for found in library.retriever.retrieve(query)]


def _as_json(identity: Identity, asked: Asked, results: list[SearchResult]) -> dict[str, object]:
    return {"id": identity, "question": asked.text, "results": results}
