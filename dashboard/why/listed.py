"""The rows that a number rests on, in words: what each is, its date, and where it stands in the files."""

from collections.abc import Mapping

import pandas as pd

from dashboard.language import day, listed, text
from dashboard.rows import rows as each
from dashboard.why.record import Because
from dashboard.words import KINDS
from graph.sources import places_of
from graph.tables import ShownTables

__all__ = ["facts", "places"]

_ABOUT = ("participations", "interaction_communities")
"""The tables whose rows, too, tell what an interaction was."""
_MOST_NAMES = 4


def facts(because: Because, tables: ShownTables, most: int | None = None, *, with_titles: bool = True) -> pd.DataFrame:
    """Return one row a fact, the newest first: ``what, title, date`` (text), ``table`` and ``at``, its place there.

    Parameters
    ----------
    because : Because
        What is asked for.
    tables : ShownTables
        Where names and participants stand.
    most : int, optional
        So many facts at most.
    with_titles : bool
        Whether titles are said.
    """
    dated = [
        pd.DataFrame({"table": name, "at": range(len(frame)), "date": _dates(frame).to_numpy()})
        for name, frame in because.rows.items()
    ]
    order = pd.concat(dated, ignore_index=True).sort_values("date", ascending=False, kind="stable", na_position="last")
    order = order.head(len(order) if most is None else most).reset_index(drop=True)
    parts = [
        _WORDS[str(name)](because.rows[str(name)].iloc[part["at"].tolist()], because, tables, with_titles).set_axis(
            part.index
        )
        for name, part in order.groupby("table")
    ]
    columns = ["what", "title", "date"]
    said = pd.concat(parts).sort_index() if parts else pd.DataFrame(columns=columns)
    return order[["table", "at"]].join(said[columns])


def _dates(frame: pd.DataFrame) -> pd.Series:
    column = next((name for name in ("date", "since") if name in frame), None)
    return pd.Series(pd.NaT, index=frame.index, dtype="datetime64[us]") if column is None else frame[column]


def _organizations(frame: pd.DataFrame, because: Because, tables: ShownTables, with_titles: bool) -> pd.DataFrame:
    del tables, with_titles
    pairs = zip(frame["organization_id"], frame["name"], strict=True)
    what = [f"{name} ({because.beside[i]})" if i in because.beside else str(name) for i, name in pairs]
    return pd.DataFrame({"what": what, "title": "", "date": ""})


def _interactions(frame: pd.DataFrame, because: Because, tables: ShownTables, with_titles: bool) -> pd.DataFrame:
    took_part = tables.participations
    took_part = took_part[took_part["interaction_id"].isin(frame["interaction_id"])]
    if because.participants is not None:
        took_part = took_part[took_part["organization_id"].isin(because.participants)]
    took_part = took_part.drop_duplicates(["interaction_id", "organization_id"])
    names = took_part["organization_id"].map(_names(tables)).groupby(took_part["interaction_id"]).agg(list)
    said = []
    for row in each(frame):
        kind = text(KINDS[row["kind"]]) if row["kind"] in KINDS else text("In confidence")
        who = listed(names.get(row["interaction_id"], []), _MOST_NAMES)
        said.append(
            {
                "what": text("{kind}: {names}", kind=kind, names=who) if who else kind,
                "title": (row["title"] or "") if with_titles else "",
                "date": day(row["date"], row["date_precision"]),
            }
        )
    return pd.DataFrame(said, columns=["what", "title", "date"])


def _presences(frame: pd.DataFrame, because: Because, tables: ShownTables, with_titles: bool) -> pd.DataFrame:
    del because, with_titles
    who = frame["organization_id"].map(_names(tables))
    place = frame["community_id"].map(tables.communities.set_index("community_id")["name"])
    cause = frame["cause_id"].map(tables.causes.set_index("cause_id")["name"])
    what = [
        text("{name}: {place}", name=a, place=c) if pd.isna(b)
        else text("{name}: {cause} in {place}", name=a, cause=b, place=c)
        for a, b, c in zip(who, cause, place, strict=True)
    ]  # fmt: skip
    return pd.DataFrame({"what": what, "title": "", "date": [day(since) for since in frame["since"]]})


def _declared_ties(frame: pd.DataFrame, because: Because, tables: ShownTables, with_titles: bool) -> pd.DataFrame:
    del because
    names = _names(tables)
    ends = zip(frame["from_id"].map(names), frame["to_id"].map(names), strict=True)
    kinds = frame["kind"].fillna("") if with_titles else [""] * len(frame)
    return pd.DataFrame(
        {
            "what": [text("Declared: {one} and {other}", one=one, other=other) for one, other in ends],
            "title": [text(KINDS[kind]) if kind in KINDS else str(kind) for kind in kinds],
            "date": [day(date) for date in frame["date"]],
        }
    )


_WORDS = {
    "organizations": _organizations,
    "interactions": _interactions,
    "presences": _presences,
    "declared_ties": _declared_ties,
}


def _names(tables: ShownTables) -> pd.Series:
    return tables.organizations.set_index("organization_id")["name"]


def places(because: Because, tables: ShownTables, listed_facts: pd.DataFrame) -> pd.DataFrame:
    """Return where facts stand: ``fact`` (its index in `listed_facts`), ``file, sheet, line``, each place once.

    Parameters
    ----------
    because, tables : Because, ShownTables
        As for `facts`.
    listed_facts : pd.DataFrame
        From `facts`.
    """
    parts = []
    for name, part in listed_facts.groupby("table"):
        frame = because.rows[str(name)].iloc[part["at"].tolist()].set_axis(part.index)
        parts.append(_of_interactions(frame, because, tables) if name == "interactions" else _own(frame))
    every = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["fact", "source"])
    every = every.dropna(subset="source").drop_duplicates(["fact", "source"]).sort_values("fact", kind="stable")
    every = every.reset_index(drop=True)
    spread = every[["fact"]].join(places_of(every["source"])).astype({"line": "Int64"})
    first = spread.assign(at=spread.index).groupby(["fact", "file", "sheet"])["at"].transform("min")
    ordered = spread.assign(first=first).sort_values(["fact", "first", "line"], ignore_index=True)
    return ordered.drop(columns="first")


def _own(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"fact": frame.index, "source": frame["source"].to_numpy()})


def _of_interactions(frame: pd.DataFrame, because: Because, tables: ShownTables) -> pd.DataFrame:
    """Return the places of interactions, of who took part in them, and of where they took place."""
    fact_of: Mapping[str, int] = dict(zip(frame["interaction_id"], frame.index, strict=True))
    parts = [_own(frame)]
    for name in _ABOUT:
        rows: pd.DataFrame = getattr(tables, name)
        rows = rows[rows["interaction_id"].isin(fact_of)]
        if "organization_id" in rows and because.participants is not None:
            rows = rows[rows["organization_id"].isin(because.participants)]
        parts.append(pd.DataFrame({"fact": rows["interaction_id"].map(fact_of), "source": rows["source"]}))
    # A sheet that lists places apart does not say again what was done; one with all in a row does.
    parts[-1] = parts[-1][_sheet(parts[-1]["source"]) == _sheet(parts[-1]["fact"].map(frame["source"]))]
    return pd.concat(parts, ignore_index=True)


def _sheet(sources: pd.Series) -> pd.Series:
    return sources.str.rpartition("#")[0]
