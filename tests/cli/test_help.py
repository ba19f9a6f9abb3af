"""Help: whole lines, examples that can be typed, and no wait for it."""

import resource
import shlex
import subprocess
import sys

import click
import pytest

from cli.help import Command
from cli.main import partners
from tests.cli.conftest import Run

COMMANDS = sorted(partners.commands)
HEAVY = ("pandas", "numpy", "networkx", "scipy", "igraph", "dash", "plotly", "neo4j", "pyarrow", "pandera", "graph")
FRAME_OPTIONS = ("--top", "--format", "--out")
QUESTION_OPTIONS = (
    "--as-of", "--since", "--until", "--kinds", "--causes", "--communities", "--status", "--half-life", "--seed",
)  # fmt: skip
QUESTIONS = ("allies", "backtest", "brokers", "centrality", "clusters", "gaps", "route")


def options_of(name: str) -> set[str]:
    return {option for param in partners.commands[name].params for option in param.opts}


def test_the_commands_are_those_of_the_design() -> None:
    assert list(partners.commands) == [
        "demo", "dashboard", "check", "load", "names", "map", "loads", "rollback", "unload", "doctor", "tidy",
        "journal", "forget", "clusters", "brokers", "centrality", "gaps", "allies", "backtest", "route", "export",
        "share", "push", "pull",
    ]  # fmt: skip


def test_the_list_of_commands_cuts_no_line_short(run: Run) -> None:
    found = run("--help")
    assert found.exit_code == 0
    for name, command in partners.commands.items():
        assert f"  {name:<10}  {command.short_help}\n" in found.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_has_examples_that_its_options_allow(run: Run, name: str) -> None:
    found = run(name, "--help")
    command = partners.commands[name]
    assert isinstance(command, Command)
    assert found.exit_code == 0
    assert command.examples
    for example in command.examples:
        assert f"  {example}\n" in found.stdout
        program, subcommand, *arguments = shlex.split(example)
        assert (program, subcommand) == ("partners", name)
        with click.Context(command, info_name=name) as context:
            command.parse_args(context, arguments)


@pytest.mark.parametrize("name", QUESTIONS)
def test_unknown_kinds_of_organizations_are_said_as_on_the_screen(run: Run, name: str) -> None:
    help_text = " ".join(run(name, "--help").stdout.split())
    assert "unknown: no kind in the data" in help_text
    assert "not said" not in help_text


# What export and share write to --out is no frame.
@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"demo", "dashboard", "export", "share"}])
def test_every_frame_can_be_cut_formatted_and_written(name: str) -> None:
    assert options_of(name) >= set(FRAME_OPTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_share_their_options(name: str) -> None:
    assert options_of(name) >= {*QUESTION_OPTIONS, "--names", "--date", "--keep-people"}


def test_version(run: Run) -> None:
    found = run("--version")
    assert found.exit_code == 0
    assert found.stdout.startswith("partners, version ")


@pytest.mark.parametrize("arguments", [["--help"], ["gaps", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    command = [sys.executable, "-X", "importtime", "-c", "from cli.main import main; main()", *arguments]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in found.stderr.splitlines() if "|" in line}
    assert "click" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_help_takes_well_under_half_a_second() -> None:
    # Processor time: what it takes on a machine that does nothing else.
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", "from cli.main import main; main()", "--help"], capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.4
