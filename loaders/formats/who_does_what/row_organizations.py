"""Which organizations each row of who-does-what-where sheets names, and in which part."""

from dataclasses import dataclass

import pandas as pd

from graph.names import tidy
from graph.report import MERGE_COLUMNS
from loaders.names.spellings import Naming, name_organizations
from loaders.reading_options import Apart
from loaders.values.donors import split_donors

__all__ = ["RowOrganizations", "row_organizations"]

_DOING = ("programme", "implementer")


@dataclass(frozen=True)
class RowOrganizations:
    """The organizations of each row, by key of `naming`.

    Attributes
    ----------
    naming : Naming
        Which spellings are which organization.
    programme, implementer, donors_text : pd.Series of str
        Indexed as the rows, ``""`` where blank; `donors_text` joins the keys of the donors, sorted.
    donors : pd.DataFrame
        ``row, key``: one row for each donor that a row names.
    mentions : pd.DataFrame
        ``row, key``: one row for each organization that a row names in any part.
    merges : pd.DataFrame
        As in `graph.report.LoadReport`, each at the first row with that spelling.
    """

    naming: Naming
    programme: pd.Series
    implementer: pd.Series
    donors_text: pd.Series
    donors: pd.DataFrame
    mentions: pd.DataFrame
    merges: pd.DataFrame


def row_organizations(rows: pd.DataFrame, names: str, apart: Apart = frozenset()) -> RowOrganizations:
    """Return who is named in each of `rows`, by the naming rule `names` (see `loaders.load`), some `apart`."""
    funder = rows["funder"].mask(rows["funder"] == "", rows["funder_acronym"])
    doing = {role: _chosen(rows, role, names) for role in _DOING}
    split = split_donors(funder.unique(), [text for series in doing.values() for text in series.unique()])
    spelled = pd.concat([*doing.values(), funder.map(split).explode().dropna()])
    pairs = None
    if names == "merged":
        columns = [rows[[f"{role}_acronym", role]].set_axis(["acronym", "name"], axis=1) for role in _DOING]
        both = pd.concat(columns).drop_duplicates()
        pairs = list(both.itertuples(index=False, name=None))
        # An acronym that never stands alone is still a name of its organization.
        spelled = pd.concat([spelled, *(rows[f"{role}_acronym"] for role in _DOING)])
    spelled = spelled[spelled != ""]
    times = rows["times"].reindex(spelled.index).groupby(spelled.to_numpy()).sum()
    naming = name_organizations(times, pairs, apart)
    keys = {role: text.map(naming.key_of).astype("str").fillna("") for role, text in doing.items()}
    donors_of = {
        cell: list(dict.fromkeys(naming.key_of[part] for part in parts if part in naming.key_of))
        for cell, parts in split.items()
    }
    listed = funder.map(donors_of).explode().dropna()
    donors = pd.DataFrame({"row": listed.index, "key": listed.astype("str").to_numpy()})
    mentions = pd.concat([*(pd.DataFrame({"row": k.index, "key": k.to_numpy()}) for k in keys.values()), donors])
    return RowOrganizations(
        naming=naming,
        programme=keys["programme"],
        implementer=keys["implementer"],
        donors_text=funder.map({cell: "\x1f".join(sorted(donor_keys)) for cell, donor_keys in donors_of.items()})
        .astype("str")
        .fillna(""),
        donors=donors,
        mentions=mentions[mentions["key"] != ""].drop_duplicates(ignore_index=True),
        merges=_at_their_rows(naming.merges, rows, spelled),
    )


def _chosen(rows: pd.DataFrame, role: str, names: str) -> pd.Series:
    """Return the text that each row's organization in a part goes by."""
    name, acronym = rows[role], rows[f"{role}_acronym"]
    if names == "acronym":
        return acronym.mask(acronym == "", name)
    return name if names == "written" else name.mask(name == "", acronym)


def _at_their_rows(merges: pd.DataFrame, rows: pd.DataFrame, spelled: pd.Series) -> pd.DataFrame:
    first_row = pd.Series(spelled.index, index=spelled.to_numpy()).groupby(level=0).min()
    first = first_row.groupby([tidy(str(text)) for text in first_row.index]).min()
    at = rows.loc[first.reindex(merges["found"]), ["file", "sheet", "line"]].reset_index(drop=True)
    return pd.concat([at, merges.reset_index(drop=True)], axis=1)[list(MERGE_COLUMNS)]
