import importlib.util
import socket
from importlib.machinery import ModuleSpec

import pytest

from bot.demo.errors import DemoError
from bot.demo.needs import require_extra, require_port


def test_a_taken_port_is_told_with_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DemoError, match=f"Port {port} is taken.*--port"):
            require_port(port)
    require_port(port)


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_what_is_no_port_is_refused(port: int) -> None:
    with pytest.raises(DemoError, match="is not a port"):
        require_port(port)


def test_any_free_port_may_be_asked_for() -> None:
    require_port(0)


def test_a_missing_extra_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    require_extra()
    found = importlib.util.find_spec

    def without_simcord(name: str) -> ModuleSpec | None:
        return None if name == "simcord" else found(name)

    monkeypatch.setattr(importlib.util, "find_spec", without_simcord)
    with pytest.raises(DemoError, match=r"simcord.*pip install 'whosaid\[demo\]'"):
        require_extra()
