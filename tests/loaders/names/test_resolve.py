"""Organizations that are one become one: by which rule, with all facts, in any order."""

from collections.abc import Mapping, Sequence
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidTables
from graph.schema import SCHEMA
from graph.tables import Tables
from loaders.names.aliases import AliasTable, Meant
from loaders.names.decisions import Decision
from loaders.names.resolve import Resolved, resolve
from tests.examples import examples
from tests.loaders.tables_strategy import any_tables

NAMES = (
    "Médecins du Monde", "Medecins du Monde", "MDM", "UNHCR", "United Nations High Commissioner for Refugees",
    "Caritas Honduras", "Caritas Libya", "Caritas", "Hill Aid", "HILL AID", "Hill Aid Foundation", "Lake Club (LC)",
    "LC", "Lake Club", "Ramp; Co",
)  # fmt: skip
IDS = ("a", "b", "c", "d", "e", "f")


def organizations(*names: str, **columns: Sequence[str | None]) -> pd.DataFrame:
    ids = [f"o{i}" for i in range(len(names))]
    sources = [f"file{i}.csv##1" for i in range(len(names))]
    return pd.DataFrame({"organization_id": ids, "name": list(names), "source": sources, **columns})


def merged(*names: str, decisions: tuple[Decision, ...] = (), **columns: Sequence[str | None]) -> Resolved:
    return resolve(Tables.of({"organizations": organizations(*names, **columns)}), decisions)


def groups(found: Resolved) -> int:
    return len(found.tables.organizations)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("Hill Aid", "HILL  aid"), "same_name"),
        (("Hill Aid", "Hill-Aid"), "plain_spelling"),
        (("UNHCR", "United Nations High Commissioner for Refugees"), "acronym_of_name"),
        (("Lake Club (LC)", "Lake Club"), "name_with_acronym"),
        (("LC", "LC - Lake Club"), "name_with_acronym"),
        (("Agro Action (aka Field Help)", "Field Help"), "name_with_acronym"),
    ],
)
def test_what_is_surely_one_is_merged_with_its_reason(names: tuple[str, str], reason: str) -> None:
    found = merged(*names)
    assert groups(found) == 1
    assert found.names[["reason", "decision"]].to_numpy().tolist() == [[reason, "merged"]]
    assert set(found.kept_as) == {"o0", "o1"}
    told = found.merges[["found", "kept", "reason"]].to_numpy().tolist()
    assert told == [[found.names["other_name"].item(), found.tables.organizations["name"].item(), reason]]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("MDM", "Médecins du Monde"), "acronym_of_name"),
        (("Hill Aid", "Hill Aid Foundation"), "general_words"),
        (("Aid of the Hill", "Hill Aid"), "same_words"),
        (("Community Volonteers", "Community Volunteers"), "similar_letters"),
        (("IFRC", "IFCR"), "swapped_letters"),
    ],
)
def test_what_may_be_one_is_a_question(names: tuple[str, str], reason: str) -> None:
    found = merged(*names)
    assert groups(found) == 2
    assert found.doubts["reason"].tolist() == [reason]
    assert found.merges.empty


@pytest.mark.parametrize(
    "names",
    [
        ("Caritas Honduras", "Caritas Libya"),
        ("MSF-F", "MSF-CH", "MSF Belgium"),
        ("Kenya Red Cross Society", "Malawi Red Cross Society"),
    ],
)
def test_chapters_of_two_countries_stay_apart(names: tuple[str, ...]) -> None:
    found = merged(*names)
    assert groups(found) == len(names)
    assert found.doubts.empty


def test_ids_of_a_register_say_more_than_names() -> None:
    ids = ["GB-CHC-1; XM-DAC-7", "xm-dac-7", "GB-CHC-2"]
    found = merged("Hill Aid", "Aide de la Colline", "hill aid", x_org_ids=ids)
    assert found.names[["name", "other_name", "reason", "decision"]].to_numpy().tolist() == [
        ["Aide de la Colline", "hill aid", "same_name", "open"],
        ["Aide de la Colline", "Hill Aid", "register_id", "merged"],
    ]
    assert (
        found.tables.organizations.set_index("organization_id").loc["o0", "x_org_ids"] == "GB-CHC-1;XM-DAC-7;xm-dac-7"
    )


def test_what_one_file_tells_apart_by_ids_is_a_question() -> None:
    frame = organizations("Parish Council", "parish council").assign(source=["here.csv##2", "here.csv##3"])
    found = resolve(Tables.of({"organizations": frame}))
    assert groups(found) == 2
    assert found.doubts["reason"].tolist() == ["same_name"]


def test_another_name_of_one_organization_alone_is_sure() -> None:
    one = merged("Norwegian Council", "NCX", aliases=["NCX", None])
    assert (groups(one), one.names["reason"].tolist()) == (1, ["stated_alias"])
    two = merged("Norwegian Council", "New Club", "NCX", aliases=["NCX", "NCX", None])
    assert groups(two) == 3
    assert set(two.doubts["reason"]) == {"stated_alias"}


def test_the_kept_id_and_the_shown_name() -> None:
    frame = organizations("UNHCR", "United Nations High Commissioner for Refugees", "U.N.H.C.R.")
    frame["organization_id"] = ["org-0123456789ab", "XM-DAC-41121", "refugees"]
    one = resolve(Tables.of({"organizations": frame})).tables.organizations.iloc[0]
    assert one["organization_id"] == "XM-DAC-41121"
    assert one["name"] == "United Nations High Commissioner for Refugees"
    assert one["aliases"] == "U.N.H.C.R.;UNHCR"


def test_a_table_of_aliases_merges_and_names() -> None:
    name = "World Health Organization"
    known = {"who": Meant(name), "oms": Meant(name), "who somalia": Meant(name, sure=False)}
    found = resolve(Tables.of({"organizations": organizations("WHO", "OMS", "WHO Somalia")}), (), AliasTable(known))
    assert sorted(found.tables.organizations["name"]) == ["WHO Somalia", "World Health Organization"]
    assert set(found.names["reason"]) == {"alias_table"}
    assert found.doubts["other_name"].tolist() == ["WHO Somalia"] or found.doubts["name"].tolist() == ["WHO Somalia"]


def test_decisions_are_stronger_than_rules_and_can_be_undone() -> None:
    names = ("UNHCR", "United Nations High Commissioner for Refugees", "ACNUR")
    apart = merged(*names, decisions=(Decision("UNHCR", names[1], "different"),))
    assert groups(apart) == 3
    assert apart.names["decision"].tolist() == ["different"]
    together = merged(*names, decisions=(Decision("ACNUR", "o0", "same", "The Refugee Agency"),))
    assert together.tables.organizations["name"].tolist() == ["The Refugee Agency"]
    assert {"same", "merged"} == set(together.names["decision"])
    assert groups(merged(*names)) == 2


def test_a_decision_holds_against_a_detour() -> None:
    names = ("Hill Aid", "Hill-Aid", "hill aid!")
    found = merged(*names, decisions=(Decision("Hill Aid", "hill aid!", "different"),))
    assert groups(found) == 2
    assert "different" in set(found.names["decision"])


def test_decisions_about_nobody_say_nothing() -> None:
    tables = Tables.of({"organizations": organizations("Hill Aid")})
    assert resolve(tables, [Decision("X", "Y", "same"), Decision("Hill Aid", "Y", "different")]).tables is tables


def test_values_of_both_are_kept_or_told() -> None:
    found = merged(
        "Hill Aid",
        "Hill-Aid",
        kind=["ngo", "faith"],
        website=[None, "https://hill.example"],
        capabilities=["law", "maps;law"],
        sensitive=["false", "true"],
    )
    one = found.tables.organizations.iloc[0]
    assert one[["kind", "website", "capabilities", "sensitive"]].tolist() == [
        "ngo",
        "https://hill.example",
        "law;maps",
        True,
    ]
    notes = found.notes[["file", "line", "column", "found", "reason"]].to_numpy().tolist()
    assert ["file1.csv", 1, "kind", "faith", "other_value"] in notes


def met(*rows: tuple[str, str], kind: str = "meeting") -> dict[str, pd.DataFrame]:
    ids = sorted({i for i, _ in rows})
    return {
        "interactions": pd.DataFrame({"interaction_id": ids, "kind": kind}),
        "participations": pd.DataFrame(rows, columns=["interaction_id", "organization_id"]),
    }


def test_ties_within_one_organization_stay_and_are_told() -> None:
    frames = met(("i", "o0"), ("i", "o1")) | {
        "organizations": organizations("Hill Aid", "Hill-Aid", "Other"),
        "declared_ties": pd.DataFrame(
            {"from_id": ["o0", "o2"], "to_id": ["o1", "o2"], "source": ["t.csv##2", "t.csv##3"]}
        ),
    }
    found = resolve(Tables.of(frames))
    assert len(found.tables.declared_ties) == 2
    told = found.notes[found.notes["reason"] == "within_one_organization"]
    assert sorted(told["file"]) == ["interactions", "t.csv"], "the tie of Other with itself was there before"
    assert found.notes[found.notes["reason"] == "became_equal"]["found"].tolist() == [
        "1 row that became equal to others"
    ]


def test_equal_interactions_are_one_only_where_their_ids_say_what_they_are() -> None:
    def made(*ids: str) -> int:
        frames = met((ids[0], "o0"), (ids[0], "o2"), (ids[1], "o1"), (ids[1], "o2"))
        frames["interactions"] = frames["interactions"].assign(people_reached=[3.0, 5.0], status=["planned", "done"])
        tables = resolve(Tables.of(frames | {"organizations": organizations("Hill Aid", "Hill-Aid", "Other")})).tables
        if len(tables.interactions) == 1:
            assert tables.interactions[["people_reached", "status"]].iloc[0].tolist() == [5.0, "done"]
            assert len(tables.participations) == 2
        return len(tables.interactions)

    assert made("act-0123456789ab", "act-0123456789ac") == 1
    assert made("grant-1", "grant-2") == 2


def test_equal_presences_keep_the_most_active_status_and_the_latest_end() -> None:
    frames = {
        "organizations": organizations("Hill Aid", "Hill-Aid"),
        "communities": pd.DataFrame({"community_id": ["n"], "name": ["North"]}),
        "presences": pd.DataFrame(
            {
                "organization_id": ["o0", "o1"],
                "community_id": "n",
                "status": ["planned", "ongoing"],
                "until": ["2024-02-01", "2024-01-01"],
                "people_reached": [7, None],
            }
        ),
    }
    one = resolve(Tables.of(frames)).tables.presences
    assert one[["status", "people_reached"]].to_numpy().tolist() == [["ongoing", 7.0]]
    assert one["until"].dt.strftime("%Y-%m-%d").tolist() == ["2024-02-01"]


@st.composite
def any_network(draw: st.DrawFn) -> dict[str, pd.DataFrame]:
    size = draw(st.integers(1, len(IDS)))
    ids = IDS[:size]
    who = st.sampled_from(ids)
    files = st.sampled_from(["one.csv", "two.csv"])
    rows = [(own, draw(st.sampled_from(NAMES)), f"{draw(files)}##{n}") for n, own in enumerate(ids)]
    held = draw(st.sets(st.tuples(st.sampled_from(["act-0123456789ab", "act-0123456789ac", "x"]), who), max_size=8))
    there = draw(st.sets(st.tuples(who, st.sampled_from(["n", "s"])), max_size=8))
    ties = draw(st.sets(st.tuples(who, who), max_size=6))
    frames = met(*sorted(held)) if held else {}
    return frames | {
        "organizations": pd.DataFrame(rows, columns=["organization_id", "name", "source"]),
        "communities": pd.DataFrame({"community_id": ["n", "s"], "name": ["North", "South"]}),
        "presences": pd.DataFrame(sorted(there), columns=["organization_id", "community_id"]),
        "declared_ties": pd.DataFrame(sorted(ties), columns=["from_id", "to_id"]),
    }


def facts(tables: Tables, kept_as: Mapping[str, str]) -> dict[str, set[tuple[str, ...]]]:
    """Return who did, reaches and declared what, by the ids under which organizations are kept."""
    found = {}
    for name, columns in (
        ("participations", ["organization_id"]),
        ("presences", ["organization_id", "community_id"]),
        ("declared_ties", ["from_id", "to_id"]),
    ):
        frame = tables.frames()[name][columns]
        found[name] = {tuple(kept_as.get(str(cell), str(cell)) for cell in row) for row in frame.to_numpy().tolist()}
    return found


decisions = st.lists(
    st.builds(Decision, st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(["same", "different"])),
    max_size=2,
)


@settings(max_examples=examples(40))
@given(any_network(), decisions)
def test_nothing_is_lost(frames: dict[str, pd.DataFrame], decided: list[Decision]) -> None:
    tables = Tables.of(frames)
    found = resolve(tables, decided)
    kept_as = found.kept_as
    assert facts(tables, kept_as) == facts(found.tables, {})
    went = set(tables.organizations["organization_id"]) - set(found.tables.organizations["organization_id"])
    assert went <= set(kept_as)
    named = set(tables.organizations["name"].str.replace(";", ","))
    shown = found.tables.organizations
    listed = {alias for cell in shown["aliases"].dropna() for alias in cell.split(";")}
    assert named <= {name.replace(";", ",") for name in shown["name"]} | listed
    equal = found.notes[found.notes["reason"] == "became_equal"]
    told: dict[str, int] = {}
    for table, text in zip(equal["column"], equal["found"], strict=True):
        told[table] = told.get(table, 0) + int(text.split()[0])
    before, after = tables.counts(), found.tables.counts()
    assert told == {n: before[n] - after[n] for n in before if n != "organizations" and before[n] != after[n]}
    assert Tables.of(found.tables.frames()) == found.tables, "what comes out is still a valid data set"
    assert set(SCHEMA) == set(found.tables.frames())


@settings(max_examples=examples(40))
@given(any_tables(), st.lists(st.sampled_from(NAMES), min_size=3, max_size=3))
def test_facts_of_every_table_follow(tables: Tables, names: list[str]) -> None:
    renamed = tables.organizations.assign(
        name=names[: len(tables.organizations)],
        source=[f"file{i}.csv##1" for i in range(len(tables.organizations))],
    )
    tables = tables.replace(organizations=renamed)
    found = resolve(tables)
    for name, schema in SCHEMA.items():
        columns = [column for column, rule in schema.columns.items() if rule.refers_to == "organizations"]
        key = list(schema.key)
        if columns:
            moved = tables.frames()[name].assign(
                **{column: tables.frames()[name][column].replace(dict(found.kept_as)) for column in columns}
            )
            held = found.tables.frames()[name]
            assert set(map(str, moved[key].to_numpy().tolist())) == set(map(str, held[key].to_numpy().tolist()))
            assert not held.duplicated(key).any()
        elif name not in {"organizations", "interactions", "interaction_causes", "interaction_communities"}:
            assert found.tables.frames()[name].equals(tables.frames()[name])
    assert Tables.of(found.tables.frames()) == found.tables


@settings(max_examples=examples(40))
@given(any_network())
def test_once_resolved_there_is_nothing_more_to_merge(frames: dict[str, pd.DataFrame]) -> None:
    once = resolve(Tables.of(frames)).tables
    assert resolve(once).tables is once


@settings(max_examples=examples(40))
@given(any_network(), decisions, st.randoms(use_true_random=False))
def test_any_order_of_rows_gives_the_same(
    frames: dict[str, pd.DataFrame], decided: list[Decision], dice: Random
) -> None:
    tables = Tables.of(frames)
    seed = dice.randint(0, 9999)
    shuffled = Tables(**{name: frame.sample(frac=1, random_state=seed) for name, frame in tables.frames().items()})
    one, other = resolve(tables, decided), resolve(shuffled, decided[::-1])
    assert one.tables == other.tables
    assert one.names.equals(other.names)
    pd.testing.assert_frame_equal(one.merges, other.merges)


def test_no_organizations() -> None:
    tables = Tables.of({})
    found = resolve(tables)
    assert found.tables is tables
    assert found.names.empty
    assert found.doubts.empty


def test_the_tables_are_checked_as_ever() -> None:
    with pytest.raises(InvalidTables):
        Tables.of({"organizations": organizations("Hill Aid", " ")})
