"""Every secret word and value is changed: no command, export, page, route or log may say anything else than before.

The commands, their forms of export, the callbacks and the routes are enumerated: one that is added without being
covered here fails. The workspace and the full folder are excepted: they hold the data as they are.
"""

from collections.abc import Mapping
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
    "allies": [["--for", "us"], ["--for", "us", *FILTERS[0]], ["--for", "us", *FILTERS[1]]],
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


def said(tables: Tables, command: str, arguments: list[str], folder: Path, pushed: list[str]) -> dict[str, str]:
    """Return all that a command says and writes about a data set."""
    source, work = folder / "source", folder / "work"
    for old in work.glob("**/*") if work.is_dir() else ():
        if old.is_file():
            old.unlink()
    work.mkdir(exist_ok=True)
    loaders.write_folder(tables, source)
    pushed.clear()
    with pytest.MonkeyPatch.context() as here:
        here.chdir(work)
        ran = CliRunner().invoke(partners, [command, str(source), *arguments])
    assert ran.exit_code == 0, ran.output
    files = {str(path.relative_to(work)): path.read_text("utf-8") for path in work.rglob("*") if path.is_file()}
    return {"stdout": ran.stdout, "stderr": ran.stderr, "pushed": "".join(pushed)} | files


CASES = [(command, arguments) for command, every in ASKED.items() for arguments in every]


@pytest.mark.parametrize(("command", "arguments"), CASES, ids=[" ".join([c, *a]) for c, a in CASES])
def test_no_command_says_what_is_secret(
    sample: Tables, command: str, arguments: list[str], tmp_path: Path, pushed: list[str]
) -> None:
    # `check` counts the rows of the files, so the confidential conflicts stay as many there.
    quarrels = command != "check"
    swapped = with_other_secrets(sample, 3, quarrels=quarrels)
    masked = " ".join([command, *arguments]).startswith(HANDED_ON)
    if masked:
        swapped = with_other_sensitive_organizations(swapped)
    before = said(sample, command, arguments, tmp_path, pushed)
    after = said(swapped, command, arguments, tmp_path, pushed)
    assert after.keys() == before.keys()
    for name, text in after.items():
        assert MARK not in text, name
        assert text == before[name], name


def test_the_full_folder_holds_what_is_secret(sample: Tables, tmp_path: Path, pushed: list[str]) -> None:
    arguments = ["--to", "folder", "--out", "out", "--with-sensitive", "--with-confidential"]
    text = "".join(said(with_other_secrets(sample), "export", arguments, tmp_path, pushed).values())
    assert text.count(MARK) > 10
