"""From interactions to ties: the strength formula against a slow second way, and the rules that real files force."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import tie_network
from tests.examples import examples

T = date(2024, 6, 29)
Part = tuple[str, str, str | None]


def data(interactions: Sequence[tuple[str, str, str | None]], parts: Sequence[Part], **more: pd.DataFrame) -> Tables:
    ids = sorted({o for _, o, _ in parts} | {"a", "b"})
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": ids, "name": [i.upper() for i in ids]}),
            "interactions": pd.DataFrame(interactions, columns=["interaction_id", "kind", "date"]),
            "participations": pd.DataFrame(parts, columns=["interaction_id", "organization_id", "role"]),
        }
        | more
    )


def together(*names: str, interaction: str = "i") -> list[Part]:
    return [(interaction, name, None) for name in names]


def test_two_contacts_a_half_life_apart() -> None:
    """Half-life 90 days, contacts at day 0 and 90, seen at day 180: 0.25 + 0.5."""
    start = date(2024, 1, 1)
    contacts = [("i", "meeting", str(start)), ("j", "meeting", str(start + timedelta(90)))]
    tables = data(contacts, together("a", "b") + together("a", "b", interaction="j"))
    ties = tie_network(tables, Selection(as_of=start + timedelta(180), half_life=90))
    assert ties["a"]["b"]["strength"] == pytest.approx(0.75, abs=1e-12)
    assert ties["a"]["b"]["interactions"] == 2
    assert (ties["a"]["b"]["first"], ties["a"]["b"]["last"]) == (start, start + timedelta(90))


def test_newman_figure_6() -> None:
    """Newman 2001, figure 6: events A:1,2,3 B:1,2,3 C:1 D:1 E:3."""
    members = {"1": "ABCD", "2": "AB", "3": "ABE"}
    parts = [(event, who, None) for event, all_of in members.items() for who in all_of]
    tables = data([(event, "meeting", None) for event in members], parts)
    ties = tie_network(tables)
    expected = {"AB": 11 / 6, "AE": 1 / 2, "BE": 1 / 2, "AC": 1 / 3, "AD": 1 / 3, "BC": 1 / 3, "BD": 1 / 3, "CD": 1 / 3}
    found = {"".join(sorted(pair)): ties.edges[pair]["strength"] for pair in ties.edges}
    assert found == pytest.approx(expected, abs=1e-12)
    assert ties.edges["A", "B"]["distance"] == 1.0
    assert ties.edges["A", "E"]["distance"] == pytest.approx(11 / 3, rel=1e-8)


def test_a_funder_is_tied_to_those_it_funds_and_co_funders_are_not_tied() -> None:
    parts = [("i", "f", "funder"), ("i", "g", "funder"), ("i", "a", "implementer"), ("i", "b", "implementer")]
    ties = tie_network(data([("i", "funding", None)], parts))
    assert {frozenset(pair) for pair in ties.edges} == {frozenset(p) for p in ("fa", "fb", "ga", "gb")}
    assert ties["f"]["a"]["strength"] == pytest.approx(1 / 3)


def test_source_and_target_roles_bind_whatever_the_kind_and_other_roles_stay_out() -> None:
    parts = [("i", "f", "funder"), ("i", "a", "implementer"), ("i", "h", "host")]
    ties = tie_network(data([("i", "joint_project", None)], parts))
    assert {frozenset(pair) for pair in ties.edges} == {frozenset("fa")}


def test_conflict_is_never_closeness_but_is_remembered() -> None:
    tables = data([("i", "conflict", None)], together("a", "b"))
    assert tie_network(tables, Selection(kind_weights={"conflict": 5.0})).number_of_edges() == 0
    both = data(
        [("i", "conflict", None), ("j", "meeting", None)], together("a", "b") + together("a", "b", interaction="j")
    )
    tie = tie_network(both)["a"]["b"]
    assert (tie["strength"], tie["kinds"], tie["interactions"]) == (1.0, ("conflict", "meeting"), 2)


def test_of_what_is_confidential_a_tie_tells_who_and_when_alone() -> None:
    rows = [("i", "meeting", "2024-01-01"), ("j", "training", "2024-02-01"), ("k", "conflict", "2024-03-01")]
    parts = [part for row in rows for part in together("a", "b", interaction=row[0])]
    about = pd.DataFrame({"interaction_id": ["i", "j"], "cause_id": ["w", "l"]})
    causes = pd.DataFrame({"cause_id": ["l", "w"], "name": ["Land", "Water"]})
    tables = data(rows, parts, interaction_causes=about, causes=causes)
    secret = tables.replace(interactions=tables.interactions.assign(confidential=[False, True, True]))
    facts = ("interactions", "kinds", "causes", "last")
    told, shared = ([network["a"]["b"][fact] for fact in facts] for network in map(tie_network, (secret, tables)))
    assert shared == [3, ("conflict", "meeting", "training"), ("l", "w"), date(2024, 3, 1)]
    assert told == [2, ("meeting",), ("w",), date(2024, 2, 1)]
    as_of = Selection(as_of=T)
    strengths = [tie_network(one, as_of)["a"]["b"]["strength"] for one in (secret, tables)]
    assert strengths[0] == strengths[1]


def test_one_participant_and_too_many_make_no_tie_and_are_told() -> None:
    crowd = [f"o{i:02}" for i in range(51)]
    tables = data(
        [("i", "co_signature", None), ("j", "meeting", None)], together(*crowd) + together("a", interaction="j")
    )
    ties = tie_network(tables)
    assert ties.number_of_edges() == 0
    assert ties.counts["too_many_participants"] == 1
    assert tie_network(tables, Selection(most_participants=51)).number_of_edges() == 51 * 50 // 2


def test_a_date_after_today_is_left_out_and_counted() -> None:
    tables = data([("i", "meeting", "2109-01-01"), ("j", "meeting", "2024-01-01")], together("a", "b"))
    ties = tie_network(tables)
    assert (ties.number_of_edges(), ties.counts["after_as_of"], ties.as_of) == (0, 1, date(2024, 1, 1))


def test_an_undated_contact_never_fades_and_is_counted() -> None:
    parts = together("a", "b") + together("a", "c", interaction="j")
    ties = tie_network(data([("i", "meeting", None), ("j", "meeting", "2020-01-01")], parts), Selection(as_of=T))
    assert ties["a"]["b"]["strength"] == 1.0
    assert ties["a"]["c"]["strength"] < 0.1
    assert ties.counts["undated"] == 1


def test_age_runs_from_the_end_and_what_is_ongoing_has_none() -> None:
    tables = data([("i", "meeting", "2020-01-01")], together("a", "b"))
    ended = tables.replace(interactions=tables.interactions.assign(date_end=pd.Timestamp(T)))
    ongoing = tables.replace(interactions=tables.interactions.assign(status="ongoing"))
    for lasting in (ended, ongoing):
        assert tie_network(lasting, Selection(as_of=T))["a"]["b"]["strength"] == 1.0


def test_a_faded_tie_is_former_and_outside() -> None:
    tables = data([("i", "meeting", "2010-01-01")], together("a", "b"))
    ties = tie_network(tables, Selection(as_of=T))
    assert (ties.number_of_edges(), ties.counts["lapsed"], len(ties.former)) == (0, 1, 1)
    assert tie_network(tables, Selection(as_of=T, half_life=None)).number_of_edges() == 1


@pytest.mark.parametrize(
    ("strength", "low", "high", "expected"),
    [(4, 1, 4, 1.0), (1, 1, 4, 0.25), (1, 4, 1, 1.0), (4, 4, 1, 0.25), (0, 0, 3, 0.25), (None, None, None, 1.0)],
)
def test_a_declared_tie_is_rescaled_and_a_reversed_scale_turned(
    strength: float | None, low: float | None, high: float | None, expected: float
) -> None:
    stated = pd.DataFrame(
        {"from_id": ["b"], "to_id": ["a"], "strength": [strength], "scale_min": [low], "scale_max": [high]}
    )
    ties = tie_network(data([], [], declared_ties=stated))
    assert ties["a"]["b"]["strength"] == pytest.approx(expected)
    assert ties["a"]["b"]["interactions"] == 0


def test_two_statements_of_a_pair_are_averaged_a_bad_one_is_none_and_a_dated_one_fades() -> None:
    stated = pd.DataFrame(
        {
            "from_id": ["a", "b", "a", "a"],
            "to_id": ["b", "a", "c", "d"],
            "strength": [4, 2, 4, 4],
            "scale_min": [1] * 4,
            "scale_max": [4] * 4,
            "sign": [None, 1, -1, 1],
            "date": [None, None, None, str(T - timedelta(365))],
        }
    )
    organizations = pd.DataFrame({"organization_id": list("abcd"), "name": list("ABCD")})
    tables = Tables.of({"organizations": organizations, "declared_ties": stated})
    ties = tie_network(tables, Selection(as_of=T))
    assert ties["a"]["b"]["strength"] == pytest.approx(0.75)
    assert not ties.has_edge("a", "c")
    assert ties["a"]["d"]["strength"] == pytest.approx(0.5)


def test_a_negative_statement_does_not_set_the_scale_of_the_others() -> None:
    stated = pd.DataFrame({"from_id": ["a"] * 3, "to_id": list("bcd"), "strength": [2, 4, 8], "sign": [1, 1, -1]})
    organizations = pd.DataFrame({"organization_id": list("abcd"), "name": list("ABCD")})
    ties = tie_network(Tables.of({"organizations": organizations, "declared_ties": stated}))
    assert (ties["a"]["b"]["strength"], ties["a"]["c"]["strength"]) == (0.5, 1.0)


NAMES = "abcdef"
contacts = st.lists(
    st.tuples(
        st.sampled_from(["meeting", "training", "conflict"]),
        st.one_of(st.none(), st.integers(0, 2000)),
        st.lists(st.sampled_from(NAMES), max_size=6),
    ),
    max_size=10,
)


def of_contacts(found: Sequence[tuple[str, int | None, list[str]]], names: str = NAMES) -> Tables:
    renamed = dict(zip(NAMES, names, strict=True))
    interactions = [
        (f"i{n}", kind, None if age is None else str(T - timedelta(age))) for n, (kind, age, _) in enumerate(found)
    ]
    parts = [(f"i{n}", renamed[o], None) for n, (_, _, members) in enumerate(found) for o in members]
    ids = list(names)
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": ids, "name": ids}),
            "interactions": pd.DataFrame(interactions, columns=["interaction_id", "kind", "date"]),
            "participations": pd.DataFrame(parts, columns=["interaction_id", "organization_id", "role"]),
        }
    )


@given(contacts)
@settings(max_examples=examples(25))
def test_strength_equals_the_formula_written_out(found: list[tuple[str, int | None, list[str]]]) -> None:
    expected: dict[frozenset[str], float] = {}
    for kind, age, members in found:
        distinct = set(members)
        if kind == "conflict" or len(distinct) < 2:
            continue
        factor = 1.0 if age is None else 2 ** (-age / 365)
        for pair in combinations(sorted(distinct), 2):
            expected[frozenset(pair)] = expected.get(frozenset(pair), 0.0) + factor / (len(distinct) - 1)
    ties = tie_network(of_contacts(found), Selection(as_of=T))
    kept = {pair: s for pair, s in expected.items() if s >= 0.001}
    assert {frozenset(pair): ties.edges[pair]["strength"] for pair in ties.edges} == pytest.approx(kept, abs=1e-12)
    if kept:
        strongest = max(kept.values())
        for a, b, tie in ties.edges(data=True):
            assert tie["distance"] == pytest.approx(strongest / kept[frozenset((a, b))], rel=1e-8)


@given(contacts, st.integers(1, 1500))
@settings(max_examples=examples(10))
def test_moving_today_multiplies_all_dated_strengths_by_one_number(
    found: list[tuple[str, int | None, list[str]]], later: int
) -> None:
    dated = [(kind, age or 0, members) for kind, age, members in found]
    tables = of_contacts(dated)
    now = tie_network(tables, Selection(as_of=T, half_life=5000))
    then = tie_network(tables, Selection(as_of=T + timedelta(later), half_life=5000))
    for a, b, tie in then.edges(data=True):
        assert tie["strength"] == pytest.approx(now[a][b]["strength"] * 2 ** (-later / 5000), rel=1e-9)


@given(contacts)
@settings(max_examples=examples(10))
def test_row_order_never_matters_and_renaming_renames_only(found: list[tuple[str, int | None, list[str]]]) -> None:
    tables = of_contacts(found)
    shuffled = tables.replace(
        **{name: frame.sample(frac=1, random_state=7) for name, frame in tables.frames().items() if len(frame)}
    )

    def strengths(ties: nx.Graph) -> dict[frozenset[str], float]:
        return {frozenset((a, b)): s for a, b, s in ties.edges(data="strength")}

    original = strengths(tie_network(tables, Selection(as_of=T)))
    assert strengths(tie_network(shuffled, Selection(as_of=T))) == pytest.approx(original, abs=1e-12)
    other = "uvwxyz"
    renamed = strengths(tie_network(of_contacts(found, other), Selection(as_of=T)))
    back = dict(zip(other, NAMES, strict=True))
    assert {frozenset(back[i] for i in pair): s for pair, s in renamed.items()} == pytest.approx(original, abs=1e-12)
