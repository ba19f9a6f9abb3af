"""Pushing to a real Neo4j and pulling back."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings

from graph.errors import StoreUnavailable
from graph.schema import SCHEMA
from graph.tables import Tables
from graph.ties.strength import tie_network
from loaders.neo4j import connection, store
from loaders.neo4j.store import Neo4jSettings, load, read
from loaders.redaction import handed_on
from tests.examples import examples
from tests.integration.made_tables import made_tables
from tests.integration.rich_tables import ATTACK, ATTACK_COLUMN, changed, rich_tables, without
from tests.integration.rich_tables import write_everything as write

pytestmark = pytest.mark.neo4j

Cypher = Callable[..., list[dict[str, Any]]]


def everything(cypher: Cypher) -> list[dict[str, Any]]:
    """Return all that the server holds, with its own ids: what is removed and made again differs, too."""
    nodes = cypher("MATCH (n) RETURN elementId(n) AS id, labels(n) AS what, properties(n) AS properties ORDER BY id")
    ties = cypher(
        "MATCH ()-[r]->() RETURN elementId(r) AS id, type(r) AS what, properties(r) AS properties ORDER BY id"
    )
    return [*nodes, *ties, *cypher("SHOW CONSTRAINTS YIELD id, name ORDER BY id")]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list to which every statement that writes is added."""
    statements: list[str] = []
    change = connection._Server.change

    def noted(self: Any, statement: str, parameters: Any) -> Any:
        statements.append(statement)
        return change(self, statement, parameters)

    monkeypatch.setattr(connection._Server, "change", noted)
    return statements


def totals(counts: pd.DataFrame) -> dict[str, int]:
    return {what: int(counts[what].sum()) for what in ("created", "updated", "deleted")}


def test_without_secrets_what_was_handed_on_comes_back(settings: Neo4jSettings) -> None:
    store.write(rich_tables(), settings)
    pulled, handed = read(settings), handed_on(rich_tables())
    for name, frame in pulled.frames().items():
        key = list(SCHEMA[name].key)
        columns = [column for column in frame if column != "source"]  # a blank source becomes a number of the row
        expected = getattr(handed, name).sort_values(key)[columns].reset_index(drop=True)
        pd.testing.assert_frame_equal(frame.sort_values(key)[columns].reset_index(drop=True), expected, obj=name)
    assert handed_on(rich_tables()) != rich_tables()
    again = store.write(rich_tables(), settings)
    assert totals(again) == {"created": 0, "updated": 0, "deleted": 0}


def test_what_was_pushed_comes_back(settings: Neo4jSettings) -> None:
    write(rich_tables(), settings)
    pulled = read(settings)
    assert pulled == rich_tables()
    for name, frame in pulled.frames().items():
        assert dict(frame.dtypes) == dict(getattr(rich_tables(), name).dtypes), name


def test_any_tables_come_back(settings: Neo4jSettings) -> None:
    @given(tables=made_tables())
    @hypothesis_settings(max_examples=examples(5), suppress_health_check=list(HealthCheck))
    def come_back(tables: Tables) -> None:
        write(tables, settings, replace=True, batch=2)
        assert read(settings) == tables

    come_back()


def test_an_empty_data_set_comes_back(settings: Neo4jSettings) -> None:
    with pytest.raises(StoreUnavailable, match="holds no partner network"):
        read(settings)
    write(Tables.of(), settings)
    assert read(settings) == Tables.of()


def test_a_second_push_changes_nothing(settings: Neo4jSettings, cypher: Cypher, written: list[str]) -> None:
    tables = rich_tables()
    ties = tie_network(tables).frame()
    assert len(ties)
    first = write(tables, settings, ties=ties)
    assert first["created"].tolist() == first["rows"].tolist()
    before = everything(cypher)
    assert written
    written.clear()
    second = write(tables, settings, ties=ties)
    assert totals(second) == {"created": 0, "updated": 0, "deleted": 0}
    assert written == []
    assert everything(cypher) == before


def test_what_stands_there_is_what_the_tables_say(settings: Neo4jSettings, cypher: Cypher) -> None:
    write(rich_tables(), settings)
    labels = cypher("MATCH (n) RETURN labels(n)[0] AS label, count(*) AS n ORDER BY label")
    assert {row["label"]: row["n"] for row in labels} == {
        "Cause": 3, "Community": 3, "Feedback": 3, "Interaction": 3, "Organization": 5, "PartnersModel": 1,
    }  # fmt: skip
    types = cypher("MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n")
    assert {row["type"]: row["n"] for row in types} == {
        "PART_OF": 2, "SUPPORTS": 3, "PRESENT_IN": 3, "NEEDS": 2, "TOOK_PART_IN": 7, "ABOUT": 5, "FOR": 1, "GAVE": 1,
        "DECLARED_TIE": 4,
    }  # fmt: skip
    (hill,) = cypher("MATCH (o:Organization {organization_id: 'hill'}) RETURN properties(o) AS o")
    assert hill["o"]["capabilities"] == ["law", "water"]
    assert hill["o"]["sensitive"] is False
    (meeting,) = cypher(
        "MATCH (i:Interaction {interaction_id: 'i1'}) RETURN i.date.year AS year, i.attendance AS people"
    )
    assert meeting == {"year": 2024, "people": None}


def test_an_edited_row_is_updated(settings: Neo4jSettings) -> None:
    write(rich_tables(), settings)
    edited = changed(rich_tables(), "organizations", 0, "aliases", None)
    edited = changed(edited, "presences", 0, "people_reached", 101.0)
    assert totals(write(edited, settings)) == {"created": 0, "updated": 2, "deleted": 0}
    assert read(settings) == edited


def test_a_row_that_is_gone_is_removed(settings: Neo4jSettings) -> None:
    write(rich_tables(), settings)
    fewer = without(without(rich_tables(), "supports", 0), "feedback", 1)
    assert totals(write(fewer, settings)) == {"created": 0, "updated": 0, "deleted": 2}
    assert read(settings) == fewer


def test_much_is_removed_only_on_demand(settings: Neo4jSettings, cypher: Cypher) -> None:
    write(rich_tables(), settings)
    before = everything(cypher)
    with pytest.raises(StoreUnavailable, match=r"would remove \d+ of the 39 rows .* push again with --replace"):
        write(Tables.of(), settings)
    assert everything(cypher) == before
    write(Tables.of(), settings, replace=True)
    assert read(settings) == Tables.of()
    assert cypher("MATCH (n) RETURN labels(n)[0] AS label") == [{"label": "PartnersModel"}]


def test_derived_ties_are_rebuilt(settings: Neo4jSettings, cypher: Cypher) -> None:
    tables = rich_tables()
    ties = tie_network(tables).frame().assign(recipe="half_life=365")
    write(tables, settings, ties=ties)
    found = cypher(
        "MATCH (a:Organization)-[t:TIE]->(b:Organization) RETURN a.organization_id AS a, b.organization_id AS b, "
        "t.strength AS strength, t.interactions AS interactions, t.last AS last, t.recipe AS recipe"
    )
    assert all(row["a"] < row["b"] for row in found)
    pairs = {frozenset({row["from_id"], row["to_id"]}): row for row in ties.to_dict("records")}
    assert {frozenset({row["a"], row["b"]}) for row in found} == set(pairs)
    for row in found:
        expected = pairs[frozenset({row["a"], row["b"]})]
        assert row["strength"] == expected["strength"]
        assert row["interactions"] == expected["interactions"]
        assert row["recipe"] == "half_life=365"
        assert (row["last"].to_native() if row["last"] else None) == (expected["last"] or None)
    stronger = write(tables, settings, ties=ties.assign(strength=ties["strength"] * 2))
    assert totals(stronger) == {"created": 0, "updated": len(ties), "deleted": 0}
    write(tables, settings)
    assert cypher("MATCH ()-[t:TIE]->() RETURN count(t) AS n") == [{"n": 0}]
    assert read(settings) == tables


def test_text_cannot_become_cypher(settings: Neo4jSettings, cypher: Cypher) -> None:
    write(rich_tables(), settings)
    pulled = read(settings).organizations.set_index("organization_id")
    assert pulled.loc[ATTACK, "name"] == ATTACK
    assert pulled[ATTACK_COLUMN].dropna().to_dict() == {"river": "`", "a/b": "$rows"}
    assert cypher("MATCH (o:Organization) RETURN count(o) AS n") == [{"n": 5}]


def test_what_is_not_ours_is_not_touched(settings: Neo4jSettings, cypher: Cypher) -> None:
    cypher("CREATE (:Person {name: 'Ana'})-[:KNOWS]->(:Organization {name: 'Of another application', id: 7})")
    write(rich_tables(), settings)
    cypher(
        "MATCH (o:Organization {organization_id: 'river'}), (p:Person) SET o.pagerank = 0.2 CREATE (p)-[:LIKES]->(o)"
    )
    assert read(settings) == rich_tables()
    write(changed(rich_tables(), "organizations", 0, "place", "Harbour"), settings)
    assert cypher("MATCH (p:Person)-[:LIKES]->(o) RETURN o.pagerank AS rank, o.place AS place") == [
        {"rank": 0.2, "place": "Harbour"}
    ]
    assert cypher("MATCH (p:Person)-[:KNOWS]->(o:Organization) RETURN properties(o) AS o") == [
        {"o": {"name": "Of another application", "id": 7}}
    ]


def test_a_removed_organization_keeps_what_others_hung_on_it(settings: Neo4jSettings, cypher: Cypher) -> None:
    alone = pd.DataFrame({"organization_id": list("abcdefgh"), "name": list("abcdefgh")})
    write(Tables.of({"organizations": alone}), settings)
    cypher("MATCH (o:Organization {organization_id: 'h'}) CREATE (:Person)-[:LIKES]->(o)")
    fewer = Tables.of({"organizations": alone.head(7)})
    with pytest.raises(
        StoreUnavailable, match="remove 1 organizations on which 1 relationships of another application"
    ):
        write(fewer, settings)
    assert totals(write(fewer, settings, replace=True)) == {"created": 0, "updated": 0, "deleted": 1}


def test_what_an_analyst_adds_by_hand_is_pulled_and_then_kept(settings: Neo4jSettings, cypher: Cypher) -> None:
    write(rich_tables(), settings)
    cypher(
        "MATCH (o:Organization {organization_id: 'river'}), (c:Cause {cause_id: 'land'}), (i:Interaction "
        "{interaction_id: 'i2'}) CREATE (o)-[:SUPPORTS {since: date('2025-01-01')}]->(c) "
        "CREATE (:Feedback {key: 'mine', comment: 'By hand', score: 3})-[:ABOUT]->(i) SET o.size = 12"
    )
    pulled = read(settings)
    assert len(pulled.supports) == 4
    by_hand = pulled.feedback[pulled.feedback["comment"] == "By hand"].iloc[0]
    assert (by_hand["score"], by_hand["interaction_id"], by_hand["source"]) == (3.0, "i2", "neo4j#Feedback#mine")
    assert pulled.organizations.set_index("organization_id").loc["river", "size"] == "12"
    write(pulled, settings)
    assert read(settings) == pulled
    assert cypher("MATCH ()-[s:SUPPORTS]->() RETURN count(s) AS n, count(s.key) AS keys") == [{"n": 4, "keys": 4}]


def test_marks_that_turn_text_are_taken_out_of_names_made_by_hand(settings: Neo4jSettings, cypher: Cypher) -> None:
    write(rich_tables(), settings)
    before = read(settings)
    turned = "River\u202e Fund\u200b"
    cypher("MATCH (o:Organization {organization_id: 'river'}) SET o.name = $name", name=turned)
    loaded = load(settings)
    (note,) = loaded.report.notes.to_dict("records")
    assert (note["file"], note["sheet"], note["column"], note["found"]) == (
        "neo4j", "organizations", "name", "River Fund"
    )  # fmt: skip
    assert (note["reason"], "2 marks" in note["expected"]) == ("hidden_marks", True)
    names = loaded.tables.organizations.set_index("organization_id")["name"]
    assert names["river"] == "River Fund"
    assert read(settings) == loaded.tables
    assert names.drop("river").equals(before.organizations.set_index("organization_id")["name"].drop("river"))


def test_a_database_of_another_name_is_told(settings: Neo4jSettings) -> None:
    elsewhere = Neo4jSettings(settings.uri, settings.username, settings.password, "no.such")
    with pytest.raises(StoreUnavailable) as told:
        read(elsewhere)
    assert str(told.value) == (
        f"Neo4j at {settings.uri}: has no database 'no.such'. Set NEO4J_DATABASE to one that it has (its first one is "
        "called 'neo4j')."
    )


def test_what_the_server_refuses_is_told(settings: Neo4jSettings) -> None:
    # An index takes keys of about 8,000 bytes.
    tables = Tables.of({"causes": pd.DataFrame({"cause_id": ["x" * 9000], "name": ["Long"]})})
    with pytest.raises(StoreUnavailable, match=r"database 'neo4j': refused what was asked \(.*\)\.$"):
        write(tables, settings)
