"""The review queue: every pair of names that was merged, may be one, or was decided on."""

import pandas as pd

from graph.names import normal_name
from graph.report import NAME_COLUMNS
from loaders.loaded import Loaded

__all__ = ["review_queue"]


def review_queue(loaded: Loaded, *, doubts: bool = False) -> pd.DataFrame:
    r"""Return the pairs of names of a load that a person may look at: the open questions first, the most alike first.

    Parameters
    ----------
    loaded : Loaded
        What `loaders.load` gave, with or without decisions.
    doubts : bool
        Only the questions that nobody has decided on.

    Returns
    -------
    pd.DataFrame
        One row a pair: ``organization_id, name`` (as it is shown), ``other_id, other_name`` (the one that was, or would
        be, merged into it; the id is blank where a file itself gives both names), ``score`` (0 to 1), ``reason``
        (`loaders.names.evidence.RULES`, or a reason of ``merges`` in the report) and ``decision``: ``open``, ``merged``
        (sure), ``same`` or ``different`` (decided). No rows where each organization has one name.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> import loaders
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "who.csv"
    ...     _ = file.write_text("Donor,Organization,Sector\nTearfund,Well Diggers,Water\nTear Fund,Hill Aid,Water\n")
    ...     review_queue(loaders.load(file))[["name", "other_name", "reason", "decision"]].values.tolist()
    [['Tear Fund', 'Tearfund', 'plain_spelling', 'merged']]
    """
    across = loaded.report.names
    if doubts:
        return loaded.report.doubts
    decided_pairs = {
        (normal_name(a), normal_name(b)) for a, b in zip(across["other_name"], across["name"], strict=True)
    }
    merges = loaded.report.merges.drop_duplicates(["found", "kept"])
    pairs = zip(merges["found"], merges["kept"], strict=True)
    new = [
        (normal_name(str(spelling)), normal_name(str(best_name))) not in decided_pairs for spelling, best_name in pairs
    ]
    within = merges[pd.Series(new, index=merges.index, dtype="bool")]
    organizations = loaded.tables.organizations
    id_of = {
        name: own
        for own, display_name, aliases in organizations[["organization_id", "name", "aliases"]].itertuples(index=False)
        for name in (*(aliases.split(";") if isinstance(aliases, str) else ()), display_name)
    }
    rows = pd.DataFrame(
        {
            "organization_id": within["kept"].map(id_of),
            "name": within["kept"],
            "other_id": None,
            "other_name": within["found"],
            "score": 1.0,
            "reason": within["reason"],
            "decision": "merged",
        }
    )
    parts = [part for part in (across, rows.sort_values(["name", "other_name"])) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(NAME_COLUMNS))
