"""What a push does to the database: what differs, whether that may be, and the doing of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import StoreUnavailable
from graph.schema import SCHEMA
from loaders.neo4j.connection import Store
from loaders.neo4j.model import TIES, Element, Node, Relationship
from loaders.neo4j.rows import Row, row_key

__all__ = ["Plan", "Progress", "apply", "difference", "guard"]

Progress = Callable[[str, int, int], None]

_MOST_LOST = 0.2
# In a table smaller than this one row is soon a fifth, and says nothing.
_SMALL_TABLE = 20


@dataclass(frozen=True)
class Plan:
    """What is to be done to the nodes of one label or the relationships of one table.

    Attributes
    ----------
    present : int
        How many there are.
    created, changed : list of Row
        What to write; a property to forget is ``None``.
    removed : list of Row
        What to take away.
    lost : int
        How many of the removed hold a fact that the tables do not hold.
    """

    present: int
    created: list[Row]
    changed: list[Row]
    removed: list[Row]
    lost: int


def difference(element: Element, wanted: Sequence[Row], present: Sequence[Row]) -> Plan:
    """Return what makes `present` into `wanted`."""
    by_key = {row.key: row for row in wanted}
    # A relationship cannot move: one that has our key between other ends is removed and made anew.
    present_by_key = {
        row.key: row
        for row in present
        if row.key in by_key and (row.start, row.end) == (by_key[row.key].start, by_key[row.key].end)
    }
    removed = [row for row in present if row is not present_by_key.get(row.key)]
    changed = [
        row for row in wanted if row.key in present_by_key and row.properties != present_by_key[row.key].properties
    ]
    cleared = [_with_blanks(row, present_by_key[row.key]) for row in changed]
    created = [row for row in wanted if row.key not in present_by_key]
    # A relationship that somebody made by hand, without our key, is no loss if the tables hold the same fact.
    lost = [row for row in removed if _fact_key(element, row) not in by_key]
    return Plan(len(present), created, cleared, removed, 0 if element is TIES else len(lost))


def _fact_key(element: Element, row: Row) -> str | None:
    if isinstance(element, Node):
        return row.key
    return row_key(element, {**row.properties, element.start_column: row.start, element.end_column: row.end})


def _with_blanks(row: Row, before: Row) -> Row:
    """Return the row with a null for each property that is to go: Neo4j forgets a property that is set to null."""
    return Row(row.key, dict.fromkeys(before.properties) | row.properties, row.start, row.end)


def guard(store: Store, plans: Mapping[Element, Plan]) -> None:
    """Refuse to remove much, or what another application hung on what is to be removed."""
    main = {e.table: made for e, made in plans.items() if e.columns and e is not TIES}
    lost, present = sum(p.lost for p in main.values()), sum(p.present for p in main.values())
    much = {
        table for table, made in main.items() if made.present >= _SMALL_TABLE and made.lost > _MOST_LOST * made.present
    }
    if much or lost > _MOST_LOST * present:
        each = ", ".join(f"{p.lost} of {p.present} {table}" for table, p in main.items() if p.lost)
        raise StoreUnavailable(
            f"Neo4j: this push would remove {lost} of the {present} rows that are there ({each}); more than "
            f"{_MOST_LOST:.0%} needs your word. To keep them, pull them first and push both together; to remove "
            "them, push again with --replace."
        )
    types = sorted({e.type for e in plans if isinstance(e, Relationship)})
    labels = [e.label for e in plans if isinstance(e, Node)]
    for node, made in plans.items():
        if not isinstance(node, Node) or not made.removed:
            continue
        keys = [row.key for row in made.removed]
        n_hanging = store.ask(node.foreign, {"rows": keys, "types": types, "labels": labels})[0][0]
        if n_hanging:
            raise StoreUnavailable(
                f"Neo4j: this push would remove {len(keys)} {node.table} on which {n_hanging} relationships of another "
                "application hang. Remove those first, or push again with --replace to remove them too."
            )


def apply(
    store: Store, plans: Mapping[Element, Plan], batch: int, progress: Progress | None
) -> dict[str, dict[str, int]]:
    """Do what is planned; return by table what was created, updated and deleted.

    Relationships are removed before others are made, for their keys are unique; nodes are removed last, when
    nothing of ours hangs on them.
    """
    counts = {name: {"created": 0, "updated": 0, "deleted": 0} for name in (*SCHEMA, "ties")}
    nodes = [element for element in plans if isinstance(element, Node)]
    links = [element for element in plans if isinstance(element, Relationship)]
    for link in links:
        deleted = _remove(store, link, [row.element for row in plans[link].removed], batch)
        counts[link.table]["deleted"] += deleted if link.columns else 0
    in_order: list[Element] = [*nodes, *links]
    for element in in_order:
        made = plans[element]
        created = _upsert(store, element, [*made.created, *made.changed], batch, progress)
        if element.columns:
            counts[element.table]["created"] += created
            counts[element.table]["updated"] += len(made.changed)
    for node in nodes:
        counts[node.table]["deleted"] += _remove(store, node, [row.key for row in plans[node].removed], batch)
        counts[node.table]["updated"] = len(_updated(node, plans))
    return counts


def _updated(node: Node, plans: Mapping[Element, Plan]) -> set[str | None]:
    """Return the keys of the nodes of one table that stay and get another property or another link."""
    keys = {row.key for row in plans[node].changed}
    for link, made in plans.items():
        if isinstance(link, Relationship) and link.table == node.table and not link.columns:
            at_start = link.start == node
            keys.update(row.start if at_start else row.end for row in (*made.created, *made.removed))
    return keys - {row.key for row in (*plans[node].created, *plans[node].removed)}


def _upsert(store: Store, element: Element, rows: Sequence[Row], batch: int, progress: Progress | None) -> int:
    created = done = 0
    for part in _parts(rows, batch):
        sent = [{"key": r.key, "start": r.start, "end": r.end, "properties": r.properties} for r in part]
        records, made, _ = store.change(element.upsert, {"rows": sent})
        written = records[0][0]
        if written != len(part):
            raise StoreUnavailable(
                f"Neo4j: {len(part) - written} of {len(part)} rows of {element.table} found no node to stand "
                "between. The tables refer to an id that they do not hold, or another push ran at the same time; "
                "check the tables and push again."
            )
        created, done = created + made, done + len(part)
        if progress:
            progress(element.table, done, len(rows))
    return created


def _remove(store: Store, element: Element, keys: Sequence[str | None], batch: int) -> int:
    return sum(store.change(element.delete, {"rows": part})[2] for part in _parts(keys, batch))


def _parts(rows: Sequence[Any], size: int) -> Iterable[list[Any]]:
    return (list(rows[start : start + size]) for start in range(0, len(rows), size))
