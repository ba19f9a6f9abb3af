"""What is written for other programs is read again as the same network, by us and by the formats' own libraries."""

import json
import shutil
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hxl
import igraph
import networkx as nx
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import loaders
from graph import Selection, tie_network
from graph.errors import UnknownName, UnreadableSource, WrongArgument
from graph.tables import Tables
from graph.tables.secrets import confidential
from loaders.export import Exported, export
from loaders.export.drawn import Cells, drawn_network
from loaders.form_list import EXPORT_NAMES
from loaders.redaction import handed_on
from loaders.sample import sample_folder
from loaders.values.formula_safe_cells import csv_text
from tests.examples import examples
from tests.loaders.tables_strategy import any_tables

DRAWN = ("kumu", "gexf", "graphml")
LABEL = {"kumu": "Kumu map", "gexf": "GEXF network", "graphml": "GraphML network", "hxl": "who does what where"}
Written = Callable[[str], tuple[Path, Exported]]
Days = dict[frozenset[str], tuple[date | None, date | None]]


def days_of(tables: Tables, label: str = "organization_id") -> Days:
    """Return the first and last day of each tie, by id or by name."""
    called = tables.organizations.set_index("organization_id", drop=False)[label]
    ties = tie_network(tables, Selection(half_life=None))
    return {frozenset((called[a], called[b])): (t["first"], t["last"]) for a, b, t in ties.edges(data=True)}


def again(tables: Tables, folder: Path, form: str, name: str = "any name.at all") -> loaders.Loaded:
    full = form == "folder"
    export(tables, folder / name, form, with_sensitive=full, with_confidential=full)
    return loaders.load(folder / name, names="written", people=True)


def of(organizations: Mapping[str, str], **frames: dict[str, Any]) -> Tables:
    named = pd.DataFrame(list(organizations.items()), columns=["organization_id", "name"])
    return Tables.of({"organizations": named} | {name: pd.DataFrame(frame) for name, frame in frames.items()})


@pytest.fixture(scope="module")
def secrets() -> Tables:
    """Return the sample, which has sensitive organizations and confidential interactions."""
    return loaders.read(sample_folder(), names="written", people=True)


@pytest.fixture(scope="module")
def sample(secrets: Tables) -> Tables:
    """Return the sample in which no organization is marked as sensitive, so that each keeps its name."""
    return secrets.replace(
        organizations=secrets.organizations.assign(
            sensitive=pd.array([pd.NA], dtype="boolean").repeat(len(secrets.organizations))
        )
    )


@pytest.fixture(scope="module")
def connections(sample: Tables) -> list[Cells]:
    return drawn_network(sample.shown()).connections


@pytest.fixture(scope="module")
def written(sample: Tables, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return where the sample is written in a form, and what was told of it."""

    @cache
    def once(form: str) -> tuple[Path, Exported]:
        path = tmp_path_factory.mktemp("written") / "any name.at all"
        full = form == "folder"
        return path, export(sample, path, form, with_sensitive=full, with_confidential=full)

    return once


@pytest.fixture(scope="module")
def come_back(written: Written) -> Callable[[str], loaders.Loaded]:
    """Return the sample as it is read from a form."""
    return cache(lambda form: loaders.load(written(form)[0], names="written", people=True))


@pytest.mark.parametrize("form", EXPORT_NAMES)
def test_the_sample_comes_back_with_its_organizations_pairs_and_days(
    sample: Tables, come_back: Callable[[str], loaders.Loaded], form: str
) -> None:
    label = "name" if form == "hxl" else "organization_id"
    found = come_back(form)
    assert set(found.tables.organizations[label]) == set(sample.organizations[label])
    assert days_of(found.tables, label) == days_of(sample, label)
    assert len(days_of(sample)) > 1500
    assert set(found.report.sheets["form"]) == {LABEL.get(form, "our CSV form")}
    assert len(found.report.rejects) == 0


def test_a_folder_holds_everything_if_asked(secrets: Tables, tmp_path: Path) -> None:
    written = export(secrets, tmp_path / "copy", "folder", with_sensitive=True, with_confidential=True)
    assert written.left_out == []
    assert written.rows == secrets.counts()
    assert loaders.read(tmp_path / "copy", names="written", people=True) == secrets


def test_a_folder_without_secrets_is_read_again_as_what_was_handed_on(secrets: Tables, tmp_path: Path) -> None:
    export(secrets, tmp_path / "copy", "folder")
    copy = loaders.load(tmp_path / "copy", names="written", people=True)
    assert len(copy.report.rejects) == 0
    handed = handed_on(secrets)
    assert handed != secrets
    assert copy.tables.replace(**_without_source(copy.tables)) == handed.replace(**_without_source(handed))
    assert tie_network(copy.tables).number_of_edges() == tie_network(secrets).number_of_edges()


def _without_source(tables: Tables) -> dict[str, pd.DataFrame]:
    return {name: frame.assign(source="") for name, frame in tables.frames().items()}


def test_secrets_leave_only_in_a_folder(secrets: Tables, tmp_path: Path) -> None:
    for form in set(EXPORT_NAMES) - {"folder"}:
        for sensitive in (True, False):
            with pytest.raises(WrongArgument, match="allowed 'folder'"):
                export(secrets, tmp_path / "x", form, with_sensitive=sensitive, with_confidential=not sensitive)


@pytest.mark.parametrize("form", DRAWN)
def test_declared_ties_and_columns_of_organizations_stay(sample: Tables, tmp_path: Path, form: str) -> None:
    alone = sample.replace(interactions=sample.interactions.head(0), participations=sample.participations.head(0))
    found = again(alone, tmp_path, form).tables
    blank = {"source": ""}
    assert (
        found.replace(organizations=found.organizations.assign(**blank))
        .organizations.sort_values("organization_id", ignore_index=True)
        .equals(sample.organizations.assign(**blank).sort_values("organization_id", ignore_index=True))
    )
    key = ["from_id", "to_id", "kind", "date"]
    stated = ["strength", "scale_min", "scale_max", "directed", "sign"]
    declared = sample.declared_ties
    ends = declared[["from_id", "to_id"]]
    undirected = declared["directed"].eq(False).fillna(False)
    turned = declared.assign(
        from_id=ends["from_id"].mask(undirected, ends.min(axis=1)),
        to_id=ends["to_id"].mask(undirected, ends.max(axis=1)),
    )
    for mine, theirs in zip(
        *(t.set_index(key)[stated].sort_index().items() for t in (found.declared_ties, turned)), strict=True
    ):
        assert mine[1].equals(theirs[1]), mine[0]
    assert len(declared) > 20


@pytest.mark.parametrize("form", DRAWN)
def test_what_was_read_again_is_written_the_same(
    come_back: Callable[[str], loaders.Loaded], tmp_path: Path, form: str
) -> None:
    once = come_back(form).tables
    twice = again(once, tmp_path, form, "second").tables
    assert days_of(twice) == days_of(once)
    assert len(twice.declared_ties) == len(once.declared_ties)


def test_networkx_reads_gexf_and_graphml(sample: Tables, connections: list[Cells], written: Written) -> None:
    pairs = {frozenset((str(c["from"]), str(c["to"]))) for c in connections}
    for form, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        found = read(written(form)[0])
        assert set(found) == set(sample.organizations["organization_id"])
        assert {frozenset(pair) for pair in found.edges()} == pairs
        assert found.number_of_edges() == len(connections)
        assert all(told["label"] == told["name"] for _, told in found.nodes(data=True))


def test_igraph_reads_graphml(sample: Tables, connections: list[Cells], written: Written) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the file states ids, which igraph keeps as an attribute
        found = igraph.Graph.Read_GraphML(str(written("graphml")[0]))
    assert sorted(found.vs["id"]) == sorted(sample.organizations["organization_id"])
    assert found.ecount() == len(connections)


def test_libhxl_reads_the_tagged_table(sample: Tables, tmp_path: Path, written: Written) -> None:
    table = shutil.copy(written("hxl")[0], tmp_path / "table.csv")
    with hxl.data(str(table), hxl.InputOptions(allow_local=True)) as source:
        columns = {column.display_tag for column in source.columns}
        found = [(row.get("#org+prog"), row.get("#org+impl"), row.get("#adm1")) for row in source]
    assert {"#org+prog", "#org+impl", "#sector", "#date+reported"} <= columns
    assert len(found) == written("hxl")[1].rows["rows"]
    named = {name for prog, impl, _ in found for name in (prog, impl) if name}
    assert named == set(sample.organizations["name"])


def test_kumu_gets_the_words_that_it_imports(tmp_path: Path) -> None:
    tie = {"from_id": ["a"], "to_id": ["b"], "kind": ["funds"], "directed": [True], "strength": [2.0]}
    export(of({"a": "A", "b": "B"}, declared_ties=tie), tmp_path / "map", "kumu")
    held = json.loads((tmp_path / "map").read_text(encoding="utf-8"))
    assert held["elements"][0] == {"id": "a", "label": "A", "organization_id": "a", "name": "A"}
    assert held["connections"] == [
        {"from": "a", "to": "b", "kind": "funds", "strength": 2.0, "type": "funds", "direction": "directed"}
    ]


RISKY = ["=1+1", "+32", "-1 Group", "@home", "'quoted'", "'=x", "Plain"]


def test_no_cell_of_a_table_runs_and_every_name_comes_back(tmp_path: Path) -> None:
    tables = of({str(i): name for i, name in enumerate(RISKY)})
    found = again(tables, tmp_path, "hxl")
    assert sorted(found.tables.organizations["name"]) == sorted(RISKY)
    cells = [cell for line in (tmp_path / "any name.at all").read_text().splitlines()[2:] for cell in line.split(",")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "=1+1" not in csv_text(tables.organizations, "organizations").split(",")


def test_a_quarrel_ties_nobody_but_its_days_are_days_of_the_tie(tmp_path: Path) -> None:
    acts = {"interaction_id": ["m", "q", "p"], "kind": ["meeting", "conflict", "conflict"],
            "date": ["2024-01-01", "2024-05-01", "2024-06-01"]}  # fmt: skip
    parts = {"interaction_id": ["m", "m", "q", "q", "p", "p"], "organization_id": ["a", "b", "a", "b", "b", "c"]}
    tables = of({"a": "A", "b": "B", "c": "C"}, interactions=acts, participations=parts)
    expected = {frozenset("ab"): (date(2024, 1, 1), date(2024, 5, 1))}
    assert days_of(tables) == expected
    for form in DRAWN:
        assert days_of(again(tables, tmp_path, form).tables) == expected


def test_the_weakest_of_many_meetings_is_still_a_tie(tmp_path: Path) -> None:
    many = [f"i{k}" for k in range(3000)]
    acts = {"interaction_id": [*many, "crowd"], "kind": "meeting"}
    crowd = [f"o{k}" for k in range(50)]
    parts = {
        "interaction_id": [*many, *many, *["crowd"] * 50],
        "organization_id": [*["o0"] * 3000, *["o1"] * 3000, *crowd],
    }
    tables = of(dict(zip(crowd, crowd, strict=True)), interactions=acts, participations=parts)
    for form in DRAWN:
        assert days_of(again(tables, tmp_path, form).tables) == days_of(tables)


@pytest.mark.parametrize("form", DRAWN)
def test_what_a_drawn_network_cannot_hold_is_told(sample: Tables, written: Written, tmp_path: Path, form: str) -> None:
    told = " ".join(written(form)[1].left_out)
    for table in ("causes", "communities", "presences", "needs", "feedback", "interactions"):
        assert f"{len(sample.frames()[table])} {'answers of feedback' if table == 'feedback' else table}" in told
    assert export(of({"a": "A"}), tmp_path / "x", form).left_out == []


@pytest.mark.parametrize("form", [*DRAWN, "hxl"])
def test_interactions_that_tie_nobody_are_counted(sample: Tables, written: Written, form: str) -> None:
    rows = sample.interactions
    inactive = rows["status"].isin(["planned", "suspended"])
    sizes = sample.participations.groupby("interaction_id")["organization_id"].nunique()
    crowded = ~inactive & (rows["interaction_id"].map(sizes) > Selection().most_participants)
    counts = (int(inactive.sum()), int(crowded.sum()))
    assert min(counts) > 0
    sentence = (
        f"{sum(counts)} interactions that tie nobody: {counts[0]} planned or suspended; "
        f"{counts[1]} with more than 50 participants"
    )
    assert sentence in written(form)[1].left_out


def test_what_a_table_of_who_does_what_where_cannot_hold_is_told(tmp_path: Path) -> None:
    names = {"a": "Oxfam", "b": "OXFAM ", "c": "No partner", "d": "A;B", "e": "Land"}
    tie = {"from_id": ["a", "a"], "to_id": ["e", "b"], "date": ["1970-01-01", "2020-01-01"]}
    told = export(of(names, declared_ties=tie), tmp_path / "x", "hxl").left_out
    assert told[0] == "2 kinds, strengths and signs of ties"
    assert told[1].startswith("2 organizations by their own name")
    assert "'a;b', 'no partner'" in told[1]
    assert told[2].startswith("1 organizations that share their name")
    assert told[3].startswith("2 ties with their days")


def test_an_unknown_form_and_nothing_to_write(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match=r"'kuma'.*Nearest: 'kumu'"):
        export(of({"a": "A"}), tmp_path / "x", "kuma")
    for form in (*DRAWN, "hxl"):
        with pytest.raises(UnreadableSource, match="there are no organizations"):
            export(Tables.of(), tmp_path / "x", form)
    assert not (tmp_path / "x").exists()


# What XML cannot hold has a test of its own.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=6
)
TEXT = TEXT.filter(lambda text: bool(text.strip()))


@st.composite
def any_networks(draw: st.DrawFn) -> Tables:
    """Draw organizations of any name, declared ties and interactions of all kinds."""
    ids = draw(st.lists(TEXT, min_size=1, max_size=5, unique=True))
    one = st.sampled_from(ids)
    days = st.none() | st.dates(date(1900, 1, 1), date(2024, 12, 31))
    kinds = st.sampled_from(["meeting", "funding", "conflict", "referral", "win"])
    acts = draw(st.lists(st.tuples(kinds, days, st.sets(one, min_size=1)), max_size=6))
    directed = st.tuples(one, one, st.none() | TEXT, st.none() | st.floats(0.1, 5), st.booleans(), days)
    ties = draw(st.lists(directed, max_size=6, unique_by=lambda t: (frozenset(t[:2]), t[2], t[5])))
    columns = ["from_id", "to_id", "kind", "strength", "directed", "date"]
    return Tables.of(
        {
            "organizations": pd.DataFrame({"organization_id": ids, "name": [draw(TEXT) for _ in ids]}),
            "interactions": pd.DataFrame(
                [(f"i{k}", kind, day) for k, (kind, day, _) in enumerate(acts)],
                columns=["interaction_id", "kind", "date"],
            ),
            "participations": pd.DataFrame(
                [(f"i{k}", who) for k, (_, _, there) in enumerate(acts) for who in there],
                columns=["interaction_id", "organization_id"],
            ),
            "declared_ties": pd.DataFrame(ties, columns=columns),
        }
    )


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow])
@given(tables=any_networks(), form=st.sampled_from(DRAWN))
def test_any_network_comes_back(tables: Tables, form: str) -> None:
    with TemporaryDirectory() as folder:
        found = again(tables, Path(folder), form)
    of_each = [t.organizations.set_index("organization_id")["name"].to_dict() for t in (tables, found.tables)]
    assert of_each[0] == of_each[1]
    assert days_of(found.tables) == days_of(tables)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(tables=any_networks())
def test_any_network_comes_back_from_a_table_or_is_told(tables: Tables) -> None:
    with TemporaryDirectory() as folder:
        told = export(tables, Path(folder) / "x", "hxl").left_out
        found = loaders.load(Path(folder) / "x", resolved=False, people=True).tables
    if not any(word in line for line in told for word in ("own name", "share their name", "their days")):
        assert len(found.organizations) == len(tables.organizations)
        assert set(days_of(found).values()) == set(days_of(tables).values())


@pytest.mark.parametrize("form", [*DRAWN, "hxl"])
@pytest.mark.parametrize("name", ["\x00", "\x01" * 20, "bell\x07", "\x1a", "\ufffe", "\uffff"])
def test_a_name_that_a_form_cannot_hold_is_read_again_as_numbers_and_told(tmp_path: Path, form: str, name: str) -> None:
    tables = of({"a": name, "b": "Land"}, declared_ties={"from_id": ["a"], "to_id": ["b"], "kind": [f"k{name}"]})
    told = export(tables, tmp_path / "x", form).left_out
    names = set(loaders.read(tmp_path / "x", names="written", people=True).organizations["name"])
    assert "Land" in names
    assert names == {name, "Land"} or any("by their own name" in sentence for sentence in told)
    assert len(names) == 2


@pytest.mark.parametrize("form", [*DRAWN, "hxl"])
@pytest.mark.parametrize("name", ["#N/A", "NA", "null", "-", "0", "No partner", "'", "#org", "[", "\u200b", ";", '"'])
def test_a_name_that_means_nobody_elsewhere_is_read_again_or_told(tmp_path: Path, form: str, name: str) -> None:
    told = export(of({"a": name}), tmp_path / "x", form).left_out
    names = set(loaders.read(tmp_path / "x", names="written", people=True).organizations["name"])
    assert names == {name} or any("by their own name" in sentence for sentence in told)


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.too_slow])
@given(tables=any_tables(), form=st.sampled_from([*DRAWN, "hxl"]))
def test_any_data_set_is_written_and_read_or_refused_in_one_sentence(tables: Tables, form: str) -> None:
    with TemporaryDirectory() as folder:
        try:
            found = again(tables, Path(folder), form)
        except UnreadableSource as error:
            assert tables.shown().organizations.empty, error  # noqa: PT017  (only such a data set is refused)
        else:
            assert len(found.tables.organizations) <= len(tables.organizations) or form == "hxl"


@pytest.mark.parametrize("form", DRAWN)
def test_of_what_is_confidential_a_drawn_network_tells_who_and_when_not_what(tmp_path: Path, form: str) -> None:
    acts = {"interaction_id": ["i", "j", "q"], "kind": ["referral", "training", "conflict"],
            "date": ["2024-01-02", "2024-03-04", "2024-05-06"], "title": ["Night shelter", None, "A quarrel"],
            "confidential": [True, None, True]}  # fmt: skip
    parts = {"interaction_id": ["i", "i", "j", "j", "q", "q"], "organization_id": ["a", "b", "a", "b", "b", "c"]}
    tables = of({"a": "A", "b": "B", "c": "C"}, interactions=acts, participations=parts)
    told = drawn_network(tables.shown()).connections
    assert [(c.get("kind"), c["first"]) for c in told] == [(None, "2024-01-02"), ("training", "2024-03-04")]
    found = again(tables, tmp_path, form).tables
    assert days_of(found) == {frozenset("ab"): (date(2024, 1, 2), date(2024, 3, 4))}
    text = (tmp_path / "any name.at all").read_text(encoding="utf-8")
    for secret in ("referral", "conflict", "Night shelter", "quarrel", "2024-05-06"):
        assert secret not in text


def test_the_table_of_who_does_what_tells_no_kind_or_title(tmp_path: Path) -> None:
    acts = {"interaction_id": ["i"], "kind": ["referral"], "title": ["Night shelter"], "confidential": [True]}
    parts = {"interaction_id": ["i", "i"], "organization_id": ["a", "b"]}
    export(of({"a": "A", "b": "B"}, interactions=acts, participations=parts), tmp_path / "x", "hxl")
    text = (tmp_path / "x").read_text(encoding="utf-8")
    assert "A,,B" in text
    assert "referral" not in text
    assert "shelter" not in text


def test_what_can_harm_somebody_is_told_with_its_number(secrets: Tables, tmp_path: Path) -> None:
    acts = secrets.interactions[confidential(secrets.interactions)]
    part = secrets.participations
    secrets = secrets.replace(
        interactions=acts,
        participations=part[part["interaction_id"].isin(acts["interaction_id"])],
        **{name: getattr(secrets, name).head(0) for name in ("interaction_causes", "interaction_communities")},
        feedback=secrets.feedback.head(0),
    )
    for form in EXPORT_NAMES:
        assert export(secrets, tmp_path / form, form).care == [
            "3 confidential interactions: who took part, when, and the status",
            "5 sensitive organizations: behind pseudonyms, with no place finer than the first level",
        ]
    assert export(secrets, tmp_path / "full", "folder", with_sensitive=True, with_confidential=True).care == [
        "3 confidential interactions: all that is known of them",
        "5 sensitive organizations: by their own names",
    ]
    assert export(of({"a": "A"}), tmp_path / "y", "kumu").care == []
