"""Every text on screen is a message of one catalogue: marked, in the template, and filled with what it asks for."""

import gettext
import re
import shlex
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import write_mo

from graph.sentences.brokers import standing
from graph.sentences.ties import relationship_sentence
from graph.words.filled import numbered
from graph.words.formats import day, decimal, percent
from tests.dashboard.messages import FORMS, Source, places

HOUSE = Path(__file__).resolve().parents[2]
TEMPLATE = HOUSE / "dashboard" / "locale" / "messages.pot"
ROOMS = ("dashboard/**/*", "graph/clusters/names", "graph/sentences/*", "graph/words/*")
SOURCES = [Source(path) for room in ROOMS for path in sorted(HOUSE.glob(f"{room}.py"))]
TABLES = {name: messages for source in SOURCES for name, messages in source.tables().items()}
ON_SCREEN = [source for source in SOURCES if not {"sentences", "server", "log.py"} & set(source.path.parts)]
"""What the server answers to programs and writes to the log is English, as every error is."""


def read(template: Path) -> Catalog:
    with template.open("rb") as file:
        return pofile.read_po(file)


def forms(catalogue: Catalog) -> set[tuple[str, ...]]:
    return {message.id if isinstance(message.id, tuple) else (str(message.id),) for message in catalogue if message.id}


def with_plurals_once(messages: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the messages without those of one form that are the first form of another: gettext keeps one of both."""
    first = {message[0] for message in messages if len(message) == 2}
    return {message for message in messages if len(message) == 2 or message[0] not in first}


def in_source() -> set[tuple[str, ...]]:
    return with_plurals_once(set().union(*(source.messages() for source in SOURCES)))


def test_no_text_on_screen_is_a_bare_literal() -> None:
    assert len(ON_SCREEN) > 40
    assert [fault for source in ON_SCREEN for fault in source.bare_texts()] == []


def test_every_message_is_filled_with_the_places_that_it_has() -> None:
    assert [fault for source in SOURCES for fault in source.wrongly_filled(TABLES)] == []


def test_both_forms_of_a_message_have_the_same_places() -> None:
    # "1 place" may do without its number.
    pairs = [message for message in in_source() if len(message) == 2]
    assert pairs
    assert [pair for pair in pairs if places(pair[0]) | {"number"} != places(pair[1]) | {"number"}] == []


def test_no_message_is_missing_in_the_template_and_none_is_stale() -> None:
    assert in_source() == forms(read(TEMPLATE)), "make messages"


def test_the_template_is_that_of_make_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8").replace("\\\n", " ")
    (command,) = re.findall(r"^\t\$\(BIN\)/(pybabel .*)$", makefile, re.MULTILINE)
    fresh = tmp_path / "messages.pot"
    monkeypatch.chdir(HOUSE)
    CommandLineInterface().run(shlex.split(command.replace("dashboard/locale/messages.pot", str(fresh))))  # type: ignore[no-untyped-call]
    assert forms(read(fresh)) == forms(read(TEMPLATE)), "make messages"
    keywords = dict(re.findall(r"(\w+)(?::1,(\d))?", re.findall(r"--keywords '([^']+)'", command)[0]))
    assert {name: int(n_forms or 1) for name, n_forms in keywords.items()} == FORMS


@pytest.mark.parametrize(
    "code",
    [
        "html.P('Nothing here')", "html.P('none')", "html.P(f'{n} places')", "html.P([a, ' and ', b])",
        "html.P('one' if n == 1 else 'more')", "dmc.Select(id='x', label='Reach')", "title = 'Close this card'",
        "html.Button(label, **{'aria-label': 'close'})", "options = [{'value': 'us', 'label': 'us'}]",
        "items.append('Nobody')", "html.P(text('{who}', who='Nobody at all'))", "return_value = f'Without {name}'",
        "go(state, 'Clear')", "html.P(' '.join(['Clear', 'it']))",
    ],
)  # fmt: skip
def test_a_bare_literal_is_refused(code: str) -> None:
    assert list(Source(Path("some.py"), code).bare_texts())


@pytest.mark.parametrize(
    "code",
    [
        "'''What it is for.'''", "html.P(text('Nothing here'), className='muted small')", "html.P(row['name'])",
        "html.P('\u00d7', id='x')", "dcc.Store(id='theme', data='light')", "raise ValueError('No such place')",
        "html.P(counted('{number} place', '{number} places', n))", "LABELS = {'us': gettext_noop('Us')}",
    ],
)  # fmt: skip
def test_a_message_is_allowed(code: str) -> None:
    assert list(Source(Path("some.py"), code).bare_texts()) == []


@pytest.mark.parametrize(
    "code",
    [
        "text('{name} left')", "text('{name} left', who=name)", "text('Left', name=name)", "text('{} left', name=name)",
        "numbered('{number} of {all}', '{number} of {all}', n, language)", "text(message)", "text(LABELS[name], n=1)",
        "text('a' if few else 'b')", "counted('{number} in {place}', '{number}', n, place=place)",
    ],
)  # fmt: skip
def test_a_message_that_is_wrongly_filled_is_refused(code: str) -> None:
    assert list(Source(Path("some.py"), f"{code}\nLABELS = {{1: gettext_noop('Us')}}").wrongly_filled({}))


def test_messages_are_translated_and_numbers_and_dates_written_as_the_language_does() -> None:
    catalogue = Catalog(locale="de")
    for message in read(TEMPLATE):
        if message.id and message.id != "d MMM y":
            one = isinstance(message.id, str)
            catalogue.add(message.id, f"<{message.id}>" if one else [f"<{form}>" for form in message.id])
    catalogue.add("d MMM y", "d. MMM y")
    binary = BytesIO()
    write_mo(binary, catalogue)
    german = gettext.GNUTranslations(BytesIO(binary.getvalue()))
    assert decimal(12345.5, german) == "12.345,5"
    assert percent(0.844, german) == "84\N{NO-BREAK SPACE}%"
    assert day(date(2024, 3, 1), language=german) == "1. März 2024"
    assert numbered("{number} organization", "{number} organizations", 1204, german) == "<1.204 organizations>"
    assert relationship_sentence(0.3, [], None, german) == "<warm>"
    assert standing("A", 2, rank=None, n_bridging=0, role="", own="", language=german) == (
        "<Works with 2 organizations.> <It connects no others.>"
    )
