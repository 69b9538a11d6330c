"""What a demo needs before any work is done for it: its extra, and a free port."""

import importlib.util
import socket

from bot.demo.errors import DemoError

HOST = "127.0.0.1"
DEFAULT_PORT = 8765
# The page's own modules, as simcord asks for them when it is opened.
_MODULES = ("simcord", "aiohttp", "markdown_it", "linkify_it", "regex", "PIL")


def require_extra() -> None:
    """Raise DemoError if the simulated Discord, or what its page needs, is not installed."""
    if missing := [name for name in _MODULES if importlib.util.find_spec(name) is None]:
        raise DemoError(
            f"The demo needs its extra ({', '.join(missing)} missing): run `pip install 'whosaid[demo]'`."
        )


def require_port(port: int) -> None:
    """Raise DemoError if the port cannot be listened on; 0 is any free one."""
    if not 0 <= port <= 65535:  # noqa: PLR2004 - the highest port there is
        raise DemoError(f"{port} is not a port: choose one between 1024 and 65535, or 0 for any free one.")
    try:
        # As the page's own server will: an address in its closing time is no obstacle.
        socket.create_server((HOST, port)).close()
    except PermissionError as error:
        raise DemoError(
            f"This user may not listen on port {port}: choose one above 1023 with --port."
        ) from error
    except OSError as error:
        raise DemoError(
            f"Port {port} is taken: choose another with --port, or --port 0 for any free one."
        ) from error
