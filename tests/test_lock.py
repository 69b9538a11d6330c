import os
import re
import shutil
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
# Nothing here names a registry: who installs chooses it.
_ADDRESSES = ("://", "--index", "--extra-index", "--find-links", "--trusted-host", "@ ")
_MISSING = "0+missing"
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def test_the_lock_of_uv_and_the_lock_by_hashes_say_the_same() -> None:
    uv = os.environ.get("UV") or shutil.which("uv")
    assert uv, "uv is not found: run the tests with `uv run poe check`."
    assert (ROOT / "uv.lock").is_file(), "uv.lock is not there: `uv run` writes it."
    assert export(uv) == LOCK.read_text("utf-8"), (
        "requirements.lock is not of uv.lock: run `uv run poe lock`."
    )


def test_what_is_installed_is_what_is_locked() -> None:
    other = {
        wanted.name: found
        for wanted in applicable()
        if not wanted.specifier.contains(found := installed(wanted.name), prereleases=True)
    }
    assert other == {}


def test_the_lock_names_no_address() -> None:
    assert [mark for mark in _ADDRESSES if mark in LOCK.read_text("utf-8")] == []


def test_every_locked_distribution_is_one_version_with_hashes() -> None:
    loose = [
        entry.split("\n")[0]
        for entry in entries()
        if not _HASH.search(entry) or not str(Requirement(named(entry)).specifier).startswith("==")
    ]
    assert len(entries()) > 50
    assert loose == []


def test_no_torch_is_locked() -> None:
    names = {Requirement(named(entry)).name for entry in entries()}
    assert names.isdisjoint({"torch", "transformers", "sentence-transformers", "llama-cpp-python"})


def export(uv: str) -> str:
    """Return what `uv run poe lock` would write from the present uv.lock, without any network."""
    command = (ROOT / "pyproject.toml").read_text("utf-8").split("&& uv ", 1)[1].split(" > ", 1)[0]
    done = subprocess.run(  # noqa: S603 - our own command
        [uv, *command.split(), "--frozen", "--offline"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def entries() -> list[str]:
    joined = LOCK.read_text("utf-8").replace(" \\\n", " ")
    return [line for line in joined.splitlines() if line.strip()]


def named(entry: str) -> str:
    return entry.split(" --hash=", 1)[0]


def applicable() -> list[Requirement]:
    wanted = [Requirement(named(entry)) for entry in entries()]
    there = [held for held in wanted if held.marker is None or held.marker.evaluate()]
    return [held for held in there if held.name not in on_demand() or installed(held.name) != _MISSING]


def on_demand() -> set[str]:
    """Return what only the groups hold that are not installed by default."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    default = read["tool"]["uv"]["default-groups"]
    groups = read["dependency-groups"].items()
    return {Requirement(one).name for name, group in groups if name not in default for one in group}


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _MISSING
