"""Names of clusters, made from what their members share more than others do."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx
import pandas as pd

from graph.clusters.partition import inside_and_total
from graph.clusters.traits import apart, cluster_traits
from graph.engines.matrix import shown_names
from graph.tables import ShownTables
from graph.words.filled import listed, translated
from graph.words.language import ENGLISH, Language

__all__ = ["best_connected", "cluster_names"]

_LONGEST = 40
"""Letters that a name may have on the map; a longer one is used only where no shorter one tells two apart."""

_MOST_TRAITS = 3


def cluster_names(ties: nx.Graph, members: pd.Series, tables: ShownTables, language: Language = ENGLISH) -> pd.Series:
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
        candidates[number] = list(_candidates(number, mine, central[number], tables, language))
    names = _distinct(candidates)
    return pd.Series(names, index=pd.Index(list(candidates), dtype="Int64"), name="cluster_name", dtype="str")


def best_connected(ties: nx.Graph, members: pd.Series, tables: ShownTables) -> dict[int, list[str]]:
    """Return the short names of each cluster's members, those with the most strength inside it first."""
    inside = inside_and_total(ties, members)[0].round(9)
    cluster = members.reindex(list(ties)).array
    frame = pd.DataFrame({"id": list(ties), "cluster": cluster, "inside": inside}).dropna(subset="cluster")
    frame = frame.sort_values(["cluster", "inside", "id"], ascending=[True, False, True])
    short = _short_names(ties, tables)
    listed = frame["id"].map(short).groupby(frame["cluster"]).agg(list)
    return dict(zip(listed.index.astype(int).tolist(), listed.tolist(), strict=True))


def _short_names(ties: nx.Graph, tables: ShownTables) -> dict[str, str]:
    """Return each organization's name, or the shortest of its aliases where the name is long."""
    aliases = tables.organizations.set_index("organization_id")["aliases"]
    short_names = {}
    for node, full in zip(ties, shown_names(ties), strict=True):
        alias = aliases.get(node)
        others = [] if pd.isna(alias) else [a.strip() for a in str(alias).split(";") if len(a.strip()) > 1]
        short_names[node] = full if len(full) <= 12 or not others else min([full, *others], key=len)
    return short_names


def _candidates(
    number: int, traits: pd.DataFrame, central: list[str], tables: ShownTables, language: Language
) -> Iterator[str]:
    """Yield names for a cluster, the one wanted first; the last ones are surely its own."""
    if len(central) > 2:
        telling = traits[traits["tier"] <= 3]
        causes = apart(telling[telling["kind"] == "cause"], tables, _MOST_TRAITS)["trait"].tolist()
        places = apart(telling[telling["kind"] == "place"], tables, _MOST_TRAITS)
        wanted = list(dict.fromkeys(_phrases(causes, places, language)))
        yield from sorted(wanted, key=lambda name: len(name) > _LONGEST)
        around = [
            translated("Around {names}", language, names=listed(central[:most], language=language)) for most in (3, 2)
        ]
        yield around[0] if len(around[0]) <= _LONGEST else around[1]
    else:
        yield listed(central, language=language)
    yield f"{listed(central[:2], language=language)} ({number})"


def _phrases(causes: list[str], places: pd.DataFrame, language: Language) -> Iterator[str]:
    """Yield names of the most telling causes and places; two places only where they tell equally much."""

    def within(cause: str, places: list[str]) -> str:
        return translated("{cause} in {place}", language, cause=cause, place=listed(places, language=language))

    where = places["trait"].tolist()
    tiers = places["tier"].tolist()
    both = where[:2] if len(where) > 1 and tiers[0] == tiers[1] else where[:1]
    if not causes:
        if where:
            yield listed(both, language=language)
        yield from where
        return
    first, *others = causes
    if where:
        yield within(first, both)
        yield within(first, where[:1])
    else:
        yield first
    for other in others:
        pair = listed([first, other], language=language)
        yield within(pair, where[:1]) if where else pair
        yield pair
    for place in where[1:]:
        yield within(first, [place])
    yield first


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
