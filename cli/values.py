"""Values of options: a day, and the weight of a kind of interaction."""

from datetime import date, datetime
from typing import Any

import click

__all__ = ["DAY", "KIND_WEIGHT"]


class Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ANN401
        try:
            return value if isinstance(value, date) else datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007  (a day)
        except ValueError:
            self.fail(f"found {value!r}; a date is written as YYYY-MM-DD, for example 2024-03-31.", param, ctx)


DAY = Day()


class KindWeight(click.ParamType[tuple[str, float]]):
    name = "kind=weight"

    def convert(
        self,
        value: Any,  # noqa: ANN401
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, float]:
        if isinstance(value, tuple):
            return value
        kind, _, text = value.rpartition("=")
        try:
            kind_weight = float(text)
        except ValueError:
            kind_weight = -1.0
        if not kind.strip() or not 0 <= kind_weight <= 1e9:
            self.fail(f"found {value!r}; write a kind and a weight of 0 to 1e9, for example funding=2.", param, ctx)
        return kind.strip(), kind_weight


KIND_WEIGHT = KindWeight()
