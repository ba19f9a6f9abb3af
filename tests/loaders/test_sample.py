"""The sample shows what its page promises, and is made again to the last byte."""

import re
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from graph.allies.missing import missing_allies
from graph.brokers.scores import broker_scores, what_breaks
from graph.clusters.table import cluster_members, cluster_table
from graph.reach.gaps import reach_gaps
from graph.schema import INTERACTION_KINDS
from graph.selection import Selection, as_of_date
from graph.sentences.tables import with_sentences
from graph.tables import Tables
from graph.ties.network import TieNetwork
from graph.ties.strength import tie_network
from loaders import read_folder, write_folder
from loaders.sample import sample_folder
from sample import reach as planned
from sample.bridges import BRIDGES
from sample.generate import SEED, make
from sample.places import PEOPLE, slug
from sample.standing import FORMER, MEMBERS, PROSPECTS, SENSITIVE, US

NOW = Selection(as_of=date(2026, 10, 30))
OURS = frozenset(slug(name) for name in (US, *MEMBERS))
PAGE = Path(__file__).parents[2] / "docs" / "sample.md"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return read_folder(sample_folder()).tables


@pytest.fixture(scope="module")
def ties(tables: Tables) -> TieNetwork:
    return tie_network(tables, NOW)


@pytest.fixture(scope="module")
def members(tables: Tables, ties: TieNetwork) -> pd.DataFrame:
    return cluster_members(ties, tables.shown()).set_index("organization_id")


@pytest.fixture(scope="module")
def coalitions(tables: Tables, ties: TieNetwork) -> pd.DataFrame:
    return cluster_table(ties, tables.shown()).frame


@pytest.fixture(scope="module")
def brokers(ties: TieNetwork, members: pd.DataFrame) -> pd.DataFrame:
    return broker_scores(ties, groups=members["cluster"]).set_index("organization_id")


@pytest.fixture(scope="module")
def gaps(tables: Tables) -> pd.DataFrame:
    return reach_gaps(tables.shown(), NOW).frame


@dataclass(frozen=True)
class Seen:
    tables: Tables
    ties: TieNetwork
    members: pd.DataFrame
    coalitions: pd.DataFrame
    brokers: pd.DataFrame
    gaps: pd.DataFrame


@pytest.fixture(scope="module")
def seen(request: pytest.FixtureRequest) -> Seen:
    return Seen(**{field.name: request.getfixturevalue(field.name) for field in fields(Seen)})


def shared(tables: Tables, one: str, other: str) -> pd.DataFrame:
    part = tables.participations
    both = [set(part.loc[part["organization_id"] == slug(name), "interaction_id"]) for name in (one, other)]
    found = tables.interactions
    return found[found["interaction_id"].isin(both[0] & both[1])].sort_values("date")


def cells(gaps: pd.DataFrame, which: pd.Series) -> set[tuple[str, str]]:
    return set(gaps.loc[which, ["cause_id", "community_id"]].itertuples(index=False, name=None))


def cut_off(ties: TieNetwork, name: str) -> int:
    broken = what_breaks(ties, slug(name))
    return int((broken["piece"] > 1).sum())


def leads(tables: Tables, group: list[str]) -> pd.Series:
    part = tables.participations
    led = part[part["role"].isin(["lead", "host"]) & part["organization_id"].isin(group)]
    return led["organization_id"].map(tables.organizations.set_index("organization_id")["kind"])


def test_made_again_it_is_the_same_to_the_last_byte(tmp_path: Path, tables: Tables) -> None:
    assert make() == tables
    write_folder(make(), tmp_path / "again")
    for file in sorted((tmp_path / "again").iterdir()):
        assert file.read_bytes() == (sample_folder() / file.name).read_bytes(), file.name


def test_another_seed_makes_another_history(tables: Tables) -> None:
    assert make(SEED + 1) != tables


def test_every_row_is_kept_and_nothing_needs_a_note() -> None:
    report = read_folder(sample_folder()).report
    assert report.rejects.empty
    assert report.notes.empty
    assert (report.sheets["read"] == report.sheets["kept"]).all()
    assert len(report.sheets) == 12


def test_it_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in sample_folder().glob("*.csv")) < 1_500_000


def test_every_kind_of_interaction_happens_within_the_three_years(tables: Tables) -> None:
    happened = tables.interactions[tables.interactions["status"] != "planned"]
    assert set(happened["kind"]) == set(INTERACTION_KINDS)
    assert happened["date"].min() >= pd.Timestamp(2023, 12, 1)
    assert happened["date"].max() <= pd.Timestamp(2026, 10, 31)
    assert 1200 <= len(happened) <= 2000
    planned_for = tables.interactions.loc[tables.interactions["status"] == "planned", "date"]
    assert (planned_for > pd.Timestamp(2026, 11, 30)).all()


def test_no_two_organizations_are_called_the_same(tables: Tables) -> None:
    names = pd.concat([tables.organizations["name"], tables.organizations["aliases"].dropna()]).str.casefold()
    assert names.is_unique


def test_people_said_many_different_things(tables: Tables) -> None:
    comments = tables.feedback["comment"].dropna()
    assert comments.nunique() > 100
    assert comments.value_counts().max() <= 6
    assert tables.interactions["note"].dropna().nunique() > 700


def test_scores_lie_on_their_scale(tables: Tables) -> None:
    scored = tables.feedback.dropna(subset="score")
    assert scored["score"].between(scored["scale_min"], scored["scale_max"]).all()
    assert scored[["scale_min", "scale_max"]].drop_duplicates().shape[0] >= 3


def test_nine_coalitions_each_with_its_own_name(coalitions: pd.DataFrame, members: pd.DataFrame) -> None:
    large = coalitions[coalitions["organizations"] >= 5]
    assert len(large) == 9
    assert large["organizations"].max() <= 45
    assert large["name"].is_unique
    assert large["certainty"].min() > 0.8
    assert set(large["name"]) >= {
        "Drinking water in Orvenne Delta", "Arrival and shelter in Mirrow Coast", "Grazing routes in Kharvel Highlands",
        "Privacy in Greater Caldermane", "Inheritance in Sundral Plains", "Forest land in Yarrowen Forest",
    }  # fmt: skip
    assert members["cluster"].isna().sum() == 13


def test_most_ties_stay_inside_and_bridges_are_seen(ties: TieNetwork, members: pd.DataFrame) -> None:
    assert 1000 <= ties.number_of_edges() <= 1800
    assert 0.8 <= inside(ties, members) <= 0.88


def inside(ties: TieNetwork, members: pd.DataFrame) -> float:
    cluster = members["cluster"]
    same = [cluster[a] == cluster[b] for a, b in ties.edges]
    return float(sum(same)) / len(same)


def test_three_cutpoints_each_hold_a_whole_group(ties: TieNetwork, brokers: pd.DataFrame) -> None:
    assert set(brokers.index[brokers["cutpoint"]]) == {slug(name) for name in BRIDGES}
    assert [cut_off(ties, name) for name in BRIDGES] == [14, 9, 5]
    # A second way to see it: connected components without the organization.
    for name in BRIDGES:
        own = nx.node_connected_component(ties, slug(name)) - {slug(name)}
        pieces = sorted(map(len, nx.connected_components(ties.subgraph(own))))
        assert len(pieces) == 2
        assert pieces[0] == cut_off(ties, name)


def test_a_small_group_bridges_more_than_its_size_suggests(tables: Tables, brokers: pd.DataFrame) -> None:
    walkers = brokers.loc["yarrow-path-walkers"]
    assert walkers["rank"] == 1
    assert walkers["surprise"] > 30
    about = tables.organizations.set_index("organization_id").loc["yarrow-path-walkers"]
    assert (about["kind"], about["size"]) == ("grassroots", "up to 5 people")


def test_a_quarrel_is_mended_and_the_two_work_together_again(tables: Tables) -> None:
    story = shared(tables, "Kharvel Herders' Council", "Sundral Equal Land Campaign").set_index("kind")["date"]
    assert story["conflict"].max() < story["repair"] < story["joint_campaign"] < story["win"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mirrow Welcome Network", "Grellin Greenhouse Pickers"),
        ("Wage Watch Caldermane", "Caldermane Employers for Fair Homes"),
    ],
)
def test_a_quarrel_is_open_and_the_two_do_nothing_together(tables: Tables, one: str, other: str) -> None:
    story = shared(tables, one, other)
    fell_out = story.loc[story["kind"] == "conflict", "date"].min()
    assert set(story.loc[story["date"] >= fell_out, "kind"]) == {"conflict"}
    assert (story["date"] < fell_out).any()


def test_the_map_of_gaps_is_the_one_that_was_planted(tables: Tables, gaps: pd.DataFrame) -> None:
    nobody = gaps["organizations"] == 0
    assert cells(gaps, nobody & gaps["need"].notna()) == planned.EMPTY
    assert cells(gaps, gaps["fragile"]) == set(planned.FRAGILE) | {("women", "quannet")}
    assert cells(gaps, gaps["claimed"].fillna(False)) == planned.CLAIMED
    assert cells(gaps, gaps["claimed"].isna()) == planned.UNDATED
    people = {slug(name) for name in PEOPLE}
    unknown = cells(gaps, gaps["need"].isna())
    assert {cell for cell in unknown if cell[1] not in people} == planned.UNKNOWN
    assert reach_gaps(tables.shown(), NOW).denominator == "listed"
    assert (gaps["coverage"].between(0.05, 0.95)).sum() > 30


def test_the_best_missing_ally_is_a_small_one_and_the_route_leads_over_the_bridge(tables: Tables) -> None:
    allies = missing_allies(tables.shown(), NOW, coalition=OURS, k=5)
    assert allies.frame["name"].tolist()[:2] == [
        "Mothers of the Canopy, Iskelune",
        "Caldermane Domestic Workers' Assembly",
    ]
    assert set(allies.frame["name"][:2]) <= set(PROSPECTS)
    assert "Yarrow Path Walkers" in with_sentences(allies)["route"][0]


def test_the_petition_makes_no_ties(tables: Tables, ties: TieNetwork) -> None:
    signers = tables.participations.groupby("interaction_id")["organization_id"].nunique()
    assert (signers > NOW.most_participants).sum() == 1
    assert ties.counts["too_many_participants"] == 1
    assert signers.nlargest(2).iloc[1] <= 8
    with_it = tie_network(tables, Selection(as_of=NOW.as_of, most_participants=100))
    assert with_it.number_of_edges() > 2 * ties.number_of_edges()


def test_former_partners_have_cooled(tables: Tables, ties: TieNetwork) -> None:
    part = tables.participations.merge(tables.interactions[["interaction_id", "date"]])
    last = part.groupby("organization_id")["date"].max()
    for name, gone in FORMER.items():
        assert last[slug(name)] <= pd.Timestamp(gone)
        assert 0 < max(tie["strength"] for tie in ties[slug(name)].values()) < 0.5
    status = tables.organizations.set_index("organization_id")["status"]
    assert set(status.index[status == "former"]) == {slug(name) for name in FORMER}


def test_a_call_is_overdue(tables: Tables) -> None:
    calls = shared(tables, "Caldermane Law Commons", "Port Ellomar Street Lawyers")["date"]
    rhythm = calls.diff().dropna().dt.days.median()
    assert (pd.Timestamp(2026, 10, 30) - calls.max()).days > 4 * rhythm


def test_grassroots_groups_lead_in_the_forest_and_a_giant_on_the_coast(tables: Tables, members: pd.DataFrame) -> None:
    forest = members.index[members["cluster_name"] == "Forest land in Yarrowen Forest"]
    assert (leads(tables, list(forest)) == "grassroots").mean() > 0.8
    assert giant_leads(tables) > 0.75


def giant_leads(tables: Tables) -> float:
    part = tables.participations
    role = part.loc[part["organization_id"] == "mirrow-welcome-network", "role"]
    led = role[role.isin(["lead", "host", "partner", "guest"])]
    return float(led.isin(["lead", "host"]).mean())


def test_the_survey_has_a_scale_that_runs_backwards(tables: Tables) -> None:
    stated = tables.declared_ties
    turned = stated["scale_min"] > stated["scale_max"]
    assert set(stated.loc[turned, "kind"]) == {"closeness"}
    assert (stated["sign"] < 0).sum() == 1


def test_some_things_are_not_for_everybody(tables: Tables) -> None:
    secret = tables.organizations.loc[tables.organizations["sensitive"].fillna(False), "organization_id"]
    assert set(secret) == {slug(name) for name in SENSITIVE}
    assert tables.interactions["confidential"].sum() >= 2


def test_today_is_the_last_day_that_something_was_done(tables: Tables) -> None:
    happened = tables.interactions[tables.interactions["status"] != "planned"]
    assert happened["date"].max().date() == NOW.as_of
    assert as_of_date(tables.shown(), NOW) == NOW.as_of


ORDINALS = {1: "first", 2: "second", 3: "third"}


def facts(seen: Seen) -> list[str]:
    """Return every sentence of the page that holds a number, with the number that the data give."""
    tables, ties, members, coalitions = seen.tables, seen.ties, seen.members, seen.coalitions
    brokers, gaps = seen.brokers, seen.gaps
    happened = tables.interactions[tables.interactions["status"] != "planned"]
    places = tables.communities[tables.communities["community_id"] != "nationwide"]
    districts = places[(places["kind"] == "place") & places["parent_id"].notna()]
    regions = places[(places["kind"] == "place") & places["parent_id"].isna()]
    large = coalitions[coalitions["organizations"] >= 5]
    sizes = coalitions["organizations"].value_counts()
    petition = tables.participations.groupby("interaction_id")["organization_id"].nunique().max()
    nobody = (gaps["organizations"] == 0) & gaps["need"].notna()
    gate = shared(tables, "Kharvel Herders' Council", "Sundral Equal Land Campaign").set_index("kind")["date"]
    calls = shared(tables, "Caldermane Law Commons", "Port Ellomar Street Lawyers")["date"]
    said = tables.feedback["comment"].dropna()
    forest = members.index[members["cluster_name"] == "Forest land in Yarrowen Forest"]
    kinds = tables.interactions["kind"].value_counts()
    degree = dict(ties.degree)
    gone = tables.participations["organization_id"].isin([slug(name) for name in FORMER])
    last_seen = tables.participations[gone].merge(tables.interactions, on="interaction_id")["date"].max()

    def fell_out(one: str, other: str) -> pd.Timestamp:
        story = shared(tables, one, other)
        return pd.Timestamp(story.loc[story["kind"] == "conflict", "date"].min())

    by_degree = 1 + sum(count > degree["yarrow-path-walkers"] for count in degree.values())
    allies = missing_allies(tables.shown(), NOW, coalition=OURS, k=2).frame
    status = tables.organizations["status"].value_counts()
    return [
        f"{len(tables.organizations)} organizations",
        f"{len(regions)} regions and {len(districts)} districts",
        f"{(places['kind'] == 'people').sum()} groups of people",
        f"{tables.causes['parent_id'].isna().sum()} causes, each with {narrowest(tables)} to {widest(tables)} narrower",
        f"{len(happened):,} interactions, of every kind",
        f"{(tables.interactions['status'] == 'planned').sum()} more are planned",
        f"{len(tables.feedback)} answers to feedback questions, {len(said)} of them with a comment",
        f"{ties.number_of_edges():,} relationships, {inside(ties, members):.0%} of them inside a coalition",
        f"{len(large)} coalitions, with {large['organizations'].min()} to {large['organizations'].max()} members",
        f"{sizes[3]} groups of three, {sizes[2]} pairs",
        f"{members['cluster'].isna().sum()} organizations without a relationship",
        *(
            f"has {degree[slug(name)]} partners; without it, {cut_off(ties, name)} organizations are cut off"
            for name in BRIDGES
        ),
        f"The group is {ORDINALS[int(brokers['rank']['yarrow-path-walkers'])]} among bridging partners",
        f"but only {by_degree}nd by number of partners",
        f"{kinds['conflict']} conflicts and {kinds['repair']} repairs",
        f"the last one in {calls.max():%B %Y}",
        f"about a cattle road on {gate['conflict'].min():%d %B %Y}",
        f"in {gate['win']:%B %Y} they celebrated",
        f"Since {fell_out('Mirrow Welcome Network', 'Grellin Greenhouse Pickers'):%d %B %Y} the two",
        f"since {fell_out('Wage Watch Caldermane', 'Caldermane Employers for Fair Homes'):%d %B %Y}",
        f"have not been seen since {last_seen:%B %Y}",
        f"helped, and {(gate['repair'] - gate['conflict'].min()).days} days later the two reached the gate",
        f"{int(nobody.sum())} cells with a need but without any organization",
        f"{int(gaps['fragile'].sum())} fragile cells",
        f"{int(gaps['claimed'].sum())} claimed cells",
        f"In {int(gaps['claimed'].isna().sum())} more cells the start date is missing",
        f"{int(gaps['need'].isna().sum())} cells where the need is unknown",
        f"shows {len(gaps)} cells",
        f"our group of {len(OURS)}",
        f"closes {int(allies['cells'][0])} gaps",
        f"{petition} signatures",
        f"{status['former']} former partners",
        f"{status['prospect']} prospects",
        f"{len(calls)} calls",
        f"{(leads(tables, list(forest)) == 'grassroots').mean():.0%} of the interactions in the forest that have",
        f"leads or hosts {giant_leads(tables):.0%} of the meetings, events and projects",
        f"The survey has {len(tables.declared_ties)} answers on two scales",
        f"{tables.interactions['confidential'].sum()} interactions are confidential",
        f"{tables.organizations['sensitive'].sum()} organizations are sensitive",
        f"{tables.interactions['date'].isna().sum()} interactions have no date",
    ]


def narrowest(tables: Tables) -> int:
    return int(tables.causes["parent_id"].value_counts().min())


def widest(tables: Tables) -> int:
    return int(tables.causes["parent_id"].value_counts().max())


def test_every_number_on_the_page_is_what_the_data_give(seen: Seen) -> None:
    page = " ".join(PAGE.read_text(encoding="utf-8").split())
    told = facts(seen)
    assert [fact for fact in told if fact not in page] == []
    # Dates and the command line apart, no number stands there that no fact above vouches for.
    plain = re.sub(r"`[^`]*`|\d{1,2} \w+ 20\d\d|\w+ 20\d\d", "", page)
    vouched = set(re.findall(r"\d[\d,]*", " ".join(told)))
    assert set(re.findall(r"\d[\d,]*", plain)) <= vouched


def test_every_organization_that_the_page_names_exists(tables: Tables) -> None:
    named = re.findall(r"\*\*(.+?)\*\*", PAGE.read_text(encoding="utf-8"))
    assert len(named) > 10
    assert set(named) <= set(tables.organizations["name"])
