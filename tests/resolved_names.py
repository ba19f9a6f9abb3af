"""What each written name of four real files is taken for, kept as a table: figures are tested on names that stay.

The rules for names grow, and with them every figure that counts organizations. ``tests/resolved_names.csv`` holds the
names by the rules of the day on which the figures were counted. One row a written name and country, or a cause:
``file, what, written, country``, then one column a state of the names (``rules``: those of that day; ``alias``: with
the table of aliases; ``decided``: with the decided names, too; ``joined``: with the causes joined, too). A blank is
what the column to its left says; ``-`` is left out. Only Ebola has more than the first state, and countries. (Two rows
of Ethiopia that give an acronym and no name are not in it.)

The table stays when the rules change. What they then take for another organization is listed in `MOVED`, and told in
``docs/likely.md`` with its reason.

    python -m tests.resolved_names compare    # what the rules of today take for another organization
    python -m tests.resolved_names write      # writes the table anew: the figures that rest on it move with it
"""

import argparse
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pandas as pd

import loaders
from graph.names import normal_name
from graph.tables import Tables
from graph.tree import above, parents
from loaders import Reading
from tests.real_data import find_real_data

__all__ = ["FILES", "MOVED", "STATES", "TABLE", "frozen", "moved", "resolved_today"]

TABLE = Path(__file__).with_suffix(".csv")
FILES = {
    "ebola": "ebola-west-africa-2014/ebola_3w_all_snapshots.csv",
    "honduras": "honduras-345w-2021/345_honduras.csv",
    "libya": "libya-3w-2021/3w_as_of_may_2021.xlsx",
    "ethiopia": "ethiopia-4w-2022/eth_4w_feb2022_no_sites.csv",
}
STATES = ("rules", "alias", "decided", "joined")
MOVED: frozenset[str] = frozenset()
"""The lines of `moved` that are known and told; empty as long as the rules are those of the table."""
_KEYS = ["file", "what", "written", "country"]
_LEFT_OUT = "-"
_JOINED = {
    "Surveillance": ("Surveillance + Contact Tracing", "Contact Tracing", "Epi-Surveillance", "Epi-Contact Tracing"),
    "Case Management": ("ETC + Triage", "ETC"),
    _LEFT_OUT: ("Other", "Not well defined"),
}
"""The causes of Ebola that are one under several names, by the name that is kept, and those that are left out."""


def _folder() -> Path:
    folder = find_real_data()
    if folder is None:
        sys.exit("No real files: set PARTNERS_REAL_DATA to the folder that holds them.")
    return folder


def _read(file: str, state: str) -> Tables:
    """Return a file, its names resolved by the rules of today, in a state of the names."""
    aliases = _folder() / "organization-aliases" / "org-map.json"
    decisions = _folder().parent / "ebola-decided-names.csv"
    told = file == "ebola" and state != "rules"
    reading = Reading(aliases=aliases if told else None, decisions=decisions if told and state != "alias" else None)
    return loaders.read(_folder() / FILES[file], reading=reading)


@cache
def _as_written(file: str) -> Tables:
    return loaders.read(_folder() / FILES[file], names="written")


def _countries(file: str, tables: Tables) -> pd.Series:
    """Return the country of each community; blank in a file of one country, whose first level is no country."""
    parent_of = parents(tables.communities)
    country = {i: [i, *above(parent_of, i)][-1] if file == "ebola" else "" for i in parent_of}
    names = tables.communities.set_index("community_id")["name"]
    return pd.Series({i: names[root] if root else "" for i, root in country.items()}, dtype="str")


def _written(file: str) -> pd.DataFrame:
    """Return each written name with each country that its rows lie in."""
    tables = _as_written(file)
    there = tables.presences.assign(country=tables.presences["community_id"].map(_countries(file, tables)))
    pairs = tables.organizations[["organization_id", "name"]].merge(
        there[["organization_id", "country"]].drop_duplicates(), how="left", on="organization_id"
    )
    pairs = pairs.fillna({"country": ""}).rename(columns={"name": "written"})
    return pairs.sort_values(["written", "country"], ignore_index=True)[["written", "country"]]


def _taken_for(file: str, state: str, written: pd.DataFrame) -> list[str]:
    """Return the name under which each written name and country stands; several only if a country does not tell."""
    tables = _read(file, state)
    by_name: dict[str, set[str]] = {}
    organizations = tables.organizations
    for i, name, aliases in zip(
        organizations["organization_id"], organizations["name"], organizations["aliases"].fillna(""), strict=True
    ):
        for text in (name, *aliases.split(";")):
            by_name.setdefault(normal_name(text), set()).add(i)
    country = tables.presences["community_id"].map(_countries(file, tables))
    there = set(zip(tables.presences["organization_id"], country, strict=True))
    labels = _labels(organizations)
    kept = []
    for name, where in written.itertuples(index=False):
        ids = by_name[normal_name(name)]
        if len(ids) > 1:
            ids = {i for i in ids if (i, where) in there} or ids
        kept.append(" | ".join(sorted(labels[i] for i in ids)))
    return kept


def _labels(organizations: pd.DataFrame) -> dict[str, str]:
    """Return the name of each organization, with its id where several have it."""
    twice = organizations["name"].duplicated(keep=False)
    names = organizations["name"].where(~twice, organizations["name"] + " #" + organizations["organization_id"])
    return dict(zip(organizations["organization_id"], names, strict=True))


def _causes(file: str) -> pd.DataFrame:
    """Return the causes of a file, each as it is written."""
    names = sorted(_as_written(file).causes["name"])
    joined = {cause: kept for kept, causes in _JOINED.items() for cause in causes}
    states = dict.fromkeys(STATES[:3], names) | {"joined": [joined.get(name, name) for name in names]}
    return pd.DataFrame({"file": file, "what": "cause", "written": names, "country": "", **states})


def resolved_today() -> pd.DataFrame:
    """Return the whole table by the rules of today."""
    parts = []
    for file in FILES:
        written = _written(file)
        of_file = written.assign(file=file, what="organization")
        for state in STATES[:3]:
            of_file[state] = of_file.get("rules") if file != "ebola" and state != "rules" else _taken_for(
                file, state, written
            )  # fmt: skip
        parts.append(of_file.assign(joined=of_file["decided"]))
        if file == "ebola":
            parts.append(_causes(file))
    return pd.concat(parts, ignore_index=True)[[*_KEYS, *STATES]]


@cache
def _kept() -> pd.DataFrame:
    """Return the table of the file, with nothing left blank."""
    table = pd.read_csv(TABLE, dtype="str", keep_default_na=False)
    for left, state in pairwise(STATES):
        table[state] = table[state].where(table[state] != "", table[left])
    return table


def _short(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with a blank for what stands to the left."""
    same = {state: table[state].where(table[state] != table[left], "") for left, state in pairwise(STATES)}
    return table.assign(**same)


def moved() -> Iterator[str]:
    """Yield what the rules of today take for another organization than the table does, one line a name and state."""
    both = resolved_today().merge(_kept(), how="outer", on=_KEYS, suffixes=("_now", "")).fillna("(no such name)")
    for row in both.to_dict("records"):
        for state in STATES:
            if row[f"{state}_now"] != row[state]:
                where = ", ".join(filter(None, (row["file"], row["country"])))
                yield f"{where}, {state}: {row['written']!r} was {row[state]!r}, is {row[f'{state}_now']!r}"


@cache
def frozen(file: str, state: str = "rules") -> Tables:
    """Return a real file whose organizations and causes are those of the table, under their names as ids."""
    tables, table = _as_written(file), _kept()
    table = table[table["file"] == file]
    of = table[table["what"] == "organization"].set_index(["written", "country"])[state]
    names = tables.organizations.set_index("organization_id")["name"]
    any_country = of.groupby(level=0).first()
    places = _countries(file, tables)

    def organizations(frame: pd.DataFrame, column: str = "organization_id") -> pd.Series:
        written = frame[column].map(names)
        if "community_id" not in frame:
            return written.map(any_country)
        pairs = pd.MultiIndex.from_arrays([written, frame["community_id"].map(places)])
        return pd.Series(of.reindex(pairs).to_numpy(), index=frame.index, dtype="str")

    frames = tables.frames()
    for name in ("supports", "presences", "participations", "feedback"):
        frames[name] = frames[name].assign(organization_id=organizations(frames[name]))
    ties = frames["declared_ties"]
    frames["declared_ties"] = ties.assign(from_id=organizations(ties, "from_id"), to_id=organizations(ties, "to_id"))
    kept = sorted(set(of))
    frames["organizations"] = pd.DataFrame({"organization_id": kept, "name": kept})
    causes = table[table["what"] == "cause"].set_index("written")[state]
    if len(causes):
        called = tables.causes.set_index("cause_id")["name"].map(causes)
        frames["causes"] = pd.DataFrame({"cause_id": sorted(set(called) - {_LEFT_OUT})}).assign(
            name=lambda c: c["cause_id"]
        )
        there = frames["presences"]
        there = there.assign(cause_id=there["cause_id"].map(called))
        frames["presences"] = there[there["cause_id"] != _LEFT_OUT]
    return Tables.of({name: frame for name, frame in frames.items() if len(frame)})


def main() -> None:
    """Run ``write`` or ``compare``; the latter exits with 1 where something moved."""
    arguments = argparse.ArgumentParser(prog="python -m tests.resolved_names", description=__doc__)
    arguments.add_argument("what", choices=("write", "compare"))
    if arguments.parse_args().what == "write":
        _short(resolved_today()).to_csv(TABLE, index=False, lineterminator="\n")
        return
    lines = list(moved())
    sys.stdout.write("\n".join([*lines, "" if lines else "Every name is what the table says.\n"]))
    sys.exit(bool(lines))


if __name__ == "__main__":
    main()
