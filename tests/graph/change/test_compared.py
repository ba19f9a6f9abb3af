"""Two dates: what happened to each pair, by hand; positions as the measures of the two networks say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.change.dates import WHAT_HAPPENED, compare_dates
from graph.errors import UnknownName
from graph.measures.registry import MEASURES, measure
from graph.selection import Selection
from graph.tables import Tables
from graph.ties.strength import tie_network
from tests.examples import examples

EARLIER, LATER = date(2024, 6, 30), date(2024, 12, 30)
BEFORE, NOW, LONG_AGO = "2024-02-01", "2024-09-01", "2020-05-01"


def data(met: Sequence[tuple[str, str | None]], **more: pd.DataFrame) -> Tables:
    """Return tables of meetings: who was there (a letter each), and when."""
    who = sorted({letter for there, _ in met for letter in there} | set("ab"))
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": who, "name": [w.upper() for w in who]}),
            "interactions": pd.DataFrame(
                [(f"i{n}", "meeting", day) for n, (_, day) in enumerate(met)],
                columns=["interaction_id", "kind", "date"],
            ),
            "participations": pd.DataFrame(
                [(f"i{n}", w) for n, (there, _) in enumerate(met) for w in there],
                columns=["interaction_id", "organization_id"],
            ),
        }
        | more
    )


def happened(tables: Tables, selection: Selection | None = None) -> dict[str, str]:
    pairs = compare_dates(tables.shown(), EARLIER, LATER, selection, measures=["degree"]).pairs
    return dict(zip(pairs["from_id"] + pairs["to_id"], pairs["what"], strict=True))


def test_what_happened_by_the_interactions_of_the_two_periods() -> None:
    met = [
        ("ab", NOW),
        ("cd", LONG_AGO), ("cd", NOW),
        ("ef", BEFORE), ("ef", NOW), ("ef", NOW),
        ("gh", BEFORE), ("gh", NOW),
        ("ij", BEFORE), ("ij", BEFORE), ("ij", NOW),
        ("kl", BEFORE),
        ("mn", LONG_AGO),
        ("op", "2025-01-01"),
    ]  # fmt: skip
    expected = {"ab": "formed", "cd": "warmed", "ef": "warmed", "gh": "steady", "ij": "cooled", "kl": "lost"}
    assert happened(data(met)) == expected
    assert tuple(dict.fromkeys(expected.values())) == WHAT_HAPPENED


def test_the_frame_of_pairs_by_hand() -> None:
    found = compare_dates(
        data([("ab", BEFORE), ("abc", NOW), ("abc", NOW)]).shown(), EARLIER, LATER, Selection(half_life=90)
    )
    assert found.pairs.drop(columns=["strength_earlier", "strength_later"]).to_dict("list") == {
        "from_id": ["a", "b", "a"],
        "to_id": ["c", "c", "b"],
        "what": ["formed", "formed", "steady"],
        "before": [0.0, 0.0, 1.0],
        "now": [1.0, 1.0, 1.0],
        "interactions_before": [0, 0, 1],
        "interactions_now": [2, 2, 2],
    }
    # Faded over 120 and 333 days: 2 ** -(120 / 90) and 2 ** -(333 / 90).
    fresh, old = 2 ** -(120 / 90), 2 ** -(333 / 90)
    mean = (3 * fresh + old) / 3
    assert found.pairs["strength_earlier"].tolist() == [0.0, 0.0, 1.0]
    assert found.pairs["strength_later"].tolist() == pytest.approx([fresh / mean] * 2 + [(fresh + old) / mean])


def test_the_periods_meet_and_do_not_overlap() -> None:
    # 183 days each: 30 Dec 2023 is the last day before the period before, 1 Jan 2024 lies in it.
    start = EARLIER - (LATER - EARLIER)
    days = {"ab": start, "cd": start + timedelta(1), "ef": EARLIER, "gh": EARLIER + timedelta(1), "ij": LATER}
    found = happened(data([(pair, str(day)) for pair, day in days.items()]))
    assert found == {"gh": "formed", "ij": "formed", "cd": "lost", "ef": "lost"}


def test_fading_alone_changes_nothing() -> None:
    met = data([("ab", LONG_AGO), ("bc", "2021-01-01"), ("cd", BEFORE), ("ab", BEFORE)])
    later = date(2025, 6, 30)
    found = compare_dates(met.shown(), later - timedelta(90), later, measures=["strength", "betweenness", "constraint"])
    assert found.pairs.empty
    values = found.organizations.dropna(subset=["earlier"])
    assert len(values) == 12
    assert values["change"].tolist() == pytest.approx([0.0] * 12, abs=1e-9)
    assert set(values["rank_change"]) == {0}


def test_a_larger_meeting_says_less() -> None:
    assert happened(data([("ab", BEFORE), ("abcd", NOW)]))["ab"] == "cooled"
    assert happened(data([("ab", BEFORE), ("abcd", NOW), ("abcd", NOW), ("abcd", NOW)]))["ab"] == "steady"


def test_the_weight_of_a_kind_counts_and_conflict_counts_nothing() -> None:
    tables = data([("ab", BEFORE), ("ab", NOW), ("cd", BEFORE), ("cd", NOW)])
    kinds = ["meeting", "win", "meeting", "conflict"]
    tables = tables.replace(interactions=tables.interactions.assign(kind=kinds))
    assert happened(tables, Selection(kind_weights={"win": 2})) == {"ab": "warmed", "cd": "lost"}
    assert happened(tables) == {"ab": "steady", "cd": "lost"}


def test_undated_interactions_and_declared_ties_only_make_a_pair_known() -> None:
    stated = pd.DataFrame({"from_id": ["c", "e", "g"], "to_id": ["d", "f", "h"], "date": [None, BEFORE, NOW]})
    met = [("ab", None), ("ab", NOW), ("cd", NOW), ("ef", NOW), ("gh", NOW), ("ij", None)]
    found = happened(data(met, declared_ties=stated))
    assert found == {"ab": "warmed", "cd": "warmed", "ef": "warmed", "gh": "formed"}


def test_what_ran_in_both_periods_counts_in_both() -> None:
    tables = data([("ab", BEFORE)])
    ended = tables.interactions.assign(date_end=pd.Timestamp(NOW))
    assert happened(tables.replace(interactions=ended)) == {"ab": "steady"}


def test_dates_of_the_selection_give_way() -> None:
    tables = data([("ab", BEFORE), ("ab", NOW), ("bc", NOW)])
    other = Selection(since=date(2024, 8, 1), until=date(2024, 8, 2), as_of=date(2024, 3, 1))
    for found, plain in zip(_frames(tables, other), _frames(tables, Selection()), strict=True):
        pd.testing.assert_frame_equal(found, plain)


def _frames(tables: Tables, selection: Selection) -> list[pd.DataFrame]:
    found = compare_dates(tables.shown(), EARLIER, LATER, selection)
    return [found.pairs, found.organizations]


def test_the_change_of_position_by_hand() -> None:
    tables = data([("ab", BEFORE), ("bc", NOW), ("cd", NOW), ("ce", NOW)])
    found = compare_dates(tables.shown(), EARLIER, LATER, measures=["degree", "betweenness", "degree"]).organizations
    degree = found[found["measure"] == "degree"].drop(columns=["measure"]).to_dict("list")
    assert degree == {
        "organization_id": list("abcde"),
        "name": list("ABCDE"),
        "earlier": [1.0, 1.0, 0.0, 0.0, 0.0],
        "later": [1.0, 2.0, 3.0, 1.0, 1.0],
        "change": [0.0, 1.0, 3.0, 1.0, 1.0],
        "rank_earlier": [1, 1, 3, 3, 3],
        "rank_later": [3, 2, 1, 3, 3],
        "rank_change": [-2, -1, 2, 0, 0],
    }
    assert found["measure"].tolist() == ["degree", "betweenness"] * 5
    assert found.loc[found["organization_id"] == "c", "later"].tolist() == pytest.approx([3, 5 / 6])


def test_a_measure_that_says_nothing_of_isolates_leaves_blanks() -> None:
    found = compare_dates(data([("ab", NOW)]).shown(), EARLIER, LATER, measures=["constraint"]).organizations
    assert found["earlier"].isna().all()
    assert found["rank_earlier"].isna().all()
    assert found["rank_change"].isna().all()
    assert found["later"].tolist() == [1.0, 1.0]
    assert found["rank_later"].tolist() == [1, 1]


DAYS = st.sampled_from(
    ["2023-12-30", "2023-12-31", BEFORE, str(EARLIER), "2024-07-01", NOW, str(LATER), LONG_AGO, None]
)
MEETINGS = st.lists(
    st.tuples(st.sets(st.sampled_from("abcdef"), min_size=1, max_size=4).map(sorted).map("".join), DAYS)
)


@settings(max_examples=examples(8))
@given(met=MEETINGS)
def test_as_counted_meeting_by_meeting(met: list[tuple[str, str | None]]) -> None:
    start = str(EARLIER - (LATER - EARLIER))
    before: dict[str, float] = {}
    now: dict[str, float] = {}
    known: set[str] = set()
    for there, day in met:
        for pair in {a + b for a in there for b in there if a < b}:
            if day is None or day <= str(EARLIER):
                known.add(pair)
            if day is not None and start < day <= str(EARLIER):
                before[pair] = before.get(pair, 0) + 1 / (len(there) - 1)
            if day is not None and str(EARLIER) < day <= str(LATER):
                now[pair] = now.get(pair, 0) + 1 / (len(there) - 1)
    found = compare_dates(data(met).shown(), EARLIER, LATER, measures=["degree"]).pairs
    keys = (found["from_id"] + found["to_id"]).tolist()
    assert set(keys) == before.keys() | now.keys()
    assert found["before"].tolist() == pytest.approx([before.get(pair, 0) for pair in keys], abs=1e-9)
    assert found["now"].tolist() == pytest.approx([now.get(pair, 0) for pair in keys], abs=1e-9)
    for pair, what in zip(keys, found["what"], strict=True):
        change = round(now.get(pair, 0) - before.get(pair, 0), 9)
        word = "steady" if change == 0 else "warmed" if change > 0 else "cooled"
        assert what == ("lost" if pair not in now else "formed" if pair not in known else word)


@settings(max_examples=examples(6))
@given(met=MEETINGS, name=st.sampled_from(["degree", "pagerank", "closeness", "pieces_without"]))
def test_positions_are_those_of_the_networks_at_the_two_dates(met: list[tuple[str, str | None]], name: str) -> None:
    tables = data(met)
    found = compare_dates(tables.shown(), EARLIER, LATER, measures=[name]).organizations.set_index("organization_id")
    for column, day in (("earlier", EARLIER), ("later", LATER)):
        values = measure(name).function(tie_network(tables, replace(Selection(), as_of=day)))
        assert found[column].to_dict() == pytest.approx(values.to_dict(), abs=1e-9)
        rank = {i: 1 + sum(values.round(9) > values.round(9)[i]) for i in values.index}
        assert found[f"rank_{column}"].to_dict() == rank


def test_the_order_of_rows_does_not_matter() -> None:
    tables = data([("abc", BEFORE), ("bc", NOW), ("cd", NOW), ("ce", LONG_AGO), ("ce", NOW)])
    turned = tables.replace(interactions=tables.interactions[::-1], participations=tables.participations[::-1])
    for found, other in zip(_frames(tables, Selection()), _frames(turned, Selection()), strict=True):
        pd.testing.assert_frame_equal(found, other)


def test_every_measure_can_be_compared() -> None:
    names = [m.name for m in MEASURES]
    found = compare_dates(data([("abc", BEFORE), ("cd", NOW)]).shown(), EARLIER, LATER, measures=names).organizations
    assert found["measure"].tolist() == names * 4


@pytest.mark.parametrize("tables", [Tables.of(), data([]), data([("ab", "2030-01-01")])])
def test_nothing_in_either_period_gives_frames_of_the_same_form(tables: Tables) -> None:
    found = compare_dates(tables.shown(), EARLIER, LATER)
    full = compare_dates(data([("ab", BEFORE)]).shown(), EARLIER, LATER)
    assert found.pairs.empty
    assert found.pairs.dtypes.to_dict() == full.pairs.dtypes.to_dict()
    assert found.organizations.dtypes.to_dict() == full.organizations.dtypes.to_dict()
    assert len(found.organizations) == 3 * len(tables.organizations)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="found 2024-12-30 and 2024-06-30, allowed an earlier one"):
        compare_dates(data([]).shown(), LATER, EARLIER)
    with pytest.raises(UnknownName, match="measure: found 'degre'"):
        compare_dates(data([]).shown(), EARLIER, LATER, measures=["degre"])
