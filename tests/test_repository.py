"""What the repository holds, so that a clone works anywhere and says nothing of where it was made."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

TOP_LEVEL = {
    *("pyproject.toml", ".env.example", "seeds", "bot", "index", "tests", "docs", "benchmarks", "deploy"),
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "requirements.lock", "Dockerfile"),
    *(".ci", ".gitignore", ".dockerignore", ".gitattributes"),
}

_PLACES = re.compile(r"(?<![\w.~:/-])/(?:work|root|home|tmp|Users)/\w")
# Written in pieces, or this file would be the first to hold them.
_REGISTRIES = ("pypi" + ".org", "files.python" + "hosted", "/sim" + "ple/", "arti" + "factory")
_COMMAND = re.compile(r"(?:^|\s)uv run (.+?)(?:\s*[>|#].*)?$", re.MULTILINE)
_FENCED = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_INLINE = re.compile(r"`(whosaid [^`]+)`")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")

PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *sorted(p.name for p in (ROOT / "docs").glob("*.md")),
)


def test_every_top_level_entry_is_one_that_the_design_names() -> None:
    assert {path.parts[0] for path in tracked()} - TOP_LEVEL == set()


def test_no_text_says_where_it_was_made() -> None:
    assert [f"{path}: {match[0]}" for path, text in texts() for match in _PLACES.finditer(text)] == []


def test_no_text_names_a_registry() -> None:
    assert [f"{path}: {name}" for path, text in texts() for name in _REGISTRIES if name in text] == []


def test_the_lock_that_names_hosts_is_left_out() -> None:
    assert Path("uv.lock") not in tracked()


def test_no_secret_and_no_data_is_tracked() -> None:
    assert [
        path for path in tracked() if path.parts[0] == "data" or path.name in {".env", "whosaid.db"}
    ] == []


def test_ci_runs_the_command_that_the_readme_names() -> None:
    last = (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1]
    assert last in (ROOT / "README.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page: str) -> None:
    path = page_path(page)
    linked = _LINK.findall(path.read_text("utf-8"))
    assert [link for link in linked if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_documented_command_exists(page: str) -> None:
    written = documented(page_path(page).read_text("utf-8"))
    assert [command for command in written if not exists(command)] == []


def test_the_readme_shows_commands_of_whosaid_and_of_poe() -> None:
    programs = {command[0] for command in documented((ROOT / "README.md").read_text("utf-8"))}
    assert programs == {"whosaid", "poe"}


@cache
def tracked() -> tuple[Path, ...]:
    """Return what git would give to a clone; in a copy without git, what the copy holds."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("This is no clone: only git tells what is tracked.")
    done = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - git
    return tuple(Path(name) for name in done.stdout.split("\0") if name and (ROOT / name).is_file())


def texts() -> Iterator[tuple[Path, str]]:
    for path in tracked():
        held = (ROOT / path).read_bytes()
        if b"\0" not in held:
            yield path, held.decode("utf-8")


def page_path(name: str) -> Path:
    return next(path for path in (ROOT / name, ROOT / "docs" / name) if path.is_file())


def documented(text: str) -> list[tuple[str, ...]]:
    """Return the commands that a page shows: the program and the words after it that are no options."""
    blocks = "\n".join(line for block in _FENCED.findall(text) for line in block.splitlines())
    shown = [*_COMMAND.findall(blocks), *_INLINE.findall(text)]
    return [words for line in shown if (words := plain_words(line))[0] in {"whosaid", "poe"}]


def plain_words(line: str) -> tuple[str, ...]:
    without = re.sub(r"--(?:sources|data) \S+", "", line)
    return tuple(without.split())


@cache
def helped(*words: str) -> str:
    """Return the help of a command; empty if there is no such command."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bot", *words, "--help"],
        cwd=ROOT,
        env={"PATH": "", "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout if done.returncode == 0 else ""


def exists(command: tuple[str, ...]) -> bool:
    program, first, *rest = (*command, "")
    if program == "poe":
        return f"\n{first} = " in (ROOT / "pyproject.toml").read_text("utf-8")
    words = (first, rest[0]) if first == "sources" and rest[0].isalpha() else (first,)
    options = [word.partition("=")[0] for word in rest if re.fullmatch(r"--[a-z-]+", word)]
    shown = helped(*words)
    return bool(shown) and all(option in shown for option in options)
