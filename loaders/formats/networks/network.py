"""Elements and connections of a drawn network become one data set, with the account of every record."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from graph.names import normal_name
from graph.sources import places_of, source_of
from loaders.facts.gathered import Gathered
from loaders.formats.networks.elements import Elements, elements
from loaders.formats.networks.record import Record, counted
from loaders.formats.networks.ties import Ties, ties
from loaders.loaded import Loaded
from loaders.reading_options import Reading
from loaders.values.agreed import commonest_by

__all__ = ["NetworkFile", "gather_network", "loaded_network"]

_TIE = ["from_id", "to_id", "kind", "date"]
_ONE = [*_TIE, "sign", "scale_min", "scale_max"]


@dataclass(frozen=True)
class NetworkFile:
    """What the files of one form hold.

    Attributes
    ----------
    elements, connections : sequence of Record
        As the files give them.
    parallel : {"sum", "strongest"}
        What the strength of several connections of one pair, kind and date is together.
    only_known : bool
        Whether an end that no element carries rejects its connection; else it becomes an organization.
    """

    elements: Sequence[Record] = ()
    connections: Sequence[Record] = ()
    parallel: Literal["sum", "strongest"] = "sum"
    only_known: bool = False


def loaded_network(form: str, network: NetworkFile, reading: Reading) -> Loaded:
    """Return the data set of a drawn network of which nothing else is to be told."""
    facts = Gathered(form, reading.date)
    gather_network(network, elements(network.elements, facts), facts)
    return facts.loaded()


def gather_network(network: NetworkFile, organizations: Elements, facts: Gathered) -> None:
    """Add a drawn network to `facts`, as `elements` understood its elements.

    Connections of one pair, kind and date are one tie: the first is kept, the others are merged into it. The same
    records in any order give the same tables.
    """
    counted([*network.elements, *network.connections], facts)
    tied = ties(network.connections, organizations, facts, only_known=network.only_known)
    facts.add_rows("organizations", _organizations(organizations, tied, facts))
    rows = pd.DataFrame(tied.rows)
    facts.add_rows("declared_ties", _joined(rows, network.parallel, facts) if len(rows) else rows)
    _note_columns(organizations, tied, facts)


def _organizations(organizations: Elements, tied: Ties, facts: Gathered) -> pd.DataFrame:
    """Return the table of organizations, each in its commonest spelling; the spellings merged into it are told."""
    rows = pd.DataFrame(organizations.rows)
    merges: list[tuple[str, str, str]] = []
    if len(rows):
        best = _commonest_names(rows[["organization_id", "name"]].assign(times=1))
        best_names = rows["organization_id"].map(best)
        # Names tell elements without an id apart: their spellings are no contradiction.
        same = rows["name"].map(normal_name) == best_names.map(normal_name)
        spelled = rows.assign(kept=best_names)[same & (rows["name"] != best_names)][["source", "name", "kept"]]
        merges += [tuple(map(str, row)) for row in spelled.itertuples(index=False, name=None)]  # type: ignore[misc]
        rows["name"] = best_names.where(same, rows["name"])
        columns = [c for c in rows.columns if c != "source"]
        # What two elements of one id contradict each other in must not depend on which stands first.
        rows = rows.sort_values(columns, kind="stable", ignore_index=True)
    spellings = [(key, name, times) for (key, name), times in tied.spellings.items()]
    made = _commonest_names(pd.DataFrame(spellings, columns=["organization_id", "name", "times"]))
    more = [
        {"organization_id": key, "name": made[key], "source": record.source}
        for key, record in tied.made.items()
        if key not in organizations.ids
    ]
    merges += [(tied.made[key].source, name, made[key]) for key, name in tied.spellings if name != made[key]]
    for source, name, best_name in sorted(merges):
        facts.merge(source, name, best_name, "same_spelling")
    return pd.concat([rows, pd.DataFrame(more)], ignore_index=True)


def _commonest_names(counted: pd.DataFrame) -> dict[str, str]:
    best = commonest_by(counted, "organization_id", "name")
    return dict(zip(best["organization_id"], best["name"], strict=True))


def _joined(rows: pd.DataFrame, parallel: str, facts: Gathered) -> pd.DataFrame:
    """Return one row for each pair, kind, date, sign and scale, in an order that the file's own does not matter to."""
    rows = rows.reindex(columns=list(dict.fromkeys([*_ONE, "strength", "directed", "source", *rows.columns])))
    rows["date"] = pd.to_datetime(rows["date"]).astype("datetime64[us]")
    again = rows.duplicated(_ONE, keep=False)
    if not again.any():
        return rows.sort_values([*_ONE, "strength"], ignore_index=True)
    extra = [c for c in rows.columns if str(c).startswith("x_")]
    groups = rows[again].groupby(_ONE, sort=False, dropna=False)
    strength = groups["strength"]
    one = groups["source"].first().reset_index()
    high, low, total = (
        pd.Series(values.to_numpy()) for values in (strength.max(), strength.min(), strength.sum(min_count=1))
    )
    # A level on a scale cannot be added up: two "4 of 4" are no 8.
    strongest = high.where(~(one["scale_max"] < one["scale_min"]), low)
    one["strength"] = strongest if parallel == "strongest" else total.where(one["scale_max"].isna(), strongest)
    one["directed"] = groups["directed"].agg(_all_directed).to_numpy()
    for column in extra:
        one[column] = groups[column].agg(_each).to_numpy()
    places = places_of(rows.loc[again, "source"].drop_duplicates())
    what = "added up" if parallel == "sum" else "taken by the strongest"
    expected = f"one connection for a pair, kind and date; their strengths were {what}"
    for (file, sheet), lines in places.groupby(["file", "sheet"], sort=False)["line"]:
        source = source_of(str(file), str(sheet), int(lines.iloc[0]))
        facts.note(source, "", f"{len(lines)} connections", expected, "parallel_ties")
    both = pd.concat([rows[~again], one], ignore_index=True)
    return both.sort_values([*_ONE, "strength"], ignore_index=True)


def _all_directed(values: pd.Series) -> object:
    directed = values.dropna()
    return bool(directed.all()) if len(directed) else None


def _each(values: pd.Series) -> str | None:
    return ";".join(sorted({str(v) for v in values.dropna()})) or None


def _note_columns(organizations: Elements, tied: Ties, facts: Gathered) -> None:
    for (file, sheet, header), line in (organizations.unknown | tied.unknown).items():
        expected = f"a column that the tables have a place for; it is kept as x_{header}"
        facts.note(source_of(file, sheet, line), header, header, expected, "unknown_column")
    for (file, sheet, header), times in organizations.personal.items():
        expected = f"columns about organizations; {times} cells about people were left out"
        facts.note(source_of(file, sheet), header, header, expected, "person")
