"""How sure a ranking is, in sentences."""

import pandas as pd

from graph.words.filled import translated
from graph.words.formats import percent
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = ["thin_data"]

_MESSAGES = {
    "organizations_without_interaction": gettext_noop("organizations without interaction: {share}"),
    "interactions_without_date": gettext_noop("interactions without date: {share}"),
    "interactions_without_cause": gettext_noop("interactions without cause: {share}"),
}


def thin_data(shares: pd.Series, language: Language = ENGLISH) -> str:
    """Return how thin the data are, from the shares of `graph.data_warnings`; what has no share is left out.

    Examples
    --------
    >>> thin_data(pd.Series({"interactions_without_date": 0.25, "interactions_without_cause": float("nan")}))
    'interactions without date: 25%'
    """
    return "; ".join(
        translated(_MESSAGES[str(name)], language, share=percent(share, language))
        for name, share in shares.dropna().items()
    )
