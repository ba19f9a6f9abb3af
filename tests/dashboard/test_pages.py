"""Every view in many states: it renders, its links stay here, its controls are there, and it keeps what is secret."""

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
import pytest
from dash import dcc, html

from dashboard.explorer import Choice, Explorer, Opened, Opening
from dashboard.gap_table import GapTable
from dashboard.long_list import LongList
from dashboard.netmap import NetworkMap
from dashboard.page.start import again, start_card
from dashboard.state import State
from dashboard.still import Pieces
from dashboard.taking_out.routes import PICTURE, PRINT, TABLE_CSV, TABLE_TEXT, TABLE_XLSX, TEXT
from dashboard.views import VIEWS, coalitions, gap_choices, organization_choices, organizations, review
from graph.report import LoadReport
from graph.tables import Tables
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import components, ids, kind_of, links, named, text
from tests.dashboard.village import village

FORBIDDEN = re.compile(
    r"\b(nodes?|edges?|clusters?|betweenness|modularity|influen\w+|scores?|single points? of failure)\b", re.IGNORECASE
)
A_HOLE = re.compile(r"\b(nan|NaN|NaT|inf)\b|<NA>|\{\w*\}|None\b(?!\.)")
HERE = re.compile(r"\./(\?[\w.~%&=+*-]+)?", flags=re.ASCII)
TAKEN = {PICTURE, PRINT, TABLE_CSV, TABLE_TEXT, TABLE_XLSX, TEXT}
"""What is taken out of the page: tests/dashboard/taking_out asks for it."""


def some_states(explorer: Explorer) -> list[State]:
    """Return states that show every part of every view."""
    brokers, groups, base = explorer.base.brokers, explorer.base.groups, explorer.base
    first = str(brokers.index[0])
    inner = str(brokers.index[~brokers["cutpoint"]][0])
    alone = str(groups.index[groups.isna()][0])
    cause = str(explorer.tables.causes["cause_id"].iloc[0])
    parent = str(explorer.tables.communities["parent_id"].dropna().iloc[0])
    empty = base.grid("us").empty_cells.iloc[0]
    everybody = base.grid("everybody").cells
    taken = everybody[everybody["fragile"]].iloc[0]
    cells = [(str(c["cause_id"]), str(c["community_id"])) for c in (empty, taken)]
    return [
        *(State(view=view.name) for view in VIEWS),
        *(State(view=view, organization=who) for view in ("coalitions", "bridging") for who in (first, inner, alone)),
        State(view="bridging", causes=(cause,), organization=alone),
        State(causes=(cause,), mine=first, regroup=True),
        State(coalition=1),
        State(coalition=999),
        State(coalition=10**30),
        State(organization="nobody"),
        State(organization=first, several=(inner,), steps=2),
        State(several=(first, inner, alone, "nobody"), causes=(cause,)),
        State(several=(first, inner), way=True),
        State(view="bridging", sort="surprise", status=("partner",)),
        State(view="gaps", whom="everybody", cell=cells[1]),
        State(view="gaps", whom="1", level=1),
        State(view="gaps", inside=parent),
        State(view="gaps", cell=("no", "where")),
        *(State(view="gaps", whom="us", cell=cell) for cell in cells),
        State(view="allies", whom="1", organization=first),
        State(view="allies", whom="everybody"),
        State(view="gaps", whom="no such coalition"),
        State(view="gaps", level=99),
        State(view="gaps", inside="nowhere"),
        State(view="organizations", organization=first, measure="constraint", against="degree"),
        State(view="organizations", organization="nobody", columns=("kind", "pagerank"), order="-pagerank"),
        State(view="organizations", causes=(cause,), organization=alone),
        State(view="bridging", causes=("no such cause",)),
        State(status=("former",), causes=(cause,)),
    ]


@dataclass
class Seen:
    """A dashboard and all its pages."""

    explorer: Explorer
    stand_in: StandIn

    @cached_property
    def pages(self) -> dict[State, list[Any]]:
        self.explorer.new_answers = 1  # somebody has just answered
        return {state: self.stand_in.page(state) for state in some_states(self.explorer)}

    @cached_property
    def parts(self) -> list[Any]:
        return [part for page in self.pages.values() for part in components(page)]


@pytest.fixture(scope="module", params=["sample", "hamlet"])
def seen(request: pytest.FixtureRequest) -> Seen:
    """The sample, then the village."""
    explorer = request.getfixturevalue("explorer" if request.param == "sample" else "hamlet")
    return Seen(explorer, request.getfixturevalue(f"at_{request.param}"))


def test_no_two_things_on_a_page_have_one_id(seen: Seen) -> None:
    for state, page in seen.pages.items():
        found = ids(page)
        assert len(found) == len(set(found)), state


def test_every_link_changes_the_address_and_nothing_else(seen: Seen) -> None:
    for state, page in seen.pages.items():
        assert len(links(page)) > 5
        addresses = {link for link in links(page) if link.partition("?")[0] not in {"#right", *TAKEN}}
        for link in addresses:
            assert HERE.fullmatch(link), (state, link)
            assert "./" + State.of(link.removeprefix("./")).search() == link


def test_nothing_on_a_page_runs_or_fetches_what_data_say(seen: Seen) -> None:
    for part in seen.parts:
        assert not {"srcDoc", "src", "dangerously_allow_html", "action"} & set(part.props)
        assert part.type not in {"Iframe", "Markdown", "DangerouslySetInnerHTML", "Script", "ObjectEl", "Embed", "Img"}
        assert part.props.get("dataUrl", "") == ""  # what the callback hands it is checked there


def test_no_page_speaks_like_an_analyst(seen: Seen) -> None:
    for state, page in seen.pages.items():
        assert not FORBIDDEN.findall(text(page)), state


def test_no_page_has_a_hole_where_a_word_should_be(seen: Seen) -> None:
    for state, page in seen.pages.items():
        assert not A_HOLE.findall(text(page)), state


def test_what_is_confidential_stands_on_no_page(seen: Seen) -> None:
    interactions = seen.explorer._read()[0].interactions
    secret = interactions["confidential"].fillna(False).astype("bool")
    hidden, open_to_all = interactions[secret], interactions[~secret]
    secrets = {*hidden["title"].dropna(), *hidden["note"].dropna()} - {*open_to_all["title"], *open_to_all["note"]}
    assert secrets
    for state, page in seen.pages.items():
        body = json.dumps(page, ensure_ascii=False)
        assert not [secret for secret in secrets if secret in body], state


def test_every_page_says_the_same_in_the_dark(seen: Seen) -> None:
    state = State(view="gaps")
    dark = seen.stand_in.page(state, "dark")
    assert text(dark) == text(seen.pages[state])


MADE = {
    gap_choices.WHOM, gap_choices.LEVEL, gap_choices.TABLE, coalitions.RENAME, coalitions.RENAME_BUTTON,
    review.NAME_BUTTON, review.SHOWN_NAME, review.COLUMN_SHAPE, review.COLUMN_ROLE, review.SAVE_COLUMNS,
    review.READ_AGAIN, coalitions.CHECKING, coalitions.CHECKED, coalitions.EVIDENCE,
    organization_choices.TABLE, organization_choices.COLUMNS, organization_choices.MEASURE,
    organization_choices.AGAINST, organizations.CHECKING, organizations.CHECKED, organizations.ASKED,
    organizations.FILLED,
}  # fmt: skip


def read_village() -> tuple[Tables, LoadReport]:
    return village(), LoadReport()


START = [
    start_card(Explorer(read_village, opening=Opening(lambda: [Choice("village")], lambda _: Opened(read_village)))),
    again(),
]
"""What stands on the page where nothing was opened yet, or could not be read."""


def listened(stand_in: StandIn) -> set[tuple[str, str]]:
    every = stand_in.app._callback_list
    return {(kind_of(one["id"]), one["property"]) for c in every for one in (*c["inputs"], *c["state"])}


def filled(stand_in: StandIn) -> set[tuple[str, ...]]:
    every = [one for c in stand_in.app._callback_list for one in c["output"].strip(".").split("...")]
    return {
        tuple(one.split("@")[0].rsplit(".", 1)) for one in every if "." in one
    }  # one that fills nothing has a number


def test_what_a_callback_listens_to_is_there_or_made_by_a_view(seen: Seen) -> None:
    always = set(ids(seen.stand_in.layout()))
    assert not always & MADE
    start = {kind_of(name) for name in ids(START)}
    assert {name for name, _ in listened(seen.stand_in)} <= always | MADE | start
    # What only a view makes is filled by callbacks that listen to the same view alone: they run when it is there.
    assert {name for name, _ in filled(seen.stand_in)} <= always | start | {
        coalitions.CHECKING, coalitions.CHECKED, coalitions.EVIDENCE, organization_choices.TABLE,
        organization_choices.COLUMNS, organizations.FILLED, organizations.NOTES,
    }  # fmt: skip
    assert {kind_of(name) for page in seen.pages.values() for name in ids(page)} >= MADE


def test_every_property_that_a_callback_names_exists(seen: Seen) -> None:
    types = {
        kind_of(named(part.props["id"])): part.type for part in (*seen.parts, *components(START)) if "id" in part.props
    }
    for name, prop in listened(seen.stand_in) | filled(seen.stand_in):
        kind = types[name]
        ours = next(
            (component for component in (GapTable, LongList, NetworkMap, Pieces) if component.__name__ == kind), None
        )
        more: dict[str, Any] = {"children": []} if kind == "CheckboxGroup" else {}
        properties = ours._prop_names if ours else next(
            getattr(room, kind)(id="a", **more).available_properties
            for room in (dmc, dcc, html, dag) if hasattr(room, kind)
        )  # fmt: skip
        assert prop in properties, (name, prop)
