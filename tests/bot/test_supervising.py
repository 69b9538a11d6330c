"""A parent that starts its child again, ends with it, and takes it along when it goes."""

import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.commands.supervise import report
from bot.supervising import Rhythm, Supervisor, describe_exit

QUICK = Rhythm(first=0.01, longest=0.02)
# The parent as a process: its child runs the code that is the first argument, and knows how often.
PARENT = """
import sys
from bot.supervising import Rhythm, Supervisor
code = "import sys; restarts = int(sys.argv[1])\\n" + sys.argv[1]
start = lambda restarts: [sys.executable, "-c", code, str(restarts)]
report = lambda event, told: print(event, dict(told), flush=True)
rhythm = Rhythm(first=float(sys.argv[3]))
sys.exit(Supervisor(start, report=report, rhythm=rhythm, grace=float(sys.argv[2])).run())
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
DRAINING = """
import signal, sys, time
def end(*_):
    print("drained", flush=True)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
print("up", flush=True)
time.sleep(60)
"""
TETHERED = """
import os, time
from bot.supervising import end_with_parent
end_with_parent()
print("up", os.getpid(), flush=True)
time.sleep(60)
"""


def parent(child: str, *, grace: float = 20, pause: float = 0.01) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", PARENT, textwrap.dedent(child), str(grace), str(pause)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def run_with_codes(codes: list[int]) -> tuple[int, list[Mapping[str, object]]]:
    told: list[Mapping[str, object]] = []

    def start(restarts: int) -> list[str]:
        code = codes[restarts]
        end = f"import os; os.kill(os.getpid(), {-code})" if code < 0 else f"raise SystemExit({code})"
        return [sys.executable, "-S", "-c", end]

    supervisor = Supervisor(start, report=lambda _, values: told.append(values), rhythm=QUICK)
    return supervisor.run(), told


def test_whatever_ends_it_but_a_refusal_is_followed_by_a_new_start() -> None:
    code, told = run_with_codes([0, 1, -signal.SIGKILL, -signal.SIGTERM, 2])
    assert code == 2
    assert [one["reason"] for one in told] == ["exit code 0", "exit code 1", "SIGKILL", "SIGTERM"]
    assert [one["restarts"] for one in told] == [1, 2, 3, 4]


def test_pauses_grow_are_jittered_and_keep_within_discords_logins_of_a_day() -> None:
    rhythm = Rhythm()
    for failures in range(1, 40):
        whole = min(180.0, 2.0 ** (failures - 1))
        assert whole / 2 <= rhythm.pause(failures) <= whole
    assert len({rhythm.pause(5) for _ in range(9)}) > 1
    assert 86_400 / (rhythm.longest * 0.75) < 1000


def test_pauses_begin_small_again_after_it_ran_stable() -> None:
    told: list[float] = []

    class Noted(Rhythm):
        def pause(self, failures: int) -> float:
            told.append(failures)
            return 0.0

    def run(stable: float) -> list[float]:
        told.clear()
        codes = iter([1, 1, 1, 2])

        def start(_: int) -> list[str]:
            return [sys.executable, "-S", "-c", f"raise SystemExit({next(codes)})"]

        Supervisor(start, report=lambda _, __: None, rhythm=Noted(stable=stable)).run()
        return list(told)

    assert run(stable=300) == [1, 2, 3]
    assert run(stable=0) == [1, 1, 1]


def test_a_signal_is_handed_on_and_the_child_may_end_in_peace() -> None:
    with parent(DRAINING) as process:
        assert line(process) == "up"
        process.terminate()
        assert line(process) == "drained"
        assert process.wait(10) == 0


def test_a_second_signal_ends_both_at_once() -> None:
    with parent(STUBBORN) as process:
        assert line(process) == "up"
        process.terminate()
        time.sleep(0.2)
        assert process.poll() is None
        process.terminate()
        assert process.wait(10) == 128 + signal.SIGTERM


def test_who_does_not_end_within_the_grace_is_killed() -> None:
    with parent(STUBBORN, grace=0.3) as process:
        assert line(process) == "up"
        process.terminate()
        assert process.wait(10) == 128 + signal.SIGKILL


def test_a_signal_during_a_pause_ends_it_without_another_start() -> None:
    with parent("sys.exit(1)", pause=60) as process:
        assert "exit code 1" in line(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_a_child_that_fails_while_it_is_stopped_is_not_started_again() -> None:
    with parent(DRAINING.replace("exit(0)", "exit(3)")) as process:
        assert line(process) == "up"
        process.terminate()
        assert line(process) == "drained"
        assert (process.wait(10), line(process)) == (3, "")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes where Linux lists them")
def test_a_child_ends_with_its_parent_however_that_ends() -> None:
    with parent(TETHERED) as process:
        up, pid = line(process).split()
        assert (up, is_there(int(pid))) == ("up", True)
        process.kill()
        process.wait(10)
        until = time.monotonic() + 10
        while is_there(int(pid)) and time.monotonic() < until:
            time.sleep(0.02)
        assert not is_there(int(pid))


def test_the_parent_loads_little() -> None:
    code = "import sys, bot.cli, bot.commands.supervise; print(sorted(sys.modules))"
    loaded = subprocess.check_output([sys.executable, "-c", code], text=True)  # noqa: S603 - our own code
    for heavy in ("discord", "structlog", "pydantic", "sqlalchemy", "llama_index", "numpy", "rich.console"):
        assert f"'{heavy}'" not in loaded


def test_how_a_process_ended_is_said() -> None:
    assert [describe_exit(code) for code in (0, 1, -9, -250)] == [
        "exit code 0",
        "exit code 1",
        "SIGKILL",
        "signal 250",
    ]


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_new_start_is_logged_in_the_logs_own_form(
    form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_FORMAT", form)
    report("it ended", {"reason": "SIGKILL"})
    written = capsys.readouterr().err
    assert ('"reason": "SIGKILL"' in written) == (form == "json")
    assert "it ended" in written


def test_the_form_of_the_log_is_read_from_the_settings_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("LOG_FORMAT=json\n", "utf-8")
    monkeypatch.delenv("LOG_FORMAT", raising=False)
    monkeypatch.chdir(tmp_path)
    report("it ended", {})
    assert capsys.readouterr().err.startswith("{")
