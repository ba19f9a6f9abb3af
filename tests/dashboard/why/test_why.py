"""Why a number is what it is: the rows behind each number, counted a second way, in the tables and in the files."""

import csv
import io
import json
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.explorer import Explorer
from dashboard.explorer.answers import Answers
from dashboard.language import decimal
from dashboard.rows import Row, rows
from dashboard.state import State
from dashboard.views import Scene
from dashboard.views.why_panel import LIST, ROWS
from dashboard.why import REASONS, because
from dashboard.why.listed import facts, places
from dashboard.why.record import Because
from graph.schema import DIRECTED_KINDS, SOURCE_ROLES, TARGET_ROLES
from graph.selection import as_of_date, select
from graph.tables import ShownTables, Tables
from loaders import Loaded, load
from loaders.sample import sample_folder
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import Part, by_id, components, links, words
from tests.dashboard.conftest import started

pytestmark = pytest.mark.usefixtures("few_draws")

UNNUMBERED = {"relationship", "closes"}
"""What stands beside words alone: how two met, and which gaps an ally closes."""
FILTERS = (
    State(),
    State(kinds=("meeting", "funding"), organization_kinds=("grassroots", "ngo", "funder")),
    State(causes=("water",), status=("partner", "member")),
)


@pytest.fixture(scope="module")
def ethiopia(real_data: Path) -> Explorer:
    loaded = load(real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv")
    return started(Explorer(lambda: (loaded.tables, loaded.report), "Ethiopia"))


def reason(explorer: Explorer, state: State, *asked: str) -> Because:
    why = because(state.replace(why=asked), explorer.answers(state), explorer)
    assert why is not None, asked
    return why


def slow_pairs(part: ShownTables, today: Any) -> dict[frozenset[str], set[str]]:
    """Return the interactions that bring each two organizations together, one row after the other."""
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    everybody = set(part.organizations["organization_id"])
    for row in part.participations.to_dict("records"):
        if row["organization_id"] in everybody:
            roles[row["interaction_id"]][row["organization_id"]].add(str(row["role"]))
    met: dict[frozenset[str], set[str]] = defaultdict(set)
    for row in part.interactions.to_dict("records"):
        members = roles[row["interaction_id"]]
        if not 2 <= len(members) <= 50 or (today and row["date"] > pd.Timestamp(today)):
            continue
        gives = {who for who, every in members.items() if every & set(SOURCE_ROLES)}
        gets = {who for who, every in members.items() if every & set(TARGET_ROLES)}
        is_directed = gives and (gets or row["kind"] in DIRECTED_KINDS)
        for one, other in combinations(members, 2):
            targets = gets or set(members) - gives
            if not is_directed or (one in gives and other in targets) or (other in gives and one in targets):
                met[frozenset((one, other))].add(row["interaction_id"])
    return met


def check_ties(explorer: Explorer, state: State) -> None:
    answers = explorer.answers(state)
    part = select(answers.tables, answers.selection.of_everybody())
    met = slow_pairs(part, as_of_date(answers.tables, answers.selection))
    tied = {frozenset(pair) for pair in answers.ties.edges}

    def ids(why: Because) -> set[str]:
        return set(why.rows["interactions"]["interaction_id"])

    every = reason(explorer, state, "relationships")
    assert every.number == len(tied)
    assert ids(every) == set().union(*(met[pair] for pair in tied))
    declared = part.declared_ties
    ends = [frozenset(pair) for pair in zip(declared["from_id"], declared["to_id"], strict=True)]
    counts = [pair in tied and not sign < 0 for pair, sign in zip(ends, declared["sign"], strict=True)]
    assert len(every.rows["declared_ties"]) == sum(counts)
    for organization in [*answers.ties.ids[:: max(len(answers.ties) // 3, 1)]]:
        why = reason(explorer, state, "partners", organization)
        own = [pair for pair in tied if organization in pair]
        assert why.number == len(own)
        assert ids(why) == set().union(*(met[pair] for pair in own))
        grouped = answers.groups.reindex([one for pair in own for one in pair - {organization}]).dropna()
        coalitions = reason(explorer, state, "coalitions-met", organization)
        assert coalitions.number == grouped.nunique()
        assert ids(coalitions) == set().union(*(met[frozenset((organization, one))] for one in grouped.index))
    for one, other in sorted(map(sorted, tied))[:: max(len(tied) // 5, 1)]:
        why = reason(explorer, state, "relationship", one, other)
        assert ids(why) == met[frozenset((one, other))]
        assert len(why.rows["interactions"]) == answers.ties.adj[one][other]["interactions"]
        assert why.number == why.n_rows == len(ids(why)) + ends_counted(ends, counts, one, other)


def ends_counted(ends: list[frozenset[str]], counts: list[bool], one: str, other: str) -> int:
    return sum(is_counted for pair, is_counted in zip(ends, counts, strict=True) if pair == {one, other})


@pytest.mark.parametrize("state", FILTERS, ids=lambda state: state.search() or "all")
def test_relationships_and_partners_rest_on_what_brings_them_together(explorer: Explorer, state: State) -> None:
    check_ties(explorer, state)


@pytest.mark.real_data
def test_relationships_and_partners_of_a_real_file(ethiopia: Explorer) -> None:
    check_ties(ethiopia, State())


def up_to(parents: dict[str, str], place: str) -> list[str]:
    """Return a place and all that it lies in."""
    above = [place]
    while isinstance(parents.get(above[-1]), str):
        above.append(parents[above[-1]])
    return above


Places = dict[tuple[str, str], set[tuple[str, str]]]


def slow_presences(answers: Answers, grid: list[Row]) -> Places:
    """Return who is in each cell by which row, one row after the other."""
    communities = answers.tables.communities
    parents = dict(zip(communities["community_id"], communities["parent_id"], strict=True))
    cells = {(row["cause_id"], row["community_id"]) for row in grid}
    today = pd.Timestamp(str(as_of_date(answers.tables, answers.selection)))
    there: Places = defaultdict(set)
    for row in answers.selected_tables.presences.to_dict("records"):
        for place in up_to(parents, row["community_id"]) if not row["since"] > today else ():
            if (row["cause_id"], place) in cells:
                there[row["cause_id"], place].add((row["organization_id"], row["source"]))
    return there


def pairs_of(why: Because) -> set[tuple[str, str]]:
    rows = why.rows["presences"]
    return set(zip(rows["organization_id"], rows["source"], strict=True))


def check_reach(explorer: Explorer, state: State, whom: str) -> None:
    state = state.replace(view="gaps", whom=whom)
    answers = explorer.answers(state)
    ours = answers.coalition(whom)
    grid = rows(answers.grid(whom).cells)
    there = slow_presences(answers, grid)
    counted = {at: {one for one in every if ours is None or one[0] in ours} for at, every in there.items()}
    gaps = reason(explorer, state, "gaps")
    assert pairs_of(gaps) == set().union(*counted.values())
    empty = [row for row in grid if not counted.get((row["cause_id"], row["community_id"]))]
    assert gaps.number == sum(row["need"] is None or row["need"] > 0 for row in empty)
    for row in grid[:: max(len(grid) // 4, 1)]:
        at = row["cause_id"], row["community_id"]
        why = reason(explorer, state, "presence", *at)
        assert pairs_of(why) == there[at]
        assert why.number == len({who for who, _ in there[at]})
    check_places(explorer, state, there)
    closes = answers.allies(whom).closes if ours is not None else pd.DataFrame({"organization_id": []})
    for organization, own_cells in closes.groupby("organization_id"):
        why = reason(explorer, state, "closes", str(organization))
        closed = list(zip(own_cells["cause_id"], own_cells["community_id"], strict=True))
        assert why.number == len(closed)
        assert pairs_of(why) == {one for at in closed for one in there[at] if one[0] == organization}
    assert closes.empty or reason(explorer, state, "closes").number == len(closes)


def check_places(explorer: Explorer, state: State, there: Places) -> None:
    answers = explorer.answers(state)
    presences = answers.selected_tables.presences.to_dict("records")
    for organization in answers.selected_tables.organizations["organization_id"].iloc[::40]:
        why = reason(explorer, state, "places", organization)
        mine = [row for row in presences if row["organization_id"] == organization]
        assert why.number == len({row["community_id"] for row in mine})
        assert sorted(why.rows["presences"]["source"]) == sorted(row["source"] for row in mine)
        alone = [at for at, every in there.items() if {who for who, _ in every} == {organization}]
        if alone:
            dark = reason(explorer, state, "dark", organization)
            assert dark.number == len(alone)
            assert pairs_of(dark) == set().union(*(there[at] for at in alone))


@pytest.mark.parametrize(("state", "whom"), [(FILTERS[2], "everybody"), (State(), "us")])
def test_presence_and_gaps_rest_on_the_rows_that_put_somebody_there(
    explorer: Explorer, state: State, whom: str
) -> None:
    check_reach(explorer, state, whom)


@pytest.mark.real_data
@pytest.mark.parametrize("whom", ["1"])
def test_presence_and_gaps_of_a_real_file(ethiopia: Explorer, whom: str) -> None:
    check_reach(ethiopia, State(), whom)


def test_organizations_coalitions_and_months_rest_on_their_rows(explorer: Explorer) -> None:
    for state in FILTERS:
        answers = explorer.answers(state)
        everybody = reason(explorer, state, "organizations")
        assert everybody.number == everybody.n_rows == answers.ties.number_of_nodes()
        for number in answers.coalitions["cluster"].head(3):
            members = reason(explorer, state, "members", str(number))
            assert set(members.rows["organizations"]["organization_id"]) == {
                one for one, at in answers.groups.dropna().items() if at == number
            }
            assert members.number == members.n_rows
            n_left = sum(int(at) == number for at in answers.groups.reindex(answers.ties.ids).dropna())
            assert (f"leave {n_left} of them" in members.made) is bool(n_left < members.number)
        coalitions = reason(explorer, state, "coalitions")
        assert coalitions.number == len(set(coalitions.beside.values()))


def test_the_interactions_of_each_month_add_up(explorer: Explorer) -> None:
    dates = explorer.tables.interactions["date"].dropna()
    every = reason(explorer, State(kinds=("meeting",)), "interactions")
    assert every.number == every.n_rows == len(dates), "the bars show all, whatever the filters leave"
    months = [reason(explorer, State(), *asked) for _, asked in every.parts]
    assert all(f": {decimal(one.number)}" in label for one, (label, _) in zip(months, every.parts, strict=True))
    assert sum(one.number for one in months) == every.number
    march = reason(explorer, State(), "interactions", "2024-03", "2024-03")
    assert march.number == march.n_rows == sum((one.year, one.month) == (2024, 3) for one in dates)


def with_number(page: Any) -> list[tuple[Part, State]]:
    """Return what holds each link to the rows behind a number, and where the link leads."""
    holders = []
    for part in components(page):
        inside = part.props.get("children")
        for one in inside if isinstance(inside, list) else [inside]:
            props = one.get("props", {}) if isinstance(one, dict) else {}
            if props.get("className") == "why":
                holders.append((part, State.of(props["href"].removeprefix("./"))))
    return holders


def test_each_link_leads_to_the_number_that_it_stands_beside(explorer: Explorer, at_sample: StandIn) -> None:
    first, cells = str(explorer.base.brokers.index[0]), explorer.base.grid("everybody").cells
    taken_cell = cells[cells["fragile"]].iloc[0]
    cell = (str(taken_cell["cause_id"]), str(taken_cell["community_id"]))
    states = [
        *(State(view=view) for view in ("coalitions", "bridging", "gaps", "allies", "organizations")),
        State(organization=first), State(coalition=1, causes=("water",)), State(status=("former",), causes=("land",)),
        State(view="gaps", whom="us", cell=cell), State(view="organizations", organization=first, measure="degree"),
    ]  # fmt: skip
    kinds = set()
    for state in states:
        for holder, target in with_number(at_sample.page(state)):
            kinds.add(target.why[0])
            why, beside = reason(explorer, target, *target.why), words(holder.props["children"])
            assert target.replace(why=()) == state, "nothing else of the address changes"
            is_told = decimal(why.number) in beside or target.why[0] in UNNUMBERED
            assert is_told or beside.startswith("Why?"), (target, beside)
            assert why.n_rows or not why.number, (target, beside)
    assert kinds == set(REASONS), "a link to each is on some page"


OF_THE_QUESTION = {
    *("right.children", "told.data", "pieces.moment", "map.picture"),  # the answer, and the address itself
    *("presentation.children", "take-out-menu.children"),  # who hides names, or takes the rows out, keeps the question
}


def test_no_other_link_keeps_the_question(at_sample: StandIn) -> None:
    for state in (State(), State(view="gaps"), State(view="organizations"), State(causes=("water",))):
        asked, plain = (at_sample.shown(one) for one in (state.replace(why=("organizations",)), state))
        elsewhere = [name for name in plain if name not in OF_THE_QUESTION]
        assert {name: asked.get(name) for name in elsewhere} == {name: plain[name] for name in elsewhere}
        assert links(asked["right.children"])[0] == "./" + state.search()


def test_the_list_has_each_row_with_its_date_file_and_line(explorer: Explorer, at_sample: StandIn) -> None:
    organization = str(explorer.base.brokers.index[0])
    state = State(organization=organization, why=("partners", organization))
    why = reason(explorer, state, *state.why)
    panel = at_sample.shown(state)["right.children"]
    items = by_id(panel, LIST)["items"]
    assert len(items) == why.n_rows
    assert f"{why.n_rows} interactions" in words(panel)
    assert all(
        "interactions.csv, line " in one["note"] and "participations.csv, lines " in one["note"] for one in items
    )
    assert at_sample.shown(state)["left.children"] == at_sample.shown(state.replace(why=()))["left.children"]


def test_the_files_say_at_each_line_what_the_row_says(explorer: Explorer) -> None:
    lines = {path.name: path.read_text(encoding="utf-8").splitlines() for path in sample_folder().glob("*.csv")}
    organization = str(explorer.base.brokers.index[0])
    other = next(iter(explorer.base.ties.adj[organization]))
    for asked in (("relationship", organization, other), ("places", organization), ("organizations",), ("gaps",)):
        why = reason(explorer, State(), *asked)
        said = facts(why, explorer.tables)
        spots = places(why, explorer.tables, said)
        assert set(spots["fact"]) == set(said.index)
        for row in spots.to_dict("records"):
            table, at = said.loc[row["fact"], "table"], said.loc[row["fact"], "at"]
            key = str(why.rows[table].iloc[at, 0])
            assert key in lines[row["file"]][row["line"] - 1].split(","), row
            if row["file"] == "participations.csv":
                assert {organization, other} & set(lines[row["file"]][row["line"] - 1].split(",")), row


@pytest.mark.real_data
def test_a_real_file_says_at_each_line_what_the_row_says(ethiopia: Explorer, real_data: Path) -> None:
    text = (real_data / "ethiopia-4w-2022" / "eth_4w_feb2022_no_sites.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    organizations = ethiopia.tables.organizations.to_dict("records")
    names = {row["organization_id"]: [row["name"], *str(row["aliases"]).split(";")] for row in organizations}
    for one, other in list(ethiopia.base.ties.edges)[::20]:
        why = reason(ethiopia, State(), "relationship", one, other)
        spots = places(why, ethiopia.tables, facts(why, ethiopia.tables))
        assert len(spots) >= why.number
        for row in spots.to_dict("records"):
            line = " ".join(lines[row["line"] - 1].casefold().split())
            for end in (one, other):
                assert any(" ".join(name.casefold().split()) in line for name in names[end]), (row, names[end], line)


def taken(stand_in: StandIn, state: State) -> list[dict[str, str]]:
    content = stand_in.client.get(f"api/table.csv{state.search()}&table=rows").data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_the_table_has_all_rows_with_file_and_line(explorer: Explorer, at_sample: StandIn) -> None:
    for asked in (("relationships",), ("gaps",), ("organizations",)):
        state = State(why=asked)
        why, lines = reason(explorer, state, *asked), taken(at_sample, state)
        assert len({row["Row"] for row in lines}) == why.n_rows
        assert all(row["File"] and row["Line"] for row in lines if not row["What"].startswith("In confidence"))
        menu = at_sample.ask(
            "take-out-menu.children", {"address.search": state.search(), "ready.data": True}, "ready.data"
        )
        assert "Rows behind the number" in words(menu["take-out-menu.children"])
    assert "table=rows" not in json.dumps(
        at_sample.ask("take-out-menu.children", {"address.search": "", "ready.data": True}, "ready.data")
    )


def test_what_is_confidential_has_neither_file_nor_line_nor_title(explorer: Explorer, at_sample: StandIn) -> None:
    hidden = explorer.tables.interactions[explorer.tables.interactions["confidential"].fillna(value=False)]
    assert len(hidden)
    day = hidden["date"].dropna().iloc[0]
    month = str(day.to_period("M"))
    state = State(why=("interactions", month, month))
    secret = [row for row in taken(at_sample, state) if row["What"].startswith("In confidence")]
    in_month = hidden["date"].dt.to_period("M") == day.to_period("M")
    assert len(secret) == int(in_month.sum())
    assert not [row for row in secret if row["File"] or row["Sheet"] or row["Line"] or row["Title"]]


def test_presentation_mode_hides_titles_files_and_lines(at_sample: StandIn, sample: Loaded) -> None:
    for asked in (("relationships",), ("organizations",)):
        state = State(why=asked, presentation=True)
        panel = json.dumps(at_sample.shown(state)["right.children"])
        assert "Presentation mode hides titles" in panel
        assert ".csv" not in panel
        assert not re.search(r"\blines? \d", panel)
        lines = taken(at_sample, state)
        assert lines
        assert set(lines[0]) == {"Row", "What", "Date"}
        assert not [title for title in sample.tables.interactions["title"].dropna() if f"\u201c{title}" in panel]


@pytest.mark.parametrize(
    "asked",
    [("nonsense",), ("partners", "nobody"), ("partners",), ("partners", "a", "b", "c"), ("members", "9" * 5000),
     ("presence", "no", "where"), ("relationship", "nobody"), ("interactions", "2024-13", "x"), ("closes", "nobody"),
     ("dark",), ("organizations", "x")],
)  # fmt: skip
def test_an_address_that_asks_for_no_number_says_so(at_sample: StandIn, asked: tuple[str, ...]) -> None:
    state = State(view="gaps", whom="us", why=asked)
    assert "asks about a number that is not in this selection" in words(at_sample.shown(state)["right.children"])
    assert taken(at_sample, state) == []


def test_another_choice_leaves_the_question(at_sample: StandIn) -> None:
    state = State(why=("organizations",))
    values = {"address.search": state.search(), "asked.data": {"changes": {"filter-kinds.value": ["meeting"]}}}
    answer = at_sample.ask("address.search", values, "asked.data")
    assert answer["address.search"] == "?kinds=meeting"


def test_rows_without_a_source_have_no_place_and_a_database_says_so(explorer: Explorer) -> None:
    frames = {
        "organizations": pd.DataFrame(
            {"organization_id": ["a", "b"], "name": ["A", "B"], "source": ["neo4j#Organization#a", None]}
        )
    }
    tables = Tables.of(frames)
    other = started(Explorer(lambda: (tables, explorer.report)))
    state = State(why=("organizations",))
    assert [one["note"] for one in by_id(StandIn(other).shown(state)["right.children"], LIST)["items"]] == [
        "in the database", "",
    ]  # fmt: skip
    assert len(ROWS.rows(Scene(state, other.answers(state), other))) == 2
