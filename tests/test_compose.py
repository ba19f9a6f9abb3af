"""The containers against the code: the commands, variables and versions that they name are those that exist."""

import dataclasses
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

from cli.main import partners
from cli.serving.listening import Listening
from loaders.neo4j.store import Neo4jSettings
from tests.integration.neo4j_server import version

HOUSE = Path(__file__).resolve().parents[1]


class Asked(dict[str, str]):
    """An environment that notes which variables it was asked for."""

    def __init__(self, held: dict[str, str]) -> None:
        super().__init__(held)
        self.names: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.names.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return super().__getitem__(name)


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    read = yaml.safe_load((HOUSE / "docker-compose.yml").read_text(encoding="utf-8"))
    services: dict[str, Any] = read["services"]
    return services


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (HOUSE / "Dockerfile").read_text(encoding="utf-8")


def parsed(arguments: list[str]) -> dict[str, Any]:
    """Return what the command line makes of the arguments, without running them."""
    command = partners.commands[arguments[0]]
    return command.make_context(arguments[0], arguments[1:]).params


def test_the_dashboard_shows_the_database(services: dict[str, Any]) -> None:
    asked = parsed(services["dashboard"]["command"])
    assert asked["source"] == ("neo4j",)
    assert asked["host"] == "0.0.0.0"
    assert asked["browser"] is False
    assert services["dashboard"]["ports"] == [f"127.0.0.1:{asked['port']}:{asked['port']}"]


def by_itself(dockerfile: str) -> list[str]:
    """Return the arguments of the image's own command."""
    (found,) = re.findall(r"^CMD (\[.*\])$", dockerfile.replace("\\\n", " "), re.MULTILINE)
    arguments: list[str] = yaml.safe_load(found)
    return arguments


def test_both_may_be_served(services: dict[str, Any], dockerfile: str) -> None:
    for arguments in (services["dashboard"]["command"], by_itself(dockerfile)):
        asked = parsed(arguments)
        listening = Listening(**{field.name: asked[field.name] for field in dataclasses.fields(Listening)})
        listening.refuse_strangers("0.0.0.0")
        assert listening.password_file == Path("/run/secrets/dashboard_password")
        assert listening.address(8050, "/path/") == "http://127.0.0.1:8050/path/"
    assert "dashboard_password" in services["dashboard"]["secrets"]


def test_the_image_by_itself_shows_the_sample(dockerfile: str) -> None:
    asked = parsed(by_itself(dockerfile))
    assert (asked["host"], asked["browser"]) == ("0.0.0.0", False)
    assert f"EXPOSE {asked['port']}" in dockerfile
    assert f"'http://127.0.0.1:{asked['port']}/healthz'" in dockerfile
    scripts = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    (entry,) = re.findall(r'^ENTRYPOINT \["(.*)"\]$', dockerfile, re.MULTILINE)
    assert entry in scripts


def test_every_variable_is_read(services: dict[str, Any], tmp_path: Path) -> None:
    secret = tmp_path / "auth"
    secret.write_text("neo4j/a-long-password", encoding="utf-8")
    environment = Asked(services["dashboard"]["environment"] | {"NEO4J_AUTH_FILE": str(secret)})
    settings = Neo4jSettings.from_environment(environment)
    assert set(environment) <= environment.names
    assert settings == Neo4jSettings("bolt://neo4j:7687", "neo4j", "a-long-password", "neo4j")
    assert "neo4j" in services


def test_both_take_the_same_secret_and_none_is_written_down(services: dict[str, Any]) -> None:
    paths = {service["environment"]["NEO4J_AUTH_FILE"] for service in services.values()}
    assert paths == {"/run/secrets/neo4j_auth"}
    for service in services.values():
        assert "neo4j_auth" in service["secrets"]
        assert not {"NEO4J_AUTH", "NEO4J_PASSWORD"} & set(service["environment"])
    assert "secrets/" in (HOUSE / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_server_is_the_one_that_is_tested(services: dict[str, Any]) -> None:
    minor = ".".join(version().split(".")[:2])
    assert services["neo4j"]["image"] == f"neo4j:{minor}-community"


def test_nothing_is_reachable_from_other_machines(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service["ports"]]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_python_is_one_that_is_allowed(dockerfile: str) -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    images = set(re.findall(r"^FROM python:([\d.]+)-slim", dockerfile, re.MULTILINE))
    assert len(images) == 1
    assert images.pop() in SpecifierSet(project["requires-python"])


def test_the_program_is_not_run_as_root(dockerfile: str) -> None:
    users = re.findall(r"^USER (\w+)$", dockerfile, re.MULTILINE)
    assert users == ["partners"]
    assert dockerfile.index("USER partners") < dockerfile.index("ENTRYPOINT")


def kept_for_the_image() -> Iterator[str]:
    for line in (HOUSE / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            yield line[1:]


def test_the_image_gets_the_whole_program() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml"}
    needed |= {project["project"]["readme"], "LICENSE"}
    assert set(kept_for_the_image()) == needed
    assert all((HOUSE / name).exists() for name in needed)
