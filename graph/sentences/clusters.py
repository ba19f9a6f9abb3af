"""Who already stands together, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from graph.clusters.table import ClusterTable
from graph.words.filled import listed, numbered, translated
from graph.words.formats import decimal, percent
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = ["cluster_rows", "cohesion_sentence", "fringe_sentence", "holds_together", "stand_together"]

_SHARED_BY_ALL = {
    "shared_cause": gettext_noop("all of them work on {trait}"),
    "shared_place": gettext_noop("all of them in {trait}"),
}
_SHARED_BY_SOME = {
    "shared_cause": gettext_noop("{number} of them work on {trait}"),
    "shared_place": gettext_noop("{number} of them in {trait}"),
}


def stand_together(
    n_clusters: int, largest: str, size: int, *, could_be_chance: bool = False, language: Language = ENGLISH
) -> str:
    """Return how many coalitions there are, and which one is the largest.

    Parameters
    ----------
    n_clusters : int
        How many there are; at least 1.
    largest : str
        The name of the largest one.
    size : int
        How many organizations it has.
    could_be_chance : bool
        Whether they were compared with chance, and are no more than that.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> stand_together(3, "Water in Bay", 12)
    '3 coalitions stand together. The largest is Water in Bay with 12 organizations.'
    >>> stand_together(1, "Water in Bay", 12, could_be_chance=True)
    '1 group could be a coalition or chance. The largest is Water in Bay with 12 organizations.'
    """
    groups = (
        numbered(
            "{number} group could be a coalition or chance.",
            "{number} groups could be coalitions or chance.",
            n_clusters,
            language,
        )
        if could_be_chance
        else numbered(
            "{number} coalition stands together.", "{number} coalitions stand together.", n_clusters, language
        )
    )
    first = numbered(
        "The largest is {name} with {number} organization.",
        "The largest is {name} with {number} organizations.",
        size,
        language,
        name=largest,
    )
    return f"{groups} {first}"


def holds_together(cluster: Mapping[Any, Any], language: Language = ENGLISH) -> str:
    """Return what holds a cluster together.

    Parameters
    ----------
    cluster : mapping
        A row of `graph.clusters.table.ClusterTable`.
    language : Language
        Of the sentence.

    Examples
    --------
    >>> holds_together({"organizations": 11, "holds": "shared", "cohesion": 0.8, "shared_cause": "Nutrition",
    ...                 "shared_cause_members": 9, "shared_place": None, "shared_place_members": None})
    '11 organizations; 9 of them work on Nutrition'
    """
    size = int(cluster["organizations"])
    if cluster["holds"] == "no_tie":
        facts = translated("no relationship is recorded", language)
    elif cluster["holds"] == "inside":
        share = percent(cluster["cohesion"], language)
        facts = translated("{share} of their joint work is with each other", language, share=share)
    else:
        facts = ", ".join(_shared(cluster, size, language))
    return numbered("{number} organization; {facts}", "{number} organizations; {facts}", size, language, facts=facts)


def _shared(cluster: Mapping[Any, Any], size: int, language: Language) -> list[str]:
    facts = []
    for column in _SHARED_BY_ALL:
        if not pd.isna(cluster[column]):
            number = int(cluster[f"{column}_members"])
            message = (_SHARED_BY_ALL if number == size else _SHARED_BY_SOME)[column]
            facts.append(translated(message, language, trait=cluster[column], number=decimal(number, language)))
    return facts


def cohesion_sentence(cohesion: float | None, language: Language = ENGLISH) -> str:
    """Return how much of what the members do stays inside; blank where no tie is known."""
    if cohesion is None or pd.isna(cohesion):
        return ""
    if cohesion == 1:
        return translated("All of their joint work is with each other.", language)
    share = percent(cohesion, language)
    if cohesion > 1 / 2:
        return translated("Most of their joint work ({share}) is with each other.", language, share=share)
    return translated("{share} of their joint work is with each other.", language, share=share)


def fringe_sentence(names: Sequence[str], language: Language = ENGLISH) -> str:
    """Return which members might as well belong elsewhere; blank where there is none."""
    if not names:
        return ""
    return numbered(
        "{number} organization could also belong to another coalition: {names}.",
        "{number} organizations could also belong to another coalition: {names}.",
        len(names),
        language,
        names=listed(names, language=language),
    )


def cluster_rows(table: ClusterTable, language: Language = ENGLISH) -> pd.DataFrame:
    """Return the clusters with what their members share in words, as the command ``clusters`` prints them."""
    columns = [
        "cluster", "name", "organizations", "form", "cohesion", "certainty", "reached", "rewired", "beyond_chance",
    ]  # fmt: skip
    rows = table.frame.to_dict("records")
    texts = {
        "causes": [_traits(table.traits, row["cluster"], "cause") for row in rows],
        "communities": [_traits(table.traits, row["cluster"], "place") for row in rows],
        "holds_together": [holds_together(row, language) for row in rows],
    }
    return table.frame[columns].assign(**{name: pd.Series(text, dtype="str") for name, text in texts.items()})


def _traits(traits: pd.DataFrame, cluster: int, kind: str) -> str:
    own = traits[(traits["cluster"] == cluster) & (traits["kind"] == kind)]
    return ", ".join(f"{name} ({n})" for name, n in zip(own["trait"], own["organizations"], strict=True))
