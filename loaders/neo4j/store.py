"""Tables to Neo4j and back.

A push makes the database a mirror of the tables: it reads what stands there, and writes only what differs. What
is gone from the tables is removed, unless that is a large part of what is there. A pull gives the tables back.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from graph.arguments import checked
from graph.errors import StoreUnavailable
from graph.report import LoadReport
from graph.tables import Tables
from loaders.loaded import Loaded
from loaders.neo4j.connection import Neo4jSettings, Store, connected
from loaders.neo4j.model import MODEL, MODEL_NODE, NODES, RELATIONSHIPS, TIES, Element, Node
from loaders.neo4j.push import Progress, apply, difference, guard
from loaders.neo4j.rows import Row, frames_of, own, rows_of, tie_rows
from loaders.redaction import handed_on
from loaders.values.hidden_marks import NAME_COLUMNS, readable_names

__all__ = ["Neo4jSettings", "load", "read", "write"]

_MODEL = f"MATCH (m:{MODEL_NODE}) RETURN m.model AS model, m.extra_columns AS extra"
_SET_MODEL = (
    f"MERGE (m:{MODEL_NODE} {{name: 'tables'}}) SET m.model = $model, m.extra_columns = $extra RETURN 1 AS written"
)
_MODEL_CONSTRAINT = f"CREATE CONSTRAINT partners_model IF NOT EXISTS FOR (m:{MODEL_NODE}) REQUIRE m.name IS UNIQUE"


@checked
def write(
    tables: Tables,
    settings: Neo4jSettings,
    *,
    ties: pd.DataFrame | None = None,
    replace: bool = False,
    with_sensitive: bool = False,
    with_confidential: bool = False,
    source: Sequence[str] = (),
    batch: int = 5000,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Make the database hold `tables`, no more and no less.

    What is there already and equal is left alone, so a second push changes nothing. Nodes without our labels,
    nodes with our labels but without our id, and properties that are no column of ours are never touched.

    Parameters
    ----------
    tables : Tables
        The data set.
    settings : Neo4jSettings
        Where to.
    ties : pd.DataFrame, optional
        Derived relationships, rebuilt at every push: one row a pair, ``from_id, to_id, strength`` and, where known,
        ``interactions, first, last, recipe``, as ``nx.to_pandas_edgelist(ties, "from_id", "to_id")`` gives.
        Without it the database ends up with none, for old ones would contradict the new data.
    replace : bool
        Whether rows may be removed that are more than 20 % of what is there, of all rows or of one table of 20 rows
        or more, and whether what another application hung on a removed node may go with it.
    with_sensitive, with_confidential, source
        As in `loaders.redaction.handed_on`: what is written goes through the gate. `ties` must be weighed in what is
        handed on.
    batch : int
        Rows a transaction.
    progress : callable, optional
        Told the table, the rows of it that are done, and those that are to be done.

    Returns
    -------
    pd.DataFrame
        One row a table and one for ``ties``: ``table, rows`` (that it has now), ``created, updated, deleted``, all
        ``int64``.

    Raises
    ------
    StoreUnavailable
        If the database cannot be reached or entered, or if the push would remove too much; nothing is changed then.
    """
    handed = handed_on(tables, with_sensitive=with_sensitive, with_confidential=with_confidential, source=source)
    with connected(settings) as store:
        return _push(store, handed, ties=ties, replace=replace, batch=batch, progress=progress)


@checked
def read(settings: Neo4jSettings, *, progress: Progress | None = None) -> Tables:
    """Return the data set that the database holds, as `load` does, without its notes."""
    return load(settings, progress=progress).tables


@checked
def load(settings: Neo4jSettings, *, progress: Progress | None = None) -> Loaded:
    """Return the data set that the database holds, and a note for each name that was noticed.

    Names lose the marks that hide or turn text, as those of files do (`loaders.values.hidden_marks`). The notes name
    the table as ``sheet``, and as ``line`` the row in the order of the ids.

    Rows are in the order of their ids. Properties that are no column of ours are left where they are, but for those
    called ``x_...``. A row that was made by hand and has no ``source`` gets one, as ``neo4j#Label#id``.

    Parameters
    ----------
    settings : Neo4jSettings
        Where from.
    progress : callable, optional
        Told the table, the parts of the model that are read, and how many there are.

    Raises
    ------
    StoreUnavailable
        If the database cannot be reached or entered, or holds no partner network.
    InvalidTables
        If something that was made by hand there breaks the data model; all failures are told at once.
    """
    with connected(settings) as store:
        return _with_readable_names(_pull(store, progress=progress))


def _with_readable_names(tables: Tables) -> Loaded:
    """Return the tables without hidden marks in their names, and what was noticed."""
    frames, every_note = {}, []
    for name in NAME_COLUMNS:
        frame = getattr(tables, name)
        places = pd.DataFrame({"file": "neo4j", "sheet": name, "line": range(1, len(frame) + 1)}, index=frame.index)
        frames[name], notes = readable_names(name, frame, places)
        every_note.append(LoadReport(notes=notes))
    return Loaded(tables.replace(**frames), LoadReport.joined(every_note))


def _pull(store: Store, *, progress: Progress | None = None) -> Tables:
    extra = _extra_columns(store)
    elements: Sequence[Element] = (*NODES, *RELATIONSHIPS)
    present: dict[Element, list[Row]] = {}
    for done, element in enumerate(elements, start=1):
        present[element] = _present(store, element)
        if progress:
            progress(element.table, done, len(elements))
    if extra is None and not any(present.values()):
        raise StoreUnavailable(
            "Neo4j: the database holds no partner network. Write one into it first (partners push SOURCE), or "
            "correct NEO4J_URI and NEO4J_DATABASE."
        )
    frames = frames_of(present, extra or [])
    tables = Tables.of(frames)
    # A table without rows keeps its unknown columns, too.
    without_rows = {
        name: frame.assign(**{str(c): pd.Series(dtype="str") for c in frames[name] if c not in frame})
        for name, frame in tables.frames().items()
        if frame.empty
    }
    return tables.replace(**without_rows)


def _push(
    store: Store,
    tables: Tables,
    *,
    ties: pd.DataFrame | None,
    replace: bool,
    batch: int,
    progress: Progress | None,
) -> pd.DataFrame:
    extra_before = _extra_columns(store)
    for statement in dict.fromkeys(e.constraint for e in (*NODES, *RELATIONSHIPS, TIES)):
        store.define(statement)
    store.define(_MODEL_CONSTRAINT)
    store.ask("CALL db.awaitIndexes(300)")
    wanted = rows_of(tables) | {TIES: tie_rows(ties) if ties is not None else []}
    plans = {element: difference(element, rows, _present(store, element)) for element, rows in wanted.items()}
    if not replace:
        guard(store, plans)
    extra = sorted(f"{name}.{c}" for name, f in tables.frames().items() for c in f if str(c).startswith("x_"))
    if extra != extra_before:
        store.change(_SET_MODEL, {"model": MODEL, "extra": extra})
    counts = apply(store, plans, batch, progress)
    rows = tables.counts() | {"ties": len(wanted[TIES])}
    changes = [{"table": t, "rows": n} | counts[t] for t, n in rows.items()]
    return pd.DataFrame(changes, columns=["table", "rows", "created", "updated", "deleted"])


def _extra_columns(store: Store) -> list[str] | None:
    """Return the unknown columns that the tables had at the last push; nothing if there was none."""
    records = store.ask(_MODEL)
    if not records:
        return None
    model, extra = records[0]
    if model > MODEL:
        raise StoreUnavailable(
            f"Neo4j: the database was written by a newer version (model {model}; this one knows {MODEL}). Update "
            "the Partner Network Explorer."
        )
    return list(extra)


def _present(store: Store, element: Element) -> list[Row]:
    records = store.ask(element.present)
    if isinstance(element, Node):
        return [Row(key, own(element, _native(properties))) for key, properties in records]
    return [
        Row(key, own(element, _native(properties)), start, end, element_id)
        for element_id, key, start, end, properties in records
    ]


def _native(properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return the driver's own kinds of dates as Python's."""
    return {name: value.to_native() if hasattr(value, "to_native") else value for name, value in properties.items()}
