"""Pushing and pulling against a database in memory; `tests/integration` does the same with a real one."""

import socket
import traceback
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from graph.errors import InvalidTables, StoreUnavailable
from graph.schema import SCHEMA
from graph.tables import Tables
from loaders import neo4j_store
from loaders.neo4j.connection import Neo4jSettings, _told
from loaders.neo4j.model import NODES, RELATIONSHIPS, TIES, Node
from loaders.neo4j.rows import rows_of, tie_rows
from tests.examples import examples
from tests.integration.made_tables import made_tables
from tests.integration.rich_tables import ATTACK, ATTACK_COLUMN, changed, rich_tables, without
from tests.loaders.store_in_memory import StoreInMemory


def push(store: StoreInMemory, tables: Tables, **options: Any) -> pd.DataFrame:
    chosen = {"ties": None, "replace": False, "batch": 5000, "progress": None} | options
    return neo4j_store._push(store, tables, **chosen)


def organizations(count: int) -> Tables:
    names = [f"o{i:02}" for i in range(count)]
    return Tables.of({"organizations": pd.DataFrame({"organization_id": names, "name": names})})


def done(counts: pd.DataFrame, table: str) -> list[int]:
    (row,) = counts[counts["table"] == table].to_dict("records")
    return [int(row[what]) for what in ("created", "updated", "deleted")]


TIE = pd.DataFrame({"from_id": ["river"], "to_id": ["hill"], "strength": [1.5], "interactions": [2], "last": [None]})


class TestSettings:
    def test_all_variables_are_read(self) -> None:
        named = {"NEO4J_URI": "neo4j+s://x", "NEO4J_USERNAME": "ana", "NEO4J_PASSWORD": "p/w", "NEO4J_DATABASE": "d"}
        assert Neo4jSettings.from_environment(named) == Neo4jSettings("neo4j+s://x", "ana", "p/w", "d")

    def test_the_environment_itself_is_read_by_default(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEO4J_URI", "bolt://elsewhere")
        assert Neo4jSettings.from_environment().uri == "bolt://elsewhere"

    def test_the_password_is_not_shown(self) -> None:
        assert "secret" not in repr(Neo4jSettings("bolt://x", password="secret"))

    @pytest.mark.parametrize("uri", [{}, {"NEO4J_URI": "  "}])
    def test_without_an_address_the_variables_are_named(self, uri: dict[str, str]) -> None:
        with pytest.raises(StoreUnavailable) as told:
            Neo4jSettings.from_environment(uri)
        assert str(told.value) == (
            "Neo4j: the environment variable NEO4J_URI is not set. Set it to the address of the database, e.g. "
            "NEO4J_URI=bolt://localhost:7687, with NEO4J_USERNAME (default neo4j), NEO4J_PASSWORD and NEO4J_DATABASE "
            "(default neo4j)."
        )

    def test_the_secret_of_neo4js_image_is_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "neo4j_auth.txt"
        secret.write_text("ana/pass/word\n", encoding="utf-8")
        named = {"NEO4J_URI": "bolt://x", "NEO4J_AUTH_FILE": str(secret)}
        assert Neo4jSettings.from_environment(named) == Neo4jSettings("bolt://x", "ana", "pass/word")
        named["NEO4J_PASSWORD"] = "mine"
        assert Neo4jSettings.from_environment(named) == Neo4jSettings("bolt://x", "neo4j", "mine")

    @pytest.mark.parametrize(("written", "told"), [(None, "cannot be read"), ("noslash", "has no slash")])
    def test_a_wrong_secret_is_told(self, written: str | None, told: str, tmp_path: Path) -> None:
        secret = tmp_path / "secret"
        if written:
            secret.write_text(written, encoding="utf-8")
        with pytest.raises(StoreUnavailable, match=told):
            Neo4jSettings.from_environment({"NEO4J_URI": "bolt://x", "NEO4J_AUTH_FILE": str(secret)})

    @pytest.mark.parametrize(
        "uri",
        ["bolt://ana:s3cret@host", "neo4j+s://s3cret@host:7687", "ana:s3cret@host", "bolt://ana:s3cret%40host",
         "bolt://ana:s3cret@host:port?x=s3cret#s3cret"],
    )  # fmt: skip
    def test_an_address_with_a_login_is_refused_and_not_repeated(self, uri: str) -> None:
        for make in (Neo4jSettings, lambda uri: Neo4jSettings.from_environment({"NEO4J_URI": uri})):
            with pytest.raises(StoreUnavailable) as told:
                make(uri)
            assert "s3cret" not in "".join(traceback.format_exception(told.value)).split("StoreUnavailable", 1)[1]
            assert "NEO4J_PASSWORD" in str(told.value)

    @pytest.mark.parametrize("held", [b"\xffs3cret", None, b"s3cret"])
    def test_neither_the_path_nor_the_content_of_a_secret_is_repeated(self, held: bytes | None, tmp_path: Path) -> None:
        path = tmp_path / "s3cret"
        if held:
            path.write_bytes(held)
        for place in (str(path), "neo4j/s3cret", "s3cret\0"):
            with pytest.raises(StoreUnavailable) as told:
                Neo4jSettings.from_environment({"NEO4J_URI": "bolt://x", "NEO4J_AUTH_FILE": place})
            assert "s3cret" not in str(told.value)
            assert told.value.__cause__ is None


class TestNoServer:
    def test_nobody_there(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        with pytest.raises(StoreUnavailable) as told:
            neo4j_store.read(Neo4jSettings(f"bolt://127.0.0.1:{port}"))
        assert str(told.value) == (
            f"Neo4j at bolt://127.0.0.1:{port}: does not answer (Couldn't connect to 127.0.0.1:{port} (resolved to "
            f"('127.0.0.1:{port}',))). Start the server, or correct NEO4J_URI."
        )
        assert told.value.__cause__ is not None

    @pytest.mark.parametrize("uri", ["bolt://neo4j:s3cret", "bolt://[s3cret", "bolt://localhost?password=s3cret"])
    def test_an_address_that_may_hold_a_password_is_not_repeated(self, uri: str) -> None:
        with pytest.raises(StoreUnavailable) as told:
            neo4j_store.read(Neo4jSettings(uri))
        assert "s3cret" not in "".join(traceback.format_exception(told.value)).split("StoreUnavailable", 1)[1]

    def test_a_password_in_what_the_driver_says_is_starred_out(self) -> None:
        settings = Neo4jSettings("bolt://x", password="s3cret")
        assert "s3cret" not in _told(RuntimeError("no route with s3cret to x"), settings)

    @pytest.mark.parametrize("uri", ["localhost:7687", "http://localhost:7687", "bolt://"])
    def test_an_address_that_is_none(self, uri: str) -> None:
        with pytest.raises(StoreUnavailable) as told:
            neo4j_store.write(Tables.of(), Neo4jSettings(uri))
        assert str(told.value).startswith(f"Neo4j at {uri!r}: this address cannot be used (")
        assert str(told.value).endswith("Set NEO4J_URI to one like bolt://localhost:7687.")


class TestModel:
    def test_every_column_of_every_table_has_a_place(self) -> None:
        for table, schema in SCHEMA.items():
            places = {c for e in (*NODES, *RELATIONSHIPS) if e.table == table for c in e.columns}
            ends = {
                column
                for link in RELATIONSHIPS
                if link.table == table
                for column in (link.start_column, link.end_column)
            }
            assert (places | ends) - {"key"} == set(schema.names), table

    def test_labels_and_types_are_those_of_the_data_model(self) -> None:
        assert {n.label for n in NODES} == {"Organization", "Cause", "Community", "Interaction", "Feedback"}
        assert {r.type for r in (*RELATIONSHIPS, TIES)} == {
            "SUPPORTS", "PRESENT_IN", "NEEDS", "TOOK_PART_IN", "ABOUT", "FOR", "PART_OF", "GAVE", "DECLARED_TIE", "TIE",
        }  # fmt: skip

    def test_a_row_has_the_same_key_at_every_push(self) -> None:
        (supports,) = (r for r in RELATIONSHIPS if r.type == "SUPPORTS")
        keys = {(r.start, r.end, str(r.properties.get("since"))): r.key for r in rows_of(rich_tables())[supports]}
        assert len(set(keys.values())) == 3
        # Written down once: another hash would make every relationship of every database anew.
        assert keys["river", "water", "2020-01-01"] == "006e0c125ace52a81b99bd53f6b1df2d"

    def test_keys_of_different_cells_differ(self) -> None:
        (took_part,) = (r for r in RELATIONSHIPS if r.type == "TOOK_PART_IN")
        tables = rich_tables()
        assert len({r.key for r in rows_of(tables)[took_part]}) == len(tables.participations)


class TestPush:
    def test_no_data_becomes_cypher(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables(), ties=TIE)
        known = {s for e in (*NODES, *RELATIONSHIPS, TIES) for s in (e.constraint, e.present, e.upsert, e.delete)}
        statements = {*store.asked, *store.defined, *(s for s, _ in store.changed)} - known
        assert statements == {
            neo4j_store._MODEL, neo4j_store._SET_MODEL, neo4j_store._MODEL_CONSTRAINT, "CALL db.awaitIndexes(300)",
        }  # fmt: skip
        assert not any(ATTACK in s or ATTACK_COLUMN in s for s in known | statements)

    def test_constraints_come_before_the_first_row(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        assert len(store.defined) == len(NODES) + len({r.type for r in (*RELATIONSHIPS, TIES)}) + 1
        assert all("IS UNIQUE" in statement and "IF NOT EXISTS" in statement for statement in store.defined)

    def test_rows_travel_in_batches(self) -> None:
        store, told = StoreInMemory(), []
        push(store, organizations(7), batch=3, progress=lambda *step: told.append(step))
        sizes = [len(p["rows"]) for s, p in store.changed if s == NODES[0].upsert]
        assert sizes == [3, 3, 1]
        assert told == [("organizations", 3, 7), ("organizations", 6, 7), ("organizations", 7, 7)]

    def test_relationships_are_sorted_by_their_ends(self) -> None:
        for element, rows in rows_of(rich_tables()).items():
            ends = [(str(r.start), str(r.end), str(r.key)) for r in rows]
            assert ends == sorted(ends), element

    def test_a_second_push_writes_nothing(self) -> None:
        store = StoreInMemory()
        first = push(store, rich_tables(), ties=TIE)
        assert first["created"].tolist() == first["rows"].tolist()
        store.changed.clear()
        second = push(store, rich_tables(), ties=TIE)
        assert store.changed == []
        assert not second[["created", "updated", "deleted"]].to_numpy().any()

    def test_the_frame(self) -> None:
        counts = push(StoreInMemory(), organizations(2))
        assert counts.columns.tolist() == ["table", "rows", "created", "updated", "deleted"]
        assert counts["table"].tolist() == [*SCHEMA, "ties"]
        assert counts.iloc[0].tolist() == ["organizations", 2, 2, 0, 0]
        assert (counts.dtypes.iloc[1:] == "int64").all()

    def test_only_an_edited_cell_travels(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        store.changed.clear()
        edited = changed(rich_tables(), "organizations", 0, "place", "Harbour")
        counts = push(store, edited)
        assert done(counts, "organizations") == [0, 1, 0]
        ((statement, sent),) = store.changed
        assert statement == NODES[0].upsert
        assert [row["key"] for row in sent["rows"]] == ["river"]
        assert neo4j_store._pull(store) == edited

    def test_a_cleared_cell_is_sent_as_a_null(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        store.changed.clear()
        cleared = changed(rich_tables(), "organizations", 0, "aliases", None)
        push(store, cleared)
        assert store.changed[0][1]["rows"][0]["properties"]["aliases"] is None
        assert neo4j_store._pull(store) == cleared

    def test_a_parent_that_moves_updates_its_row(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        moved = changed(rich_tables(), "causes", 2, "parent_id", "land")
        counts = push(store, moved)
        assert done(counts, "causes") == [0, 1, 0]
        assert neo4j_store._pull(store) == moved

    def test_rows_that_refer_to_nothing_are_told(self) -> None:
        tables = rich_tables()
        lost = changed(tables, "supports", 2, "cause_id", "x")
        with pytest.raises(StoreUnavailable, match="1 of 3 rows of supports found no node to stand between"):
            push(StoreInMemory(), lost)


class TestRemoving:
    def test_a_row_that_is_gone_goes(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        fewer = without(rich_tables(), "participations", 0)
        counts = push(store, fewer).set_index("table")
        assert counts["deleted"].to_dict() == dict.fromkeys([*SCHEMA, "ties"], 0) | {"participations": 1}
        assert neo4j_store._pull(store) == fewer

    def test_a_fifth_may_go_and_no_more(self) -> None:
        store = StoreInMemory()
        push(store, organizations(50))
        push(store, organizations(40))
        with pytest.raises(StoreUnavailable) as told:
            push(store, organizations(31))
        assert str(told.value) == (
            "Neo4j: this push would remove 9 of the 40 rows that are there (9 of 40 organizations); more than 20% "
            "needs your word. To keep them, pull them first and push both together; to remove them, push again with "
            "--replace."
        )

    def test_a_refused_push_changes_nothing(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        store.changed.clear()
        with pytest.raises(StoreUnavailable, match="needs your word"):
            push(store, organizations(100))
        assert store.changed == []
        counts = push(store, organizations(100), replace=True)
        assert counts["deleted"].tolist()[:3] == [5, 3, 3]
        assert neo4j_store._pull(store) == organizations(100)

    def test_one_whole_table_is_too_much_even_in_a_large_database(self) -> None:
        store, many = StoreInMemory(), organizations(300)
        supports = pd.DataFrame({"organization_id": many.organizations["organization_id"][:20], "cause_id": "c"})
        causes = pd.DataFrame({"cause_id": ["c"], "name": ["C"]})
        push(store, Tables.of({**many.frames(), "causes": causes, "supports": supports}))
        with pytest.raises(StoreUnavailable, match="20 of 20 supports"):
            push(store, Tables.of({**many.frames(), "causes": causes}))

    def test_what_another_application_hung_there_is_safe(self) -> None:
        store = StoreInMemory()
        push(store, organizations(50))
        store.foreign = 3
        with pytest.raises(StoreUnavailable, match="remove 1 organizations on which 3 relationships of another"):
            push(store, organizations(49))
        push(store, organizations(49), replace=True)
        assert neo4j_store._pull(store) == organizations(49)


class TestTies:
    def test_one_a_pair_from_the_smaller_id(self) -> None:
        (row,) = tie_rows(TIE.assign(distance=1.0, recipe="half_life=365"))
        assert (row.start, row.end) == ("hill", "river")
        assert row.properties == {"strength": 1.5, "interactions": 2, "recipe": "half_life=365"}

    @pytest.mark.parametrize("other", [("hill", "river"), ("river", "hill"), ("hill", "hill")])
    def test_a_pair_stands_once(self, other: tuple[str, str]) -> None:
        twice = pd.DataFrame([("river", "hill", 1.0), (*other, 2.0)], columns=["from_id", "to_id", "strength"])
        with pytest.raises(ValueError, match="twice or is one organization"):
            tie_rows(twice)

    def test_they_are_rebuilt_and_no_fact(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables(), ties=TIE)
        counts = push(store, rich_tables())
        assert done(counts, "ties") == [0, 0, 1]
        assert neo4j_store._pull(store) == rich_tables()


class TestPull:
    @given(tables=made_tables())
    @hypothesis_settings(max_examples=examples(12))
    def test_what_was_pushed_comes_back(self, tables: Tables) -> None:
        store = StoreInMemory()
        push(store, tables, batch=2)
        assert neo4j_store._pull(store) == tables

    @given(before=made_tables(), after=made_tables())
    @hypothesis_settings(max_examples=examples(6))
    def test_whatever_was_there_before(self, before: Tables, after: Tables) -> None:
        store = StoreInMemory()
        push(store, before)
        push(store, after, replace=True)
        assert neo4j_store._pull(store) == after

    def test_columns_keep_their_dtypes(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        for name, frame in neo4j_store._pull(store).frames().items():
            assert dict(frame.dtypes) == dict(getattr(rich_tables(), name).dtypes), name

    def test_an_empty_data_set_comes_back_empty(self) -> None:
        store = StoreInMemory()
        push(store, Tables.of())
        assert neo4j_store._pull(store) == Tables.of()

    def test_a_database_without_a_network_is_told(self) -> None:
        with pytest.raises(
            StoreUnavailable, match=r"holds no partner network. Write one into it first \(partners push"
        ):
            neo4j_store._pull(StoreInMemory())

    def test_a_database_of_a_newer_version_is_told(self) -> None:
        store = StoreInMemory()
        store.model = [[99, []]]
        with pytest.raises(StoreUnavailable, match="newer version"):
            neo4j_store._pull(store)
        with pytest.raises(StoreUnavailable, match="newer version"):
            push(store, rich_tables())

    def test_other_properties_stay_behind(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        store.held[NODES[0]]["river"]["properties"] |= {"pagerank": 0.2, "x_score": 3}
        pulled = neo4j_store._pull(store).organizations.set_index("organization_id")
        assert "pagerank" not in pulled
        assert pulled["x_score"].dropna().to_dict() == {"river": "3"}

    def test_what_breaks_the_model_is_told_with_its_place(self) -> None:
        store = StoreInMemory()
        push(store, rich_tables())
        del store.held[NODES[0]]["river"]["properties"]["source"]
        store.held[NODES[0]]["river"]["properties"]["latitude"] = "north"
        with pytest.raises(InvalidTables, match="neo4j#Organization#river, column latitude: found 'north'"):
            neo4j_store._pull(store)

    def test_progress_ends_at_the_last_part(self) -> None:
        store, told = StoreInMemory(), []
        push(store, rich_tables())
        neo4j_store._pull(store, progress=lambda *step: told.append(step))
        assert told[-1][1] == told[-1][2] == len(told) == len(NODES) + len(RELATIONSHIPS)


def test_nodes_have_no_foreign_keys_as_properties() -> None:
    for node in NODES:
        assert isinstance(node, Node)
        refers = {c for c, rule in SCHEMA[node.table].columns.items() if rule.refers_to}
        assert not refers & set(node.columns)
