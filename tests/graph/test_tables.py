"""The data model: what is read as what, what is rejected and why, what is merged, and when two data sets are equal."""

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidTables
from graph.schema import SCHEMA
from graph.tables import Tables, clean, combine
from tests.examples import examples


def organizations(**columns: Sequence[object]) -> dict[str, pd.DataFrame]:
    return {"organizations": pd.DataFrame(columns)}


def only_failure(raw: dict[str, pd.DataFrame]) -> dict[str, object]:
    failures = clean(raw).failures
    assert len(failures) == 1
    return dict(failures.iloc[0])


def test_every_table_refers_only_to_tables_that_stand_before_it_or_to_itself() -> None:
    seen: list[str] = []
    for name, schema in SCHEMA.items():
        seen.append(name)
        assert {c.refers_to for c in schema.columns.values() if c.refers_to} <= set(seen)
        assert set(schema.key) <= set(schema.columns)


def test_empty_tables_have_every_declared_column_in_its_dtype() -> None:
    for name, frame in Tables.of().frames().items():
        assert list(frame.columns) == list(SCHEMA[name].names)
    tables = Tables.of()
    assert str(tables.organizations["latitude"].dtype) == "float64"
    assert str(tables.organizations["sensitive"].dtype) == "boolean"
    assert str(tables.interactions["date"].dtype) == "datetime64[us]"
    assert str(tables.organizations["name"].dtype) == "str"


@pytest.mark.parametrize(
    ("column", "value", "reason", "expected"),
    [
        ("latitude", "north", "not_a_number", "a number"),
        ("latitude", "91", "out_of_range", "-90 to 90"),
        ("sensitive", "maybe", "not_a_flag", "true or false"),
        ("status", "enemy", "not_allowed", "one of us, member, partner, prospect, former, unknown"),
        ("name", "  ", "missing_value", "a value"),
    ],
)
def test_a_value_that_breaks_its_column_is_rejected_with_the_reason(
    column: str, value: str, reason: str, expected: str
) -> None:
    raw = organizations(organization_id=["a"], name=["A"])
    raw["organizations"][column] = [value]
    failure = only_failure(raw)
    assert (failure["column"], failure["reason"], failure["expected"]) == (column, reason, expected)
    assert failure["source"] == "organizations##1"


@pytest.mark.parametrize("value", ["31/12/2020", "2020-13-01", "soon"])
def test_a_date_that_is_no_iso_date_is_rejected(value: str) -> None:
    raw = {"interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"], "date": [value]})}
    assert only_failure(raw)["reason"] == "not_a_date"


def test_an_unknown_id_is_rejected_and_the_nearest_is_named() -> None:
    raw = organizations(organization_id=["ORG-099"], name=["A"])
    raw["interactions"] = pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]})
    raw["participations"] = pd.DataFrame({"interaction_id": ["i"], "organization_id": ["ORG-999"]})
    failure = only_failure(raw)
    assert failure["found"] == "ORG-999"
    assert failure["expected"] == "an id in organizations (1 known; nearest: ORG-099)"


def test_rows_that_refer_to_a_rejected_row_are_rejected_too() -> None:
    raw = organizations(organization_id=["a", "b"], name=["A", None])
    raw["causes"] = pd.DataFrame({"cause_id": ["c"], "name": ["C"]})
    raw["supports"] = pd.DataFrame({"organization_id": ["a", "b"], "cause_id": ["c", "c"]})
    cleaned = clean(raw)
    assert cleaned.failures["reason"].tolist() == ["missing_value", "unknown_id"]
    assert cleaned.tables.supports["organization_id"].tolist() == ["a"]


def test_parents_that_go_in_a_circle_are_rejected_with_all_below_them() -> None:
    causes = pd.DataFrame({"cause_id": list("abcd"), "name": list("ABCD"), "parent_id": ["b", "a", "b", None]})
    cleaned = clean({"causes": causes})
    assert cleaned.tables.causes["cause_id"].tolist() == ["d"]
    assert set(cleaned.failures["reason"]) == {"circular_parent"}


def test_equal_keys_are_one_row_that_later_rows_may_fill_but_not_contradict() -> None:
    raw = organizations(organization_id=["a", "a", "a"], name=["A", "A", "B"], kind=[None, "ngo", None])
    cleaned = clean(raw)
    assert cleaned.tables.organizations[["name", "kind"]].to_numpy().tolist() == [["A", "ngo"]]
    assert cleaned.merged["organizations"] == ["organizations##2"]
    assert cleaned.rejected["organizations"] == ["organizations##3"]
    assert cleaned.failures["reason"].tolist() == ["contradicts"]


def test_unknown_columns_are_kept_only_as_x_columns() -> None:
    raw = organizations(organization_id=["a"], name=["A"], x_colour=["blue"], colour=["red"])
    kept = clean(raw).tables.organizations
    assert kept["x_colour"].tolist() == ["blue"]
    assert "colour" not in kept


def test_of_tells_all_failures_at_once() -> None:
    raw = organizations(organization_id=["a", "b"], name=[None, None])
    with pytest.raises(InvalidTables) as raised:
        Tables.of(raw)
    assert len(raised.value.failures) == 2
    assert str(raised.value).splitlines()[0] == (
        "organizations##1, column name: found '', expected a value (missing_value)"
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "b", "c", ""]), st.sampled_from(["A", "B", ""]), st.sampled_from(["ngo", "x", ""])
        ),
        max_size=12,
    )
)
@settings(max_examples=examples(40))
def test_every_row_is_kept_merged_or_rejected(rows: list[tuple[str, str, str]]) -> None:
    frame = pd.DataFrame(rows, columns=["organization_id", "name", "kind"], dtype="str")
    cleaned = clean({"organizations": frame})
    kept = len(cleaned.tables.organizations)
    merged, rejected = cleaned.merged["organizations"], cleaned.rejected["organizations"]
    assert kept + len(merged) + len(rejected) == len(rows)
    assert set(cleaned.failures["source"]) == set(rejected)


@given(st.permutations(["a", "b", "c"]))
@settings(max_examples=examples(6))
def test_tables_are_equal_whatever_the_order_of_their_rows(order: list[str]) -> None:
    def of(ids: list[str]) -> Tables:
        sources = [f"file##{ord(i)}" for i in ids]
        return Tables.of(organizations(organization_id=list(ids), name=[i.upper() for i in ids], source=sources))

    assert of(order) == of(["a", "b", "c"])


def test_tables_differ_where_a_value_does() -> None:
    one = Tables.of(organizations(organization_id=["a"], name=["A"]))
    other = Tables.of(organizations(organization_id=["a"], name=["A"], note=["n"]))
    assert one != other
    assert one != "tables"


def test_combining_keeps_the_first_that_states_a_value() -> None:
    one = Tables.of(organizations(organization_id=["a"], name=["A"]))
    two = Tables.of(organizations(organization_id=["a", "b"], name=["Other", "B"], kind=["ngo", None]))
    both = combine([one, two])
    assert both.organizations[["organization_id", "name"]].to_numpy().tolist() == [["a", "A"], ["b", "B"]]
    assert both.organizations["kind"].tolist()[0] == "ngo"
    assert combine([one, one]) == one
