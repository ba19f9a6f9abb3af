"""Names of clusters, made from what their members share more than others do."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx
import pandas as pd

from graph.cluster_traits import cluster_traits
from graph.matrix import shown_names
from graph.partition import inside_and_total
from graph.tables import Tables
from graph.tree import below

__all__ = ["best_connected", "cluster_names"]

_LONGEST = 40
"""Letters that a name may have on the map; a longer one is used only where no shorter one tells two apart."""

_LEAST_LIFT = 1.25
_SHARES = (0.5, 0.25)


def cluster_names(ties: nx.Graph, members: pd.Series, tables: Tables) -> pd.Series:
    """Return one name a cluster, unique, in plain words.

    The cause and the places that members share more than others do ("Nutrition in Tigray and Afar"); where two
    clusters would be called the same, each takes another trait of its own. A pair is named by its two
    organizations, and so is, with three, a cluster of which nothing is known ("Around A, B and C").

    Returns
    -------
    pd.Series
        Text named ``"cluster_name"``, indexed by cluster number in order.
    """
    traits = cluster_traits(members, tables)
    central = best_connected(ties, members, tables)
    candidates = {}
    for number in sorted(central):
        mine = traits[traits["cluster"] == number]
        candidates[number] = list(_candidates(number, mine, central[number], tables))
    names = _distinct(candidates)
    return pd.Series(names, index=pd.Index(list(candidates), dtype="Int64"), name="cluster_name", dtype="str")


def best_connected(ties: nx.Graph, members: pd.Series, tables: Tables) -> dict[int, list[str]]:
    """Return the short names of each cluster's members, those with the most strength inside it first."""
    inside = inside_and_total(ties, members)[0].round(9)
    cluster = members.reindex(list(ties)).array
    frame = pd.DataFrame({"id": list(ties), "cluster": cluster, "inside": inside}).dropna(subset="cluster")
    frame = frame.sort_values(["cluster", "inside", "id"], ascending=[True, False, True])
    short = _short_names(ties, tables)
    listed = frame["id"].map(short).groupby(frame["cluster"]).agg(list)
    return dict(zip(listed.index.astype(int).tolist(), listed.tolist(), strict=True))


def _short_names(ties: nx.Graph, tables: Tables) -> dict[str, str]:
    """Return each organization's name, or the shortest of its aliases where the name is long."""
    aliases = tables.organizations.set_index("organization_id")["aliases"]
    found = {}
    for node, full in zip(ties, shown_names(ties), strict=True):
        known = aliases.get(node)
        others = [] if pd.isna(known) else [a.strip() for a in str(known).split(";") if len(a.strip()) > 1]
        found[node] = full if len(full) <= 12 or not others else min([full, *others], key=len)
    return found


def _telling(traits: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Return the traits of one kind that half of the members share and others do not, else a quarter of them."""
    of_kind = traits[(traits["kind"] == kind) & (traits["lift"] >= _LEAST_LIFT) & (traits["organizations"] >= 2)]
    for share in _SHARES:
        found = of_kind[of_kind["share"] >= share]
        if len(found):
            return found
    return of_kind.head(0)


def _candidates(number: int, traits: pd.DataFrame, central: list[str], tables: Tables) -> Iterator[str]:
    """Yield names for a cluster, the one wanted first; the last ones are surely its own."""
    if len(central) > 2:
        causes = _telling(traits, "cause")["trait"].tolist()[:3]
        places = _apart(_telling(traits, "place"), tables)[:3]
        wanted = list(dict.fromkeys(_phrases(causes, places)))
        yield from sorted(wanted, key=lambda name: len(name) > _LONGEST)
        around = [f"Around {_listed(central[:3])}", f"Around {_listed(central[:2])}"]
        yield from sorted(around, key=lambda name: len(name) > _LONGEST)[:1]
    else:
        yield _listed(central)
    yield f"{_listed(central[:2])} ({number})"


def _phrases(causes: list[str], places: list[str]) -> Iterator[str]:
    if not causes:
        if len(places) > 1:
            yield f"{places[0]} and {places[1]}"
        yield from places[:1]
        return
    first = causes[0]
    if len(places) > 1:
        yield f"{first} in {places[0]} and {places[1]}"
    if places:
        yield f"{first} in {places[0]}"
    else:
        yield first
    for other in causes[1:]:
        yield f"{first} and {other}" + (f" in {places[0]}" if places else "")
        yield f"{first} and {other}"
    for other in places[1:]:
        yield f"{first} in {other}"
    yield first


def _apart(places: pd.DataFrame, tables: Tables) -> list[str]:
    """Return the names of places of which none lies within another, the most telling first."""
    kept: list[str] = []
    names: list[str] = []
    for place, name in zip(places["trait_id"], places["trait"], strict=True):
        within = below(tables.communities, [place])
        if not any(other in within or place in below(tables.communities, [other]) for other in kept):
            kept.append(place)
            names.append(name)
    return list(dict.fromkeys(names))


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _distinct(candidates: dict[int, list[str]]) -> list[str]:
    """Return one candidate each, so that no two are equal; those that clash each go on to their next one."""
    at = dict.fromkeys(candidates, 0)
    while True:
        names = {number: options[at[number]] for number, options in candidates.items()}
        times = Counter(name.casefold() for name in names.values())
        clashing = [n for n, name in names.items() if times[name.casefold()] > 1 and at[n] + 1 < len(candidates[n])]
        if not clashing:
            return list(names.values())
        for number in clashing:
            at[number] += 1
