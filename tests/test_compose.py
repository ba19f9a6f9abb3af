"""The containers against the code: the commands, variables and versions that they name are those that exist."""

import dataclasses
import json
import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from cli.main import partners
from cli.serving.listening import Listening
from loaders.journal import data_home
from loaders.neo4j.store import Neo4jSettings
from tests.integration.neo4j_server import version

HOUSE = Path(__file__).resolve().parents[1]


SIGN_IN = ("--password-file", "--allow-host")


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
def compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((HOUSE / "docker-compose.yml").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Any]:
    services: dict[str, Any] = compose["services"]
    return services


@pytest.fixture(scope="module")
def dockerfile() -> str:
    return (HOUSE / "Dockerfile").read_text(encoding="utf-8")


def parsed(arguments: list[str]) -> dict[str, Any]:
    """Return what the command line makes of the arguments, without running them."""
    return partners.commands[arguments[0]].make_context(arguments[0], arguments[1:]).params


def by_itself(dockerfile: str) -> list[str]:
    """Return the arguments of the image's own command."""
    (found,) = re.findall(r"^CMD (\[.*\])$", dockerfile.replace("\\\n", " "), re.MULTILINE)
    arguments: list[str] = yaml.safe_load(found)
    return arguments


def test_both_ask_for_the_password(services: dict[str, Any], compose: dict[str, Any], dockerfile: str) -> None:
    for arguments in (services["dashboard"]["command"], by_itself(dockerfile)):
        asked = [arguments[arguments.index(name) + 1] for name in SIGN_IN]
        assert asked == ["/run/secrets/dashboard_password", "127.0.0.1"]
    assert set(services["dashboard"]["secrets"]) == {"neo4j_auth", "dashboard_password"} == set(compose["secrets"])
    assert services["neo4j"]["secrets"] == ["neo4j_auth"]


def test_the_dashboard_shows_the_database(services: dict[str, Any]) -> None:
    asked = parsed(services["dashboard"]["command"])
    assert asked["source"] == ("neo4j",)
    assert asked["host"] == "0.0.0.0"
    assert asked["browser"] is False
    assert services["dashboard"]["ports"] == [f"127.0.0.1:{asked['port']}:{asked['port']}"]


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
    assert f"'http://127.0.0.1:{asked['port']}/readyz'" in dockerfile
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
    assert "/secrets/" in (HOUSE / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_server_is_the_one_that_is_tested(services: dict[str, Any]) -> None:
    minor = ".".join(version().split(".")[:2])
    assert services["neo4j"]["image"].partition("@")[0] == f"neo4j:{minor}-community"


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


def test_both_are_healthy_when_they_answer(services: dict[str, Any]) -> None:
    assert "'http://127.0.0.1:8050/readyz'" in services["dashboard"]["healthcheck"]["test"][-1]
    assert "/readyz" in (HOUSE / "dashboard/server/routes.py").read_text(encoding="utf-8")
    assert services["dashboard"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["healthcheck"]["test"][-1].endswith("localhost:7474 || exit 1")


def test_both_have_limits_and_few_rights(services: dict[str, Any]) -> None:
    for service in services.values():
        assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
        assert 0 < service["pids_limit"] <= 1000
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert "cap_add" not in services["dashboard"]
    assert not {"SYS_ADMIN", "NET_ADMIN", "ALL"} & set(services["neo4j"]["cap_add"])


def test_the_journal_lies_in_a_volume_that_the_user_may_write(
    services: dict[str, Any], compose: dict[str, Any], dockerfile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (volume,) = services["dashboard"]["volumes"]
    name, place = volume.split(":")
    assert name in compose["volumes"]
    assert f"XDG_DATA_HOME={place}" in dockerfile
    assert f"install --directory --owner partners --group partners --mode 700 {place}" in dockerfile
    monkeypatch.setenv("XDG_DATA_HOME", place)
    assert Path(place) in data_home().parents


def locked(name: str) -> dict[str, str]:
    """Return the version of each package of a lock file, after checking that each has a hash."""
    text = (HOUSE / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)
    parts = re.split(r"^(?=[\w.-]+==)", text.split("make lock\n", 1)[1].replace(" \\\n", ""), flags=re.MULTILINE)
    versions: dict[str, str] = {}
    for part in filter(None, parts):
        match = re.fullmatch(r"([\w.-]+)==([\w.!+]+)(?: ;[^\n]*?)?((?:\s+--hash=sha256:[0-9a-f]{64})+)\s*", part)
        assert match, part[:80]
        versions[canonicalize_name(match[1])] = match[2]
    return versions


def test_everything_in_the_image_has_a_hash(dockerfile: str) -> None:
    pyproject = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    for name, wanted in (
        ("requirements.lock", pyproject["project"]["dependencies"]),
        ("requirements-build.lock", pyproject["build-system"]["requires"]),
    ):
        versions = locked(name)
        for one in map(Requirement, wanted):
            assert versions[canonicalize_name(one.name)] in one.specifier, f"make lock: {one}"
        assert (
            f"--require-hashes --only-binary :all: --requirement {'/' if '-' not in name else ''}{name}" in dockerfile
        )
    installs = re.findall(r"pip (?:install|wheel) .*", dockerfile)
    assert len(installs) == 4
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


DIGESTS = runpy.run_path(str(HOUSE / "docs/digests.py"))
DIGEST, OTHER_DIGEST = f"sha256:{'0af' * 21}b", f"sha256:{'0af' * 21}c"


def test_digests_are_written_behind_the_images_and_replaced(dockerfile: str) -> None:
    images, pinned = DIGESTS["images_in"], DIGESTS["pinned"]
    text = (HOUSE / "docker-compose.yml").read_text(encoding="utf-8")
    assert [*images(dockerfile), *images(text)] == ["python:3.13-slim", "neo4j:5.26-community"]
    every = {"python:3.13-slim": DIGEST, "neo4j:5.26-community": DIGEST}
    for before in (dockerfile, text):
        once = pinned(before, every)
        assert once.count(DIGEST) == len(re.findall(r"python:3.13-slim|neo4j:5.26-community", before))
        assert pinned(once, dict.fromkeys(every, OTHER_DIGEST)) == once.replace(DIGEST, OTHER_DIGEST)
        assert pinned(once, every) == once
        assert images(once) == images(before)
        assert pinned(before, {}) == before


def test_the_digest_of_a_manifest() -> None:
    digest_in = DIGESTS["digest_in"]
    assert digest_in(json.dumps({"schemaVersion": 2, "digest": DIGEST, "size": 1})) == DIGEST
    for wrong in ("", "no such image", "[]", "{}", json.dumps({"digest": "sha256:1"}), json.dumps({"digest": 3})):
        with pytest.raises(ValueError, match="found"):
            digest_in(wrong)


def kept_for_the_image() -> Iterator[str]:
    for line in (HOUSE / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            yield line[1:]


def test_the_image_gets_the_whole_program() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml"}
    needed |= {project["project"]["readme"], "LICENSE", "requirements.lock", "requirements-build.lock"}
    assert set(kept_for_the_image()) == needed
    assert all((HOUSE / name).exists() for name in needed)
