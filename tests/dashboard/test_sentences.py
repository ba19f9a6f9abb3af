"""What the sentences say of the data, against NetworkX and a count by hand."""

import re
from datetime import date

import networkx as nx
import pandas as pd
import pytest

from dashboard.explorer import Explorer
from dashboard.language import counted
from dashboard.state import State
from dashboard.views import Scene, view_of
from dashboard.views.gap_choices import whom_options
from dashboard.words import TABLES
from graph.report import LoadReport
from graph.tables import Tables
from graph.words.filled import listed, numbered
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import by_id, classed, components, links, text, words
from tests.dashboard.village import FIRST, SECOND, village


def plain(explorer: Explorer) -> nx.Graph:
    """Return the ties as NetworkX keeps them, so that no engine of ours answers."""
    ties = nx.Graph()
    ties.add_nodes_from(explorer.base.ties)
    ties.add_edges_from(explorer.base.ties.edges)
    return ties


def lost_without(ties: nx.Graph, organization: str) -> list[set[str]]:
    """Return the groups that lose touch: all but the largest piece of what was the organization's component."""
    own = set(nx.node_connected_component(ties, organization)) - {organization}
    pieces = sorted(nx.connected_components(ties.subgraph(own)), key=len, reverse=True)
    return [set(piece) for piece in pieces[1:]]


def answer(explorer: Explorer, **asked: str) -> str:
    """Return the answer that stands as the heading of a view."""
    state = State(**asked)  # type: ignore[arg-type]  # only fields that are text
    return view_of(state).answer(Scene(state, explorer.answers(state), explorer))


def name_of(explorer: Explorer) -> dict[str, str]:
    known = explorer.tables.organizations
    return dict(zip(known["organization_id"], known["name"], strict=True))


def test_who_holds_us_together(explorer: Explorer) -> None:
    ties, name = plain(explorer), name_of(explorer)
    between = nx.betweenness_centrality(ties)
    top = sorted(between, key=lambda i: (-between[i], i))[:3]
    cut = set(nx.articulation_points(ties))
    lost = {i: sum(map(len, lost_without(ties, i))) for i in cut}
    worst = max(lost, key=lambda i: lost[i])
    told = answer(explorer, view="bridging")
    assert told == (
        f"{listed([name[i] for i in top])} hold the network together. "
        f"Without {name[worst]} alone, {lost[worst]} organizations would lose touch."
    )


def test_who_holds_the_village_together(hamlet: Explorer) -> None:
    told = answer(hamlet, view="bridging")
    assert told == (
        "Hub House, Ada House and Bea House hold the network together. "
        "Without Hub House alone, 5 organizations would lose touch."
    )


def test_where_nobody_is(explorer: Explorer) -> None:
    tables = explorer.tables
    cells = explorer.base.grid("us").cells
    missing = cells[(cells["organizations"] == 0) & ~(cells["need"] <= 0)]
    told = answer(explorer, view="gaps")
    assert told.startswith(f"Nobody is present in {len(missing)} of {len(cells):,} cause-and-place pairs. The need is ")
    needs = tables.needs.set_index(["cause_id", "community_id"])["need"]
    ours = set(tables.organizations.loc[tables.organizations["status"].isin(["us", "member"]), "organization_id"])
    there = tables.presences[tables.presences["organization_id"].isin(ours)]
    held = set(zip(there["cause_id"], there["community_id"], strict=True))
    for cause, place in re.findall(
        r"(?:for |, | and )([^,]+?) in ([^,]+?)(?=,| and |\.$)", told.split("is highest")[1]
    ):
        pair = (
            tables.causes.set_index("name").loc[cause, "cause_id"],
            tables.communities.set_index("name").loc[place, "community_id"],
        )
        assert pair not in held
        assert needs[pair] > 0


def test_where_nobody_is_in_the_village(hamlet: Explorer) -> None:
    assert answer(hamlet, view="gaps", whom="us") == (
        "Nobody is present in 4 of 6 cause-and-place pairs. The need is highest for Land in Coast, Wells in Lake and "
        "Land in Lake."
    )


def test_whom_to_call(explorer: Explorer, hamlet: Explorer) -> None:
    assert answer(hamlet, view="allies") == "Call Bea House first: it alone would close 1 gap."
    allies = explorer.base.allies("us").frame
    first, cells = allies.iloc[0], allies["cells"]
    assert answer(explorer, view="allies") == (
        f"Call {first['name']} first: it alone would close {first['cells']} gaps. "
        f"With {len(allies) - 1} more organizations, {cells.sum()} gaps would close."
    )
    ours = explorer.base.coalition("us")
    assert ours
    assert not ours & set(allies["organization_id"])


def test_nobody_is_called_for_nobody(hamlet: Explorer, at_hamlet: StandIn) -> None:
    state = State(view="allies", whom="everybody")
    assert (
        answer(hamlet, view="allies", whom="everybody") == "Choose for whom: your own organization, or one coalition."
    )
    offered = {State.of(link.removeprefix("./")).whom for link in links(at_hamlet.shown(state)["page.children"])}
    assert offered == {str(number) for number in hamlet.base.named_groups["cluster"]}


def test_what_the_map_shows(explorer: Explorer, at_sample: StandIn) -> None:
    ties = plain(explorer)
    sizes = explorer.base.groups.value_counts()
    told = text(at_sample.shown(State())["right.children"])
    assert f"{len(ties)} organizations, {ties.number_of_edges():,} relationships, " in told
    assert f" relationships, {(sizes >= 3).sum()} coalitions. " in told
    largest = explorer.base.coalitions.set_index("cluster")["name"][sizes.index[0]]
    assert answer(explorer) in {
        f"{(sizes >= 3).sum()} {said} The largest is {largest} with {sizes.iloc[0]} organizations."
        for said in ("coalitions stand together.", "groups could be coalitions or chance.")
    }


@pytest.mark.parametrize("whom", ["us", "everybody"])
def test_the_summary_is_at_most_six_findings_each_with_its_link(
    explorer: Explorer, at_sample: StandIn, whom: str
) -> None:
    (summary,) = classed(at_sample.shown(State(whom=whom))["right.children"], "findings")
    items = [part for part in components(summary.props["children"]) if part.type == "Li"]
    assert 3 <= len(items) <= 6
    told = {words(item.props["children"][0]): words(item.props["children"][1]) for item in items}
    assert told["Who holds us together?"] == answer(explorer, view="bridging")
    assert told["Where is nobody?"] == answer(explorer, view="gaps", whom=whom)
    assert told["Whom should we call?"] == answer(explorer, view="allies", whom=whom)
    opened = [State.of(links(item.props["children"])[0].removeprefix("./")) for item in items]
    assert [state.view for state in opened] == ["coalitions", "bridging", "gaps", "allies"]
    for state in opened:  # each opens what it tells of
        assert "not in the data" not in text(at_sample.page(state))
    worst = explorer.base.brokers["lose_touch"].idxmax()
    assert opened[1].organization == worst


def test_a_bridging_card_tells_what_breaks(explorer: Explorer, at_sample: StandIn) -> None:
    ties, name = plain(explorer), name_of(explorer)
    for organization in nx.articulation_points(ties):
        state = State(view="bridging", organization=organization)
        right = at_sample.shown(state)["right.children"]
        groups = lost_without(ties, organization)
        lost = set().union(*groups)
        where = f" in {len(groups)} groups" if len(groups) > 1 else ""
        assert f"Without {name[organization]}, {len(lost)} organizations{where} lose touch with the rest." in text(
            right
        )
        listed_there = {State.of(link.removeprefix("./")).organization for piece in classed(right, "piece")
                        for link in links(piece.props["children"])}  # fmt: skip
        assert listed_there <= lost
        assert len(listed_there) >= min(len(lost), 9)
        drawn = at_sample.ask("map.dataUrl", {"address.search": state.search(), "ready.data": True, "renamed.data": 0})
        assert sorted(map(sorted, drawn["map.broken"])) == sorted(map(sorted, groups))


def test_somebody_whom_others_replace_breaks_nothing(hamlet: Explorer, at_hamlet: StandIn) -> None:
    told = text(at_hamlet.shown(State(view="bridging", organization="ben"))["right.children"])
    assert "Without Ben House, nobody loses touch: others keep the network together." in told
    assert set(hamlet.base.brokers.index[hamlet.base.brokers["cutpoint"]]) == {"ada", "hub", "bea"}


def test_the_ranking_is_that_of_betweenness(explorer: Explorer, at_sample: StandIn) -> None:
    between = nx.betweenness_centrality(plain(explorer))
    (table,) = classed(at_sample.shown(State(view="bridging"))["left.children"], "ranking")
    ranked = [
        State.of(link.removeprefix("./")).organization for link in links([{"type": table.type, "props": table.props}])
    ]
    stand = {i for i, value in between.items() if value > 1e-12}
    assert len(ranked) == min(len(stand), 200)
    assert set(ranked) <= stand
    assert [round(between[i], 12) for i in ranked] == sorted((round(between[i], 12) for i in ranked), reverse=True)


def test_by_surprise_the_order_changes(explorer: Explorer, at_sample: StandIn) -> None:
    def ranked(sort: str) -> list[str]:
        state = State(view="bridging", sort=sort)
        (table,) = classed(at_sample.shown(state)["left.children"], "ranking")
        return [
            State.of(link.removeprefix("./")).organization
            for link in links([{"type": table.type, "props": table.props}])
        ]

    assert ranked("") != ranked("surprise")
    assert len(ranked("")) == len(ranked("surprise"))
    surprise = explorer.base.brokers["surprise"]
    assert [surprise[i] for i in ranked("surprise")] == sorted(surprise[ranked("surprise")], reverse=True)


def test_a_card_counts_partners_places_and_causes(explorer: Explorer, at_sample: StandIn) -> None:
    ties, tables = plain(explorer), explorer.tables
    for organization in [*explorer.base.brokers.index[:3], *explorer.base.brokers.index[100:102]]:
        right = at_sample.shown(State(organization=organization))["right.children"]
        facts = [words(part.props["children"]) for part in classed(right, "fact")]
        part = explorer.base.selected_tables.presences
        places = part.loc[part["organization_id"] == organization, "community_id"].nunique()
        met = explorer.base.groups.reindex(list(ties[organization])).nunique()
        numbers = [int(re.match(r"[\d,]+", fact)[0].replace(",", "")) for fact in facts]  # type: ignore[index]
        assert numbers == [ties.degree[organization], places, met]
        works = numbered("Works with {number} organization.", "Works with {number} organizations.", numbers[0])
        assert works in text(right)
        assert name_of(explorer)[organization] in text(right)
    assert len(tables.organizations) == len(ties)


def test_a_coalition_card_lists_its_members(hamlet: Explorer, at_hamlet: StandIn) -> None:
    for organization, whole in (("ada", {*FIRST, "hub"}), ("bea", set(SECOND)), ("pia", {"pia", "pit"})):
        number = int(hamlet.base.groups[organization])
        right = at_hamlet.shown(State(coalition=number))["right.children"]
        listed_there = {State.of(link.removeprefix("./")).organization for link in links(right)} - {""}
        assert listed_there == whole
        assert by_id(right, "coalition-name")["value"] == hamlet.base.homes[organization].name


def test_the_list_of_coalitions_counts_their_members(explorer: Explorer, at_sample: StandIn) -> None:
    left = at_sample.shown(State())["left.children"]
    sizes = dict(explorer.base.groups.value_counts())
    names = dict(zip(explorer.base.coalitions["cluster"], explorer.base.coalitions["name"], strict=True))
    rows = classed(left, "legend-row")
    told = {State.of(row.props["href"].removeprefix("./")).coalition: words(row.props["children"]) for row in rows}
    for number, said in told.items():
        assert said.endswith(str(sizes[number]))
        assert names[number] in said
    assert set(told) == set(names)


@pytest.mark.parametrize(
    ("whom", "told"),
    [
        ("us", {"covered": 1, "cells": 6, "fragile": 0, "missing": 4}),
        ("everybody", {"covered": 4, "cells": 6, "fragile": 3, "missing": 1}),
    ],
)
def test_the_head_of_the_gaps_counts_cells(at_hamlet: StandIn, whom: str, told: dict[str, int]) -> None:
    page = text(at_hamlet.shown(State(view="gaps", whom=whom))["page.children"])
    found = re.search(
        r"present in (\d+) of (\d+) cause-and-place pairs; (\d+) pairs? depends? on a single organization; "
        r"(\d+) pairs? (?:is a gap|are gaps)\.",
        page,
    )
    assert found
    assert dict(zip(("covered", "cells", "fragile", "missing"), map(int, found.groups()), strict=True)) == told


def test_a_cell_names_who_is_there(at_hamlet: StandIn) -> None:
    right = at_hamlet.shown(State(view="gaps", whom="us", cell=("land", "hill")))["right.children"]
    told = text(right)
    assert "Land in Hill" in told
    assert "since 1 May 2023" in told
    assert {"ada", "ali"} <= {State.of(link.removeprefix("./")).organization for link in links(right)}
    assert "Nobody is present." in text(
        at_hamlet.shown(State(view="gaps", whom="us", cell=("land", "coast")))["right.children"]
    )


def test_the_legend_names_what_the_cells_say_and_nothing_else(at_hamlet: StandIn, hamlet: Explorer) -> None:
    left = at_hamlet.shown(State(view="gaps", whom="us"))["left.children"]
    keys = {str(part.props["className"]).split("cell-")[-1] for part in classed(left, "cell-key")}
    assert keys == set(hamlet.base.grid("us").cells["state"])
    assert by_id(left, "gaps-whom")["value"] == "us"
    assert by_id(left, "gaps-level")["value"] == "2"
    assert [one["value"] for one in by_id(left, "gaps-level")["data"]] == ["1", "2"]


def test_whose_reach_can_be_chosen(hamlet: Explorer) -> None:
    names = [hamlet.base.homes[i].name for i in ("ada", "bea")]
    assert whom_options(hamlet.base) == [
        {"value": "us", "label": "Us and our members"},
        {"value": "everybody", "label": "Everybody in the data"},
        {"value": "1", "label": names[0]},
        {"value": "2", "label": names[1]},
    ]


def test_the_data_page_adds_up(hamlet: Explorer, at_hamlet: StandIn) -> None:
    page = at_hamlet.shown(State(view="data"))["page.children"]
    told = text(page)
    sheets = hamlet.report.sheets
    assert answer(hamlet, view="data") == (
        f"{sheets['read'].sum():,} rows read: {sheets['kept'].sum():,} used, {sheets['merged'].sum()} duplicates, "
        f"{sheets['rejected'].sum()} rejected."
    )
    tables = hamlet.tables
    assert f"14 organizations, 3 causes, 5 communities, 5 presences, 4 needs, {len(tables.interactions)} inter" in told
    dates = pd.concat([tables.interactions["date"], tables.presences["since"]])
    assert (dates.min(), dates.max()) == (pd.Timestamp(2022, 1, 1), pd.Timestamp(2024, 3, 12))
    assert "The dates run from 1 Jan 2022 to 12 Mar 2024." in told
    assert "1 undated contact is counted as recent." in told
    for number in ("1,006", "1,005"):
        assert number in told
    assert "Rejected rows: 1" in told
    (reject,) = by_id(page, "data-rejects")["rowData"]
    assert (reject["line"], reject["found"]) == ("7", "=many")
    assert by_id(page, "data-merges")["rowData"][0]["kept"] == "Ada House"


def test_every_number_of_tables_stands_on_the_data_page(explorer: Explorer, at_sample: StandIn) -> None:
    told = text(at_sample.shown(State(view="data"))["page.children"])
    for name, number in explorer.tables.counts().items():
        assert counted(*TABLES[name], number) in told


def test_the_count_of_organizations_stands_beside_the_filters(explorer: Explorer, at_sample: StandIn) -> None:
    total = len(explorer.tables.organizations)
    assert words(at_sample.shown(State())["filter-summary.children"]) == f"{total} organizations Why?"
    state = State(status=("partner",))
    partners = int((explorer.tables.organizations["status"] == "partner").sum())
    shown = at_sample.shown(state)
    n_ties, n_left = (explorer.answers(one).ties.number_of_edges() for one in (State(), state))
    assert words(shown["filter-summary.children"]) == f"{partners} of {total} organizations Why?"
    assert words(shown["filter-chips.children"]).startswith(f"{n_left} of {n_ties:,} relationships")
    ways = [link for link in links(shown["filter-chips.children"]) if "why=" not in link]
    assert ways == ["./", "./" + state.replace(regroup=True).search(), "./"]


def test_filters_that_leave_nobody_offer_the_way_back(at_hamlet: StandIn) -> None:
    state = State(view="bridging", causes=("water",), places=("south",), organization="ada")
    page = at_hamlet.shown(state)
    assert "0 of 14 organizations" in text(page["filter-summary.children"])
    offered = [*links(page["left.children"]), *links(page["page.children"])]
    assert "./" + State(view="bridging", organization="ada").search() in offered


def test_an_organization_that_the_filters_leave_out_says_so(at_hamlet: StandIn) -> None:
    state = State(causes=("land",), organization="bea")
    right = at_hamlet.shown(state)["right.children"]
    assert "The filters hide this organization." in text(right)
    assert "./" + State(organization="bea").search() in links(right)


def test_filters_that_leave_no_relationship_say_so(at_hamlet: StandIn) -> None:
    state = State(since=date(1950, 1, 1), until=date(1950, 1, 2))
    shown = at_hamlet.shown(state)
    right = words(shown["right.children"])
    assert "14 organizations and no relationship between them pass the filters." in right
    assert "close to each other" not in right
    assert "./" in links(shown["right.children"])
    assert words(shown["filter-chips.children"]).startswith("0 of 23 relationships")


@pytest.mark.parametrize("with_places", [True, False])
def test_data_without_relationships_say_so_and_lead_to_where_they_are(*, with_places: bool) -> None:
    whole = village()
    presences = whole.presences if with_places else whole.presences.iloc[:0]
    alone = Tables.of(
        {"organizations": whole.organizations, "causes": whole.causes, "communities": whole.communities,
         "presences": presences}
    )  # fmt: skip
    explorer = Explorer(lambda: (alone, LoadReport()), "Alone")
    explorer._prepare()
    right = StandIn(explorer).shown(State())["right.children"]
    assert "The data do not say that any two of them did something together" in words(right)
    assert ("./?view=gaps" in links(right)) is with_places
