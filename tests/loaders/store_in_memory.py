"""A database in memory that understands our statements and no others, and keeps what it was asked."""

from collections.abc import Mapping
from typing import Any

from loaders import neo4j_store
from loaders.neo4j.model import NODES, RELATIONSHIPS, TIES, Element, Node


class StoreInMemory:
    """A `loaders.neo4j.connection.Store`: what a server does with each of our statements, and nothing else."""

    def __init__(self) -> None:
        self.held: dict[Element, dict[str, dict[str, Any]]] = {e: {} for e in (*NODES, *RELATIONSHIPS, TIES)}
        self.model: list[list[Any]] = []
        self.asked: list[str] = []
        self.changed: list[tuple[str, Mapping[str, Any]]] = []
        self.defined: list[str] = []
        self.foreign = 0

    def ask(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[list[Any]]:
        self.asked.append(statement)
        if statement == neo4j_store._MODEL:
            return self.model
        if statement.startswith("CALL db.awaitIndexes"):
            return []
        for element, rows in self.held.items():
            if statement == element.present:
                return [self._record(element, key, row) for key, row in sorted(rows.items())]
            if isinstance(element, Node) and statement == element.foreign:
                assert parameters
                return [[self.foreign]]
        raise AssertionError(statement)

    def change(self, statement: str, parameters: Mapping[str, Any]) -> tuple[list[list[Any]], int, int]:
        self.changed.append((statement, parameters))
        if statement == neo4j_store._SET_MODEL:
            self.model = [[parameters["model"], parameters["extra"]]]
            return [[1]], 1, 0
        for element, rows in self.held.items():
            if statement == element.upsert:
                return self._upsert(element, parameters["rows"])
            if statement == element.delete:
                return [], 0, sum(rows.pop(key, None) is not None for key in parameters["rows"])
        raise AssertionError(statement)

    def define(self, statement: str) -> None:
        self.defined.append(statement)

    def _upsert(self, element: Element, sent: list[dict[str, Any]]) -> tuple[list[list[Any]], int, int]:
        rows, written, created = self.held[element], 0, 0
        for row in sent:
            if not isinstance(element, Node) and not {row["start"]} <= self.held[element.start].keys():
                continue
            if not isinstance(element, Node) and not {row["end"]} <= self.held[element.end].keys():
                continue
            written += 1
            created += row["key"] not in rows
            before = rows.get(row["key"], {}).get("properties", {})
            after = {name: value for name, value in (before | row["properties"]).items() if value is not None}
            rows[row["key"]] = {"start": row["start"], "end": row["end"], "properties": after}
        return [[written]], created, 0

    @staticmethod
    def _record(element: Element, key: str, row: dict[str, Any]) -> list[Any]:
        properties = dict(row["properties"])
        if isinstance(element, Node):
            return [key, {element.key: key, **properties}]
        # Its keys are unique within a type, so they can stand for the server's own ids.
        return [key, key, row["start"], row["end"], {"key": key, **properties}]
