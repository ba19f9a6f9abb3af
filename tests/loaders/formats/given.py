"""What the tests of the forms share: files made on the spot, and what holds for every load."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

import loaders
from graph.tables import Tables

__all__ = ["balanced", "ends", "names", "rows_csv", "saved", "without_source"]


def saved(folder: Path, name: str, held: object) -> Path:
    """Write text, bytes or JSON to a file and return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    data = held if isinstance(held, bytes) else (held if isinstance(held, str) else json.dumps(held)).encode()
    path.write_bytes(data)
    return path


def rows_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Return rows as CSV with the keys of all of them as headers."""
    headers = list(dict.fromkeys(key for row in rows for key in row))
    held = io.StringIO()
    writer = csv.DictWriter(held, headers, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue()


def balanced(loaded: loaders.Loaded) -> loaders.Loaded:
    """Return a load after checking that its counts add up and that every rejected record is told once or more."""
    sheets = loaded.report.sheets
    assert (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all()
    told = loaded.report.rejects[["file", "sheet", "line"]].drop_duplicates()
    assert len(told) == sheets["rejected"].sum()
    return loaded


def without_source(tables: Tables) -> Tables:
    return tables.replace(**{name: frame.assign(source="") for name, frame in tables.frames().items()})


def names(tables: Tables) -> dict[str, str]:
    """Return the name of each organization id."""
    return dict(zip(tables.organizations["organization_id"], tables.organizations["name"], strict=True))


def ends(tables: Tables) -> set[tuple[str, str, str, str]]:
    """Return ``(date, kind, name, role)`` of every part in an interaction; blanks are empty."""
    of = names(tables)
    acts = tables.interactions.set_index("interaction_id")
    found = set()
    for act, one, role in tables.participations[["interaction_id", "organization_id", "role"]].itertuples(index=False):
        day = acts.loc[act, "date"]
        found.add(("" if pd.isna(day) else f"{day:%Y-%m-%d}", acts.loc[act, "kind"], of[one], role))
    return found
