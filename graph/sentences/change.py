"""How sure a ranking is, in sentences."""

import pandas as pd

from graph.sentences.language import ENGLISH, Language

__all__ = ["thin_data"]

_MESSAGES = {
    "organizations_without_interaction": "organizations without interaction: {share}",
    "interactions_without_date": "interactions without date: {share}",
    "interactions_without_cause": "interactions without cause: {share}",
}


def thin_data(shares: pd.Series, language: Language = ENGLISH) -> str:
    """Return how thin the data are, from the shares of `graph.data_warnings`; what has no share is left out.

    Examples
    --------
    >>> thin_data(pd.Series({"interactions_without_date": 0.25, "interactions_without_cause": float("nan")}))
    'interactions without date: 25%'
    """
    measured = shares.dropna()
    return "; ".join(
        language.gettext(_MESSAGES[str(name)]).format(share=f"{share:.0%}") for name, share in measured.items()
    )
