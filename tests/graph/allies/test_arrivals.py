"""Likely arrivals against a count by hand, and against a second implementation on random data."""

import math
from collections import Counter
from datetime import date
from itertools import pairwise, product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graph
from graph.allies import arrival_scores
from graph.allies.arrival_rows import BANDS
from graph.allies.arrival_scores import Scores
from graph.allies.reported import reported_presences
from graph.errors import UnknownName, WrongArgument
from graph.sentences.arrivals import counted_at, how_often, what_is_wrong, what_to_do, why_likely
from graph.tables import ShownTables
from tests.examples import examples

REGION = {"n1": "n", "n2": "n", "s1": "s", "s2": "s", "s3": "s"}
DAYS = ("2024-03-31", "2024-06-30", "2024-09-30")
Cell = tuple[str, str, str]
presences = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("wlh"), st.sampled_from([*REGION, "n"]), st.sampled_from(DAYS)),
    min_size=1, max_size=25, unique=True,
)  # fmt: skip


def tables_of(rows: Any, **more: pd.DataFrame) -> ShownTables:
    """Return tables of presences: organization, cause, place, date, and maybe the end and the status."""
    columns = ["organization_id", "cause_id", "community_id", "since", "until", "status"]
    there = pd.DataFrame([(*row, *[None] * (6 - len(row))) for row in rows], columns=columns)
    places = [("n", None), ("s", None), *REGION.items()]
    return graph.Tables.of({
        "organizations": pd.DataFrame({"organization_id": list("abcdef"), "name": list("ABCDEF"), "kind": "ngo"}),
        "causes": pd.DataFrame({"cause_id": list("wlh"), "name": ["Water", "Land", "Health"]}),
        "communities": pd.DataFrame(places, columns=["community_id", "parent_id"]).assign(
            name=lambda c: c["community_id"].str.upper()
        ),
        "presences": there,
    } | more).shown()  # fmt: skip


def known(rows: Any, until: str) -> set[Cell]:
    return {(o, k, p) for o, k, p, day in rows if day <= until and p != "n"}


def score(cell: Cell, cells: set[Cell]) -> float:
    """Return the score as the formula has it, to 9 decimals."""
    o, k, p = cell
    places = {x for _, _, x in cells}
    siblings = {x for x in places if REGION[x] == REGION[p] and x != p}
    here = len({j for i, j, x in cells if i == o and x == p})
    does = len({x for i, j, x in cells if i == o and j == k})
    region = len({x for i, j, x in cells if i == o and x in siblings})
    there = len({i for i, j, x in cells if j == k and x == p})
    size = sum(i == o for i, _, _ in cells)
    logs = 2 * math.log(1 + here) + 1.5 * math.log(1 + does) + math.log(1 + region) + 0.5 * math.log(1 + there)
    return round(logs - math.log(1 + size), 9)


def in_order(cells: set[Cell]) -> list[Cell]:
    """Return every candidate, the likeliest first."""
    ids = [sorted({cell[i] for cell in cells}) for i in range(3)]
    size = Counter(o for o, _, _ in cells)
    candidates = [(o, k, p) for o, k, p in product(*ids) if (o, k, p) not in cells]
    return sorted(candidates, key=lambda cell: (-score(cell, cells), size[cell[0]], cell))


def limited(order: list[Cell], most: int, each: int) -> list[Cell]:
    times: Counter[str] = Counter()
    listed = []
    for cell in order:
        if times[cell[0]] < each:
            listed.append(cell)
            times[cell[0]] += 1
    return listed[:most]


def proposed(frame: pd.DataFrame) -> list[Cell]:
    return list(frame[["organization_id", "cause_id", "community_id"]].itertuples(index=False, name=None))


@settings(max_examples=examples(60))
@given(presences, st.integers(1, 12), st.integers(1, 4), st.sampled_from([4, 2**18]))
def test_the_list_is_that_of_a_second_implementation(rows: Any, k: int, each: int, block: int) -> None:
    cells = known(rows, DAYS[-1])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(arrival_scores, "_BLOCK", block)
        likely = graph.likely_arrivals(tables_of(rows), k=k, most_each=each)
        free = graph.likely_arrivals(tables_of(rows), k=k, most_each=None)
    order = in_order(cells)
    assert likely.candidates == likely.asked == len(order)
    assert proposed(likely.frame) == limited(order, k, each)
    assert proposed(free.frame) == order[:k]
    assert likely.frame["score"].tolist() == [score(cell, cells) for cell in proposed(likely.frame)]
    assert likely.frame["overall"].tolist() == [order.index(cell) + 1 for cell in proposed(likely.frame)]


@settings(max_examples=examples(60))
@given(presences, st.integers(1, 8), st.sampled_from([4, 2**18]))
def test_the_backtest_is_that_of_a_second_implementation(rows: Any, top: int, block: int) -> None:
    tables = tables_of(rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(arrival_scores, "_BLOCK", block)
        answer = graph.backtest(tables, top=top)
    days = sorted({day for _, _, p, day in rows if p != "n"})
    pairs = {*pairwise(days), *((days[0], day) for day in days[1:])} if days else set()
    assert [(str(r["from"].date()), str(r["to"].date())) for r in answer.frame.to_dict("records")] == sorted(pairs)
    for row in answer.frame.to_dict("records"):
        cells = known(rows, str(row["from"].date()))
        order = in_order(cells)
        came = {cell[:3] for cell in rows if cell[3] == str(row["to"].date())} & set(order)
        listed = limited(order, top, 3)
        size = Counter(o for o, _, _ in cells)
        biggest = limited(sorted(order, key=lambda cell: (-size[cell[0]], cell)), top, 3)
        assert (row["candidates"], row["came"], row["top"]) == (len(order), len(came), len(listed))
        assert (row["top_came"], row["biggest_came"]) == (len(came & set(listed)), len(came & set(biggest)))
        assert row["chance"] == pytest.approx(len(listed) * len(came) / len(order) if order else 0)
        wins = [
            (score(one, cells) > score(other, cells)) + (score(one, cells) == score(other, cells)) / 2
            for one in came for other in set(order) - came
        ]  # fmt: skip
        assert row["auc"] == pytest.approx(np.mean(wins) if wins else math.nan, nan_ok=True)


@settings(max_examples=examples(40))
@given(presences, st.sets(st.sampled_from("abcde"), min_size=1), st.sampled_from(["all", "territory", "gaps"]))
def test_a_coalition_asks_who_comes_to_its_cells(rows: Any, coalition: set[str], part: str) -> None:
    cells = known(rows, DAYS[-1])
    members = Counter((k, p) for o, k, p in cells if o in coalition)
    keep = {"all": range(99), "territory": range(2, 99), "gaps": range(1)}[part]
    likely = graph.likely_arrivals(tables_of(rows), coalition=frozenset(coalition), part=part, k=9)
    order = [cell for cell in in_order(cells) if cell[0] not in coalition and members[cell[1:]] in keep]
    assert likely.asked == len(order)
    assert proposed(likely.frame) == limited(order, 9, 3)
    told = {0: "gap", 1: "one"}
    assert likely.frame["part"].tolist() == [
        told.get(members[cell[1:]], "territory") for cell in proposed(likely.frame)
    ]


ROWS = [
    ("a", "w", "n1", DAYS[0]), ("a", "l", "n1", DAYS[0]), ("a", "w", "n2", DAYS[0]), ("b", "w", "s1", DAYS[0]),
    ("b", "h", "n1", DAYS[0]), ("c", "h", "s2", DAYS[0]),
]  # fmt: skip


def test_the_five_counts_by_hand() -> None:
    likely = graph.likely_arrivals(tables_of(ROWS), who=frozenset("a"), most_each=None, k=99)
    rows = {(r["cause_id"], r["community_id"]): r for r in likely.frame.to_dict("records")}
    # Health in N1: water and land there; nowhere health; N2 is the other place of N; B does it; three cells.
    counts = ["here", "does", "region", "there", "size", "within", "reason", "band"]
    assert [rows["h", "n1"][c] for c in counts] == [2, 0, 1, 1, 3, "N", "here", "1-20"]
    assert rows["h", "n1"]["score"] == round(2 * math.log(3) + math.log(2) + math.log(2) / 2 - math.log(4), 9)
    assert [rows["w", "s1"][c] for c in counts[:5]] == [0, 2, 0, 1, 3]
    assert len(rows) == likely.asked == 3 * 4 - 3
    assert why_likely(rows["h", "n1"]) == (
        "has 2 other causes in N1; works in 1 other place of N; 1 organization does it there already; "
        "3 cause-and-place pairs in all"
    )


def test_places_without_a_parent_are_neighbours() -> None:
    rows = [("a", "w", "n1", DAYS[0]), ("a", "l", "n1", DAYS[0]), ("b", "w", "s1", DAYS[0])]
    likely = graph.likely_arrivals(tables_of(rows), who=frozenset("a"), most_each=None, level=1)
    assert (likely.level, likely.places) == (1, 2)
    assert likely.frame[["community_id", "region"]].to_numpy().tolist() == [["s", 1], ["s", 1]]
    assert "works in 1 neighbouring place;" in why_likely(likely.frame.iloc[0].to_dict())


@pytest.mark.parametrize(
    ("selection", "column", "values"),
    [
        (graph.Selection(causes=("Water",)), "cause_id", {"w"}),
        (graph.Selection(communities=("n",)), "community_id", {"n1", "n2"}),
        (graph.Selection(organizations=("b",)), "organization_id", {"b"}),
        (graph.Selection(organization_kinds=("funder",)), "organization_id", set()),
    ],
)
def test_filters_choose_candidates_and_change_no_score(
    selection: graph.Selection, column: str, values: set[str]
) -> None:
    tables = tables_of(ROWS)
    every = graph.likely_arrivals(tables, k=99, most_each=None).frame
    expected = every[every[column].isin(values)]
    parts = [tables, graph.select(tables, selection)] if selection.chooses_organizations else [tables]
    for part in parts:
        some = graph.likely_arrivals(part, selection, k=99, most_each=None)
        assert some.asked == len(expected)
        assert some.frame["score"].tolist() == expected["score"].tolist()
        assert some.frame["overall"].tolist() == expected["overall"].tolist()


def test_what_is_not_counted_is_told() -> None:
    rows = [
        *ROWS,
        ("a", "w", "s1", DAYS[0], None, "planned"),
        ("a", "w", "nationwide", DAYS[0]),
        ("a", "w", "n", DAYS[0]),
        ("a", None, "s1", DAYS[0]),
        ("a", "l", "s1"),
        ("a", "h", "s1", DAYS[1]),
    ]
    everywhere = pd.DataFrame([("nationwide", None), ("n", None), ("s", None), *REGION.items()])
    everywhere.columns = pd.Index(["community_id", "parent_id"])
    tables = tables_of(rows, communities=everywhere.assign(name=everywhere["community_id"].str.upper()))
    selection = graph.Selection(as_of=date(2024, 4, 30))
    likely = graph.likely_arrivals(tables, selection)
    assert likely.left_out == {
        "inactive": 1, "nationwide": 1, "above": 1, "without_cause": 1, "without_date": 1, "other_dates": 1,
    }  # fmt: skip
    assert likely.candidates == graph.likely_arrivals(tables_of(ROWS)).candidates
    assert counted_at(likely) == (
        "3 organizations, 3 causes and 4 places are known until 31 Mar 2024 (places at level 2): 30 combinations are "
        "not there yet. Presences that are not counted: 1 planned or suspended, 1 nationwide, 1 in a larger place, "
        "1 without a cause, 1 without a date, 1 at another date."
    )


@pytest.mark.parametrize(
    ("rows", "kind", "dates"),
    [
        (ROWS, "counts", 1),
        ([*ROWS, *((*row[:3], DAYS[1]) for row in ROWS)], "counts", 2),
        ([*ROWS[:3], *((*row[:3], DAYS[1]) for row in ROWS[3:])], "starts", 2),
        ([(*row[:3], "2024-02-10", "2024-08-02") for row in ROWS], "periods", 3),
        ([(*row[:3], f"20{year}-01-01") for year, row in enumerate(ROWS * 2, 10)], "counts", 10),
    ],
)
def test_what_a_date_is(rows: Any, kind: str, dates: int) -> None:
    reported = reported_presences(tables_of(rows))
    assert (reported.kind, len(reported.few_moments)) == (kind, dates)


def test_more_than_ten_dates_are_quarters_then_years() -> None:
    monthly = [(*ROWS[i % 6][:3], f"{2023 + i // 12}-{i % 12 + 1:02}-15") for i in range(24)]
    ends = [moment.last.date() for moment in reported_presences(tables_of(monthly)).few_moments]
    assert (len(ends), ends[0], ends[-1]) == (8, date(2023, 3, 31), date(2024, 12, 31))
    longer = [(*ROWS[i % 6][:3], f"{2014 + i}-{m:02}-15") for i in range(11) for m in (1, 7)]
    ends = [moment.last.date() for moment in reported_presences(tables_of(longer)).few_moments]
    assert (len(ends), ends[0], ends[-1]) == (10, date(2015, 12, 31), date(2024, 12, 31))


def test_a_presence_is_reported_in_every_quarter_in_which_it_ran_for_a_day() -> None:
    rows = [
        ("a", "w", "n1", "2024-01-01", "2024-04-01"), ("b", "l", "n2", "2024-01-01", "2024-03-31"),
        ("a", "w", "n2", "2024-04-01", "2024-04-01"), ("b", "w", "n2", "2024-07-01", "2024-07-02"),
    ]  # fmt: skip
    answer = graph.backtest(tables_of(rows), start=date(2024, 2, 1), end=date(2024, 6, 1))
    assert answer.frame["came"].tolist() == [1]
    assert answer.frame[["from", "to"]].to_numpy().tolist() == [
        [pd.Timestamp("2024-03-31"), pd.Timestamp("2024-06-30")]
    ]
    later = graph.backtest(tables_of(rows), start=date(2024, 2, 1), end=date(2024, 7, 1))
    assert later.frame["came"].tolist() == [1]
    assert later.proposals["arrived"].sum() == 1


def test_dates_that_make_no_split_are_refused() -> None:
    tables = tables_of([*ROWS, ("a", "h", "s1", DAYS[1])])
    with pytest.raises(WrongArgument, match="found one date"):
        graph.backtest(tables, start=date(2024, 3, 31))
    with pytest.raises(WrongArgument, match="Swap them"):
        graph.backtest(tables, start=date(2024, 6, 30), end=date(2024, 3, 31))
    with pytest.raises(WrongArgument, match="The nearest dates are 2024-03-31, 2024-06-30"):
        graph.backtest(tables, start=date(2024, 3, 30), end=date(2024, 6, 30))
    with pytest.raises(UnknownName, match="territory"):
        graph.likely_arrivals(tables, part="teritory")


def many(days: int = 2, new: float = 0.5, back: float = 1.0, places: int = 4) -> ShownTables:
    """Return 40 organizations at several dates, of which some come back, and some of whose cells are new."""
    rows = []
    for at in range(days):
        for i in range(40):
            if at and i >= 40 * back:
                rows.append((f"x{at}{i}", "w", f"p{i % places}", DAYS[at]))
                continue
            rows.append((f"o{i}", "w", f"p{i % places}", DAYS[at]))
            if at and i < 40 * new:
                rows.append((f"o{i}", "l", f"p{i % places}", DAYS[at]))
    there = pd.DataFrame(rows, columns=["organization_id", "cause_id", "community_id", "since"])
    names = sorted(set(there["organization_id"]))
    return graph.Tables.of({
        "organizations": pd.DataFrame({"organization_id": names, "name": names}),
        "causes": pd.DataFrame({"cause_id": list("wlhe"), "name": list("WLHE")}),
        "communities": pd.DataFrame({
            "community_id": ["r0", "r1", *(f"p{i}" for i in range(places))],
            "parent_id": [None, None, *(f"r{i % 2}" for i in range(places))],
        }).assign(name=lambda c: c["community_id"]),
        "presences": pd.concat([there, pd.DataFrame([("o0", c, "p1", d) for c in "he" for d in DAYS[:days]],
                                                    columns=there.columns)]),
    }).shown()  # fmt: skip


def reasons(likely: graph.LikelyArrivals) -> list[str]:
    told = likely.conditions[likely.conditions["fails"]]
    assert likely.withheld == bool(len(told))
    assert all(what_is_wrong(row) and what_to_do(row) for row in told.to_dict("records"))
    return told["condition"].tolist()


def test_when_there_is_no_list() -> None:
    assert reasons(graph.likely_arrivals(many())) == []
    assert reasons(graph.likely_arrivals(many(new=0.1))) == ["nothing_new"]
    changed = graph.likely_arrivals(many(back=0.5))
    assert reasons(changed) == ["names_changed"]
    (row,) = changed.conditions[changed.conditions["fails"]].to_dict("records")
    assert row["figure"] == 0.5
    assert row["names"] == tuple(sorted(f"o{i}" for i in range(20, 40)))
    assert what_is_wrong(row) == (
        "Only 50% of the names of 31 Mar 2024 come back on 30 Jun 2024 or later. That is a change of spelling, not of "
        "partners."
    )
    assert what_to_do(row).startswith("Answer the questions about names ('partners names'), for example about: o20, ")
    assert "few_organizations" in reasons(graph.likely_arrivals(tables_of(ROWS)))
    assert "flat_places" in reasons(
        graph.likely_arrivals(many(places=2), graph.Selection(communities=("p0",)), level=1)
    )
    assert reasons(graph.likely_arrivals(tables_of([("a", "w", "n1")]))) == ["no_dates"]
    assert "grid_full" in reasons(graph.likely_arrivals(tables_of([("a", "w", p, DAYS[0]) for p in REGION])))


def test_a_name_that_is_only_not_reported_once_has_not_changed() -> None:
    gap = many(days=3, back=0.5)
    back = gap.presences.drop_duplicates("organization_id").assign(community_id="p3", since=DAYS[2])
    again = gap.replace(presences=pd.concat([gap.presences, back.astype({"since": "datetime64[us]"})]))
    assert "names_changed" in reasons(graph.likely_arrivals(gap))
    assert "names_changed" not in reasons(graph.likely_arrivals(again))


def test_causes_that_are_no_longer_reported_are_named() -> None:
    tables = many()
    later = tables.presences["since"] == DAYS[1]
    gone = tables.replace(presences=tables.presences[~(later & tables.presences["cause_id"].isin(list("he")))])
    likely = graph.likely_arrivals(gone)
    assert reasons(likely) == ["causes_changed"]
    (row,) = likely.conditions[likely.conditions["fails"]].to_dict("records")
    assert (row["names"], row["figure"]) == (("E", "H"), pytest.approx(1 / 3))


def test_bands_say_how_often_and_no_percentage_a_proposal() -> None:
    assert [(band.first, band.last) for band in BANDS] == [(1, 20), (21, 100), (101, 500), (501, 2000)]
    texts = [how_often(band.words) for band in (*BANDS,)] + [how_often("")]
    assert len(set(texts)) == 5
    assert not any("%" in text for text in texts)


def test_without_presences_nothing_is_proposed() -> None:
    empty = graph.Tables.of().shown()
    likely = graph.likely_arrivals(empty)
    assert (len(likely.frame), likely.candidates, likely.date) == (0, 0, None)
    assert reasons(likely) == ["no_dates"]
    answer = graph.backtest(empty)
    assert answer.frame.empty
    assert list(answer.frame)[:2] == ["from", "to"]
    assert Scores(reported_presences(empty).by(None)).overall.tolist() == []
