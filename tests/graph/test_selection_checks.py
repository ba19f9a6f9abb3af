"""A selection that makes no sense is refused where it is made, with what was found and what is allowed."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from graph.errors import PartnerNetworkError, WrongArgument
from graph.selection import Selection


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"half_life": -1}, "half_life: found -1, allowed a number of days above 0, or 0: never fades"),
        ({"half_life": float("nan")}, "half_life: found a number (nan)"),
        ({"half_life": "365"}, "half_life: found a text ('365')"),
        ({"half_life": True}, "half_life: found a flag (True)"),
        ({"kind_weights": {"funding": -2}}, "kind_weights: funding: found -2, allowed 0 to 1e+09"),
        ({"kind_weights": {"funding": float("inf")}}, "kind_weights: funding: found a number (inf)"),
        ({"kind_weights": [("funding", 2)]}, "kind_weights: found [('funding', 2)], allowed a mapping"),
        ({"since": date(2024, 2, 1), "until": date(2024, 1, 1)}, "since: found 2024-02-01, which is after until"),
        ({"since": "2024-01-01"}, "since: found a text ('2024-01-01'), allowed a date or None. Write datetime.date("),
        ({"as_of": pd.NaT}, "as_of: found a date"),
        ({"until": 2024}, "until: found a number (2024)"),
        ({"most_participants": 1}, "most_participants: found 1, allowed a whole number from 2"),
        ({"most_participants": 2.5}, "most_participants: found 2.5"),
        ({"kinds": 3}, "kinds: found a number (3), allowed a text or a list of texts"),
        ({"causes": [None]}, "an item of Selection: causes: found nothing (None), allowed a text"),
        ({"organizations": 5}, "organizations: found a number (5)"),
    ],
)
def test_nonsense_is_refused(chosen: dict[str, Any], told: str) -> None:
    with pytest.raises(WrongArgument) as refused:
        Selection(**chosen)
    assert told in str(refused.value)
    assert isinstance(refused.value, PartnerNetworkError | TypeError | ValueError)


def test_what_can_be_understood_is() -> None:
    one: Any = {"kinds": "funding", "causes": ["land"], "half_life": 0, "since": datetime(2024, 1, 1, 12)}  # noqa: DTZ001
    asked = Selection(**one)
    assert (asked.kinds, asked.causes, asked.half_life, asked.since) == (
        ("funding",),
        ("land",),
        None,
        date(2024, 1, 1),
    )
    assert asked == Selection(kinds=("funding",), causes=("land",), half_life=None, since=date(2024, 1, 1))
    assert Selection(half_life=float("inf")).half_life is None
