"""How the data model stands in Neo4j: which table is which label or relationship, and the statements for it.

Every label, type and property that a statement names is written here or in `graph.schema`; what comes from data
travels as a parameter, names of ``x_...`` columns included, so that no text in a file can become Cypher.
"""

from dataclasses import dataclass

from graph.schema import SCHEMA

__all__ = ["MODEL", "MODEL_NODE", "NODES", "RELATIONSHIPS", "TIES", "Element", "Node", "Relationship"]

# Says which shape of graph this database holds, and which x_... columns the tables had (a blank has no property).
MODEL = 1
MODEL_NODE = "PartnersModel"


@dataclass(frozen=True)
class Node:
    """A table whose rows are nodes.

    Attributes
    ----------
    table : str
        Table of `graph.schema.SCHEMA`.
    label : str
        Label of the nodes.
    key : str
        Property that is unique among them: the id column, or ``key`` where the table has no id.
    columns : tuple of str
        Columns that are properties; those that refer to another node are relationships instead.
    """

    table: str
    label: str
    key: str
    columns: tuple[str, ...]

    @property
    def constraint(self) -> str:
        """Statement that makes the key unique."""
        return (
            f"CREATE CONSTRAINT partners_{self.table} IF NOT EXISTS FOR (n:{self.label}) REQUIRE n.{self.key} IS UNIQUE"
        )

    @property
    def present(self) -> str:
        """Statement that returns ``key, properties`` of every node of ours."""
        return (
            f"MATCH (n:{self.label}) WHERE n.{self.key} IS NOT NULL "
            f"RETURN n.{self.key} AS key, properties(n) AS properties ORDER BY key"
        )

    @property
    def upsert(self) -> str:
        """Statement that makes or changes the nodes of ``$rows`` (key, properties) and returns their number."""
        return (
            f"UNWIND $rows AS row MERGE (n:{self.label} {{{self.key}: row.key}}) "
            "SET n += row.properties RETURN count(n) AS written"
        )

    @property
    def delete(self) -> str:
        """Statement that removes the nodes with ``$rows`` (keys)."""
        return f"UNWIND $rows AS key MATCH (n:{self.label} {{{self.key}: key}}) DETACH DELETE n"

    @property
    def foreign(self) -> str:
        """Statement that counts what hangs on the nodes with ``$rows`` (keys) and is not of ``$types, $labels``."""
        return (
            f"UNWIND $rows AS key MATCH (n:{self.label} {{{self.key}: key}})-[r]-(other) "
            "WHERE NOT type(r) IN $types OR none(label IN labels(other) WHERE label IN $labels) "
            "RETURN count(r) AS found"
        )


@dataclass(frozen=True)
class Relationship:
    """A table whose rows are relationships, or a column that refers to another node.

    Attributes
    ----------
    table : str
        Table of `graph.schema.SCHEMA` (``"ties"`` for the derived ones).
    type : str
        Type of the relationships.
    start, end : Node
        What they lead from and to.
    start_column, end_column : str
        The columns that hold the two keys.
    columns : tuple of str
        Columns that are properties.
    """

    table: str
    type: str
    start: Node
    end: Node
    start_column: str
    end_column: str
    columns: tuple[str, ...] = ()

    @property
    def constraint(self) -> str:
        """Statement that makes the key unique within the type."""
        return (
            f"CREATE CONSTRAINT partners_{self.type.lower()} IF NOT EXISTS "
            f"FOR ()-[r:{self.type}]-() REQUIRE r.key IS UNIQUE"
        )

    @property
    def _path(self) -> str:
        return f"(a:{self.start.label})-[r:{self.type}]->(b:{self.end.label})"

    @property
    def present(self) -> str:
        """Statement that returns ``element, key, start, end, properties`` of every relationship of ours."""
        return (
            f"MATCH {self._path} WHERE a.{self.start.key} IS NOT NULL AND b.{self.end.key} IS NOT NULL "
            f"RETURN elementId(r) AS element, r.key AS key, a.{self.start.key} AS start, "
            f"b.{self.end.key} AS end, properties(r) AS properties ORDER BY start, end, key"
        )

    @property
    def upsert(self) -> str:
        """Statement that makes or changes those of ``$rows`` (key, start, end, properties), returns how many."""
        return (
            f"UNWIND $rows AS row MATCH (a:{self.start.label} {{{self.start.key}: row.start}}) "
            f"MATCH (b:{self.end.label} {{{self.end.key}: row.end}}) "
            f"MERGE (a)-[r:{self.type} {{key: row.key}}]->(b) "
            "SET r += row.properties RETURN count(r) AS written"
        )

    @property
    def delete(self) -> str:
        """Statement that removes the relationships with ``$rows`` (element ids, read in the same push)."""
        return f"MATCH ()-[r:{self.type}]->() WHERE elementId(r) IN $rows DELETE r"


Element = Node | Relationship


def _node(table: str, label: str, *, key: str = "key") -> Node:
    schema = SCHEMA[table]
    columns = tuple(name for name in schema.names if name == "source" or not schema.columns[name].refers_to)
    return Node(table, label, key if key not in columns else schema.key[0], columns)


def _table(table: str, type_: str, start: Node, end: Node, ends: tuple[str, str]) -> Relationship:
    columns = tuple(name for name in SCHEMA[table].names if name not in ends)
    return Relationship(table, type_, start, end, *ends, columns)


_ORGANIZATION = _node("organizations", "Organization", key="organization_id")
_CAUSE = _node("causes", "Cause", key="cause_id")
_COMMUNITY = _node("communities", "Community", key="community_id")
_INTERACTION = _node("interactions", "Interaction", key="interaction_id")
_FEEDBACK = _node("feedback", "Feedback")

NODES = (_ORGANIZATION, _CAUSE, _COMMUNITY, _INTERACTION, _FEEDBACK)

RELATIONSHIPS = (
    Relationship("causes", "PART_OF", _CAUSE, _CAUSE, "cause_id", "parent_id"),
    Relationship("communities", "PART_OF", _COMMUNITY, _COMMUNITY, "community_id", "parent_id"),
    _table("supports", "SUPPORTS", _ORGANIZATION, _CAUSE, ("organization_id", "cause_id")),
    # The cause of a presence is a property: a relationship has two ends only.
    _table("presences", "PRESENT_IN", _ORGANIZATION, _COMMUNITY, ("organization_id", "community_id")),
    _table("needs", "NEEDS", _COMMUNITY, _CAUSE, ("community_id", "cause_id")),
    _table("participations", "TOOK_PART_IN", _ORGANIZATION, _INTERACTION, ("organization_id", "interaction_id")),
    _table("interaction_causes", "ABOUT", _INTERACTION, _CAUSE, ("interaction_id", "cause_id")),
    _table("interaction_communities", "FOR", _INTERACTION, _COMMUNITY, ("interaction_id", "community_id")),
    Relationship("feedback", "ABOUT", _FEEDBACK, _INTERACTION, "key", "interaction_id"),
    Relationship("feedback", "GAVE", _ORGANIZATION, _FEEDBACK, "organization_id", "key"),
    _table("declared_ties", "DECLARED_TIE", _ORGANIZATION, _ORGANIZATION, ("from_id", "to_id")),
)

TIES = Relationship(
    "ties", "TIE", _ORGANIZATION, _ORGANIZATION, "from_id", "to_id",
    ("strength", "interactions", "first", "last", "recipe"),
)  # fmt: skip
