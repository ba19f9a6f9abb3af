"""What files of our own form state together becomes a data set, and every row is accounted for."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd

from graph.names import normal_name, stable_id
from graph.report import REJECT_COLUMNS, SHEET_COLUMNS, LoadReport
from graph.schema import SCHEMA
from graph.sources import places_of
from graph.tables import Cleaned, Tables, clean
from loaders.formats.own_tables.stated import Stated
from loaders.loaded import Loaded
from loaders.values.notes import joined_notes

__all__ = ["FORM", "tables_of"]

FORM = "our CSV form"
_ID_OF = {"organizations": "org", "causes": "cause", "communities": "place", "interactions": "act"}
_BESIDE = "beside"


def tables_of(own_tables: Sequence[Stated], beside: Tables | None = None) -> Loaded:
    """Return the data set that files of our own form hold together: good rows kept, the others told.

    Where a table lacks its id column, ids are made from the name (for interactions from all that the row says), and
    other tables may refer to it by name.

    Parameters
    ----------
    own_tables : sequence of Stated
        The files; several may be named after one table.
    beside : Tables, optional
        What other files hold. Rows may refer to its organizations, causes, communities and interactions, by id or,
        where one row only has it, by name; it is not part of what is returned.
    """
    raw: dict[str, list[pd.DataFrame]] = {}
    source_of: dict[str, object] = {}
    for n, one in enumerate(own_tables):
        raw.setdefault(one.table, []).append(_typed(one, n, source_of))
    _fill_ids(raw)
    joined = {table: pd.concat(frames, ignore_index=True) for table, frames in raw.items()}
    if beside is not None:
        _add_beside(joined, beside)
    cleaned = clean(joined)
    own = {
        name: frame[~frame["source"].str.startswith(_BESIDE)].reset_index(drop=True)
        for name, frame in cleaned.tables.frames().items()
    }
    tables = cleaned.tables.replace(
        **{name: frame.assign(source=frame["source"].map(source_of)) for name, frame in own.items()}
    )
    report = LoadReport(
        sheets=_counts(own_tables, cleaned),
        rejects=_rejects(cleaned.failures),
        notes=joined_notes([one.notes for one in own_tables]),
    )
    return Loaded(tables, report)


def _typed(one: Stated, n: int, source_of: dict[str, object]) -> pd.DataFrame:
    """Return the rows of a file with numbers to their last digit, each with a source that no other file has."""
    frame = one.rows.drop(columns="line").astype("object")
    frame = frame.where(frame.notna(), None)
    for name, column in SCHEMA[one.table].columns.items():
        if name in frame and column.kind == "number":
            # pandas would round what it reads as a number.
            frame[name] = pd.Series([_number(text) for text in frame[name]], frame.index, dtype="object")
    lines = [f"{one.file}##{line}" for line in one.rows["line"]]
    own = [f"{n}#{line}" for line in lines]
    sources = frame["source"] if "source" in frame else pd.Series(None, frame.index, dtype="object")
    source_of |= {key: line if pd.isna(text) else text for key, line, text in zip(own, lines, sources, strict=True)}
    return frame.assign(source=pd.Series(own, frame.index, dtype="object"))


def _number(text: Any) -> Any:  # noqa: ANN401  (a number, or the text that is none)
    try:
        return None if text is None else float(text)
    except ValueError:
        return text


def _fill_ids(raw: Mapping[str, list[pd.DataFrame]]) -> None:
    """Make the ids that a table has no column for, in place, and let other tables refer to its rows by name."""
    for table, prefix in _ID_OF.items():
        column = SCHEMA[table].key[0]
        id_of: dict[str, str] = {}
        for frame in raw.get(table, []):
            if column in frame:
                continue
            if table == "interactions":
                columns = [name for name in SCHEMA[table].columns if name in frame]
                frame[column] = [stable_id(prefix, *map(str, row)) for row in frame[columns].itertuples(index=False)]
            elif "name" in frame:
                names = frame["name"].fillna("")
                frame[column] = [stable_id(prefix, name) if name.strip() else None for name in names]
                id_of |= {normal_name(name): made for name, made in zip(names, frame[column], strict=True)}
        if id_of:
            _refer_by_name(raw, table, id_of, ids=())


def _refer_by_name(
    raw: Mapping[str, list[pd.DataFrame]], table: str, id_of: Mapping[str, str], ids: Collection[object]
) -> None:
    """Put ids in the place of names, in place, in every column that refers to a table; what is in `ids` is an id."""
    for other, frames in raw.items():
        for name, column in SCHEMA[other].columns.items():
            for frame in frames if column.refers_to == table else ():
                if name in frame:
                    texts = frame[name]
                    frame[name] = [t if t in ids else id_of.get(normal_name(str(t)), t) for t in texts]


def _add_beside(joined: dict[str, pd.DataFrame], beside: Tables) -> None:
    """Add, in place, the rows of other files that ours refer to, marked so that they can be told from ours."""
    for table in _ID_OF:
        theirs, column = getattr(beside, table), SCHEMA[table].key[0]
        ours = set(joined[table][column]) if column in joined.get(table, ()) else set()
        if "name" in theirs:
            once = theirs[~theirs["name"].map(normal_name).duplicated(keep=False)]
            id_of = {normal_name(n): i for n, i in zip(once["name"], once[column], strict=True)}
            _refer_by_name({t: [f] for t, f in joined.items()}, table, id_of, ours | set(theirs[column]))
        wanted = {
            text
            for other, frame in joined.items()
            for name, declared in SCHEMA[other].columns.items()
            if declared.refers_to == table and name in frame
            for text in frame[name]
        }
        stubs = theirs[theirs[column].isin(wanted - ours)]
        if len(stubs):
            # Their parents are theirs to hold: here they only have to exist.
            columns = [c for c in (column, "name", "kind") if c in stubs]
            marked = stubs[columns].astype("object").assign(source=[f"{_BESIDE}#{i}##0" for i in range(len(stubs))])
            joined[table] = pd.concat([joined[table], marked], ignore_index=True) if table in joined else marked


def _counts(own_tables: Sequence[Stated], cleaned: Cleaned) -> pd.DataFrame:
    rows = []
    merged, rejected = (
        pd.Series([source.split("#", 1)[0] for sources in of.values() for source in sources], dtype="str")
        for of in (cleaned.merged, cleaned.rejected)
    )
    for n, one in enumerate(own_tables):
        again, bad = int((merged == str(n)).sum()), int((rejected == str(n)).sum())
        n_organizations = 0
        if one.table == "organizations":
            n_organizations = sum(1 for source in cleaned.tables.organizations["source"] if source.startswith(f"{n}#"))
        rows.append((one.file, "", FORM, len(one.rows), len(one.rows) - again - bad, again, bad, n_organizations))
    return pd.DataFrame(rows, columns=list(SHEET_COLUMNS))


def _rejects(failures: pd.DataFrame) -> pd.DataFrame:
    own = failures[~failures["source"].astype("str").str.startswith(_BESIDE)]
    places = places_of(own["source"])
    file = places["file"].astype("str").str.replace(r"^\d+#", "", regex=True)
    return own.assign(**places.assign(file=file))[list(REJECT_COLUMNS)]
