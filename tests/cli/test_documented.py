"""The documentation of the commands says what they do."""

import re

import pytest

from cli.main import partners
from tests.cli.documented import EXAMPLE, PAGE, answer, remade

pytestmark = pytest.mark.usefixtures("files_read_once")

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = {found["command"]: found["answer"] for found in EXAMPLE.finditer(TEXT)}
COLUMN = re.compile(r"^\| (`\w+`(?:(?:, | and )`\w+`)*) \|", re.MULTILINE)


def section(name: str) -> str:
    return re.split(r"^## ", TEXT.split(f"\n## `partners {name}")[1], flags=re.MULTILINE)[0]


@pytest.mark.parametrize("command", EXAMPLES)
def test_an_example_prints_what_the_page_shows(command: str) -> None:
    assert answer(command) == EXAMPLES[command]


def test_the_page_is_remade_from_its_commands() -> None:
    page = "before\n```console\n$ partners gaps work\nold\nlines\n```\nafter\n"
    assert remade(page, lambda command: f"{command}!\n") == (
        "before\n```console\n$ partners gaps work\ngaps work!\n```\nafter\n"
    )


@pytest.mark.parametrize("name", ["check", "clusters", "brokers", "gaps"])
def test_every_column_is_explained(name: str) -> None:
    shown = [a.splitlines()[0].split() for c, a in EXAMPLES.items() if c.startswith(f"{name} ")]
    assert shown
    explained = {column for row in COLUMN.findall(section(name)) for column in re.findall(r"`(\w+)`", row)}
    assert {column for columns in shown for column in columns} <= explained


@pytest.mark.parametrize("name", list(partners.commands))
def test_every_option_of_its_own_is_mentioned(name: str) -> None:
    shared = TEXT.split("## Common arguments")[1].split("\n## ")[0]
    told = shared + section(name) + (section("demo") if name == "dashboard" else "")
    told += section("gaps") if name == "allies" else ""
    options = {option for param in partners.commands[name].params for option in param.opts if option.startswith("--")}
    missing = {option for option in options if option not in told} - {"--browser"}
    assert missing == set()
