"""Every secret word and value is changed: no command, export, page, route or log may say anything else than before.

The commands, their forms of export, the callbacks and the routes are enumerated: one that is added without being
covered here fails. The workspace and the full folder are excepted: they hold the data as they are.
"""

import shutil
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import click
import pandas as pd
import pytest
from click.testing import CliRunner

import loaders
from cli.main import partners
from graph.tables import Tables
from loaders import neo4j_store
from loaders.form_list import EXPORT_NAMES
from loaders.sample import sample_folder
from tests.read_once import read_once
from tests.secrets.swapped import MARK, with_other_secrets, with_other_sensitive_organizations

FILTERS: tuple[list[str], ...] = (
    ["--kinds", "funding"],
    ["--causes", "water"],
    ["--communities", "Breckanoor"],
    ["--since", "2024-01-01"],
)
ASKED: Mapping[str, list[list[str]]] = {
    "check": [["--notes"], ["--rejects", "out.csv"]],
    "names": [[]],
    "journal": [[]],
    "clusters": [[], ["--members"], *FILTERS],
    "brokers": [[], *FILTERS],
    "centrality": [["--measure", "betweenness,degree"], ["--out", "out.graphml"], ["--out", "out.gexf"], *FILTERS[:1]],
    "gaps": [["--format", "json"], ["--for", "us"], *FILTERS],
    "allies": [
        ["--for", "us"],
        ["--for", "us", *FILTERS[0]],
        ["--for", "us", *FILTERS[1]],
        ["--likely", "--anyway"],
        ["--likely", "--for", "us", "--anyway"],
        ["--for", "us", "--may-come", "--fair"],
        ["--for", "us", "--expertise", "cause"],
    ],
    "route": [["us", "Mothers of the Canopy, Iskelune", *some] for some in ([], FILTERS[0], FILTERS[1])],
    "backtest": [[], ["--list", *FILTERS[1]]],
    "export": [["--to", form, "--out", "out"] for form in EXPORT_NAMES],
    "share": [["--to", form, "--out", "out"] for form in EXPORT_NAMES],
    "push": [[]],
}
"""How each command is asked; what it writes lies in the folder it runs in."""
EXCEPTED = {
    "demo": "the dashboard, which is asked below",
    "dashboard": "the dashboard, which is asked below",
    "load": "writes a workspace",
    "loads": "lists a workspace",
    "rollback": "changes a workspace",
    "unload": "changes a workspace",
    "doctor": "checks a workspace",
    "tidy": "cleans a workspace",
    "forget": "changes a workspace",
    "pull": "writes a workspace",
    "map": "shows the first rows of a file as they are, to whoever holds the file",
}
HANDED_ON = ("centrality --out out.graphml", "centrality --out out.gexf", "export", "share", "push")
"""What masks sensitive organizations."""


def uncovered(commands: Mapping[str, Any]) -> set[str]:
    """Return the commands that are neither asked nor excepted."""
    return set(commands) - set(ASKED) - set(EXCEPTED)


def test_every_command_is_asked_or_excepted_with_a_reason() -> None:
    assert uncovered(partners.commands) == set()
    assert set(ASKED) | set(EXCEPTED) == set(partners.commands)
    assert uncovered({**partners.commands, "whisper": click.Command("whisper")}) == {"whisper"}


def test_every_form_of_export_is_asked() -> None:
    assert {arguments[1] for arguments in ASKED["export"]} == set(EXPORT_NAMES)


@pytest.fixture(scope="module")
def sample() -> Tables:
    return loaders.read(sample_folder())


Kept = Callable[[Tables], Path]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Write each data set into a folder, the same one once, and move that to the one place where all are asked."""
    folder = tmp_path_factory.mktemp("kept")
    place = folder / "source"
    folders: dict[int, tuple[Tables, Path]] = {}
    there: list[Path] = []

    def moved(tables: Tables) -> Path:
        if there:
            place.rename(there.pop())
        if id(tables) not in folders:
            folders[id(tables)] = tables, folder / str(len(folders))
            loaders.write_folder(tables, folders[id(tables)][1])
        there.append(folders[id(tables)][1])
        there[0].rename(place)
        return folder

    return moved


@pytest.fixture(scope="module")
def swapped(sample: Tables) -> Callable[..., Tables]:
    """Change the secrets of the sample; the same ones once."""

    @cache
    def other(*, quarrels: bool, masked: bool) -> Tables:
        changed = with_other_secrets(sample, 3, quarrels=quarrels)
        return with_other_sensitive_organizations(changed) if masked else changed

    return other


@pytest.fixture(autouse=True)
def _read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read_once(monkeypatch)


@pytest.fixture
def pushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keep what is pushed, instead of a database."""
    texts: list[str] = []

    def write(tables: Tables, _: object, *, ties: pd.DataFrame, **_options: object) -> pd.DataFrame:
        texts.extend(frame.to_csv() for frame in (*tables.frames().values(), ties))
        return pd.DataFrame(list(tables.counts().items()), columns=["table", "rows"])

    monkeypatch.setattr(neo4j_store, "write", write)
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    return texts


def said(folder: Path, command: str, arguments: list[str], pushed: list[str]) -> dict[str, str]:
    """Return all that a command says and writes about the data set in a folder."""
    work = folder / "work"
    if work.is_dir():
        shutil.rmtree(work)
    work.mkdir()
    pushed.clear()
    with pytest.MonkeyPatch.context() as here:
        here.chdir(work)
        ran = CliRunner().invoke(partners, [command, str(Path("..", "source")), *arguments])
    assert ran.exit_code == 0, ran.output
    files = {str(path.relative_to(work)): path.read_text("utf-8") for path in work.rglob("*") if path.is_file()}
    return {"stdout": ran.stdout, "stderr": ran.stderr, "pushed": "".join(pushed)} | files


CASES = [(command, arguments) for command, every in ASKED.items() for arguments in every]


@pytest.mark.parametrize(("command", "arguments"), CASES, ids=[" ".join([c, *a]) for c, a in CASES])
def test_no_command_says_what_is_secret(
    *, sample: Tables, swapped: Callable[..., Tables], kept: Kept, command: str, arguments: list[str], pushed: list[str]
) -> None:
    # `check` counts the rows of the files, so the confidential conflicts stay as many there.
    masked = " ".join([command, *arguments]).startswith(HANDED_ON)
    other = swapped(quarrels=command != "check", masked=masked)
    before = said(kept(sample), command, arguments, pushed)
    after = said(kept(other), command, arguments, pushed)
    assert after.keys() == before.keys()
    for name, text in after.items():
        assert MARK not in text, name
        assert text == before[name], name


def test_the_full_folder_holds_what_is_secret(sample: Tables, kept: Kept, pushed: list[str]) -> None:
    arguments = ["--to", "folder", "--out", "out", "--with-sensitive", "--with-confidential"]
    text = "".join(said(kept(with_other_secrets(sample)), "export", arguments, pushed).values())
    assert text.count(MARK) > 10
