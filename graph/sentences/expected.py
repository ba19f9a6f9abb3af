"""What allies cover there now and may come to cover, in sentences: two sums, which no sentence adds."""

import pandas as pd

from graph.allies.expected import ExpectedAllies
from graph.words.filled import listed, translated
from graph.words.formats import decimal, percent
from graph.words.language import ENGLISH, Language, gettext_noop

__all__ = ["best_in_words", "expected_rows", "served_in_words", "two_sums"]

_MOST_CELLS = 5
_FOUND = {
    "enumeration": gettext_noop("The best choice, by trying every set, reaches {best}; this one reaches {gain}."),
    "milp": gettext_noop("The best choice, by an exact program, reaches {best}; this one reaches {gain}."),
}


def two_sums(allies: ExpectedAllies, language: Language = ENGLISH) -> str:
    """Return what is covered now and by allies that are there now, and, apart from it, what may come."""
    now = translated(
        "There now: we cover {before} of {need}, and these allies {there} more.",
        language,
        before=_number(allies.total_before, language),
        need=_number(allies.total_need, language),
        there=_number(allies.there_now, language),
    )
    if not allies.may_come:
        return now
    later = translated(
        "May come: {may}, expected by how often such proposals came elsewhere. It is no part of the first number.",
        language,
        may=_number(allies.may_come, language),
    )
    return f"{now} {later}"


def best_in_words(allies: ExpectedAllies, language: Language = ENGLISH) -> str:
    """Return how near the choice is to the best one of the sum."""
    if not allies.exact_method:
        if len(allies.served):
            return ""
        return translated("The best choice is too large a question; this one reaches at least 63% of it.", language)
    return translated(
        _FOUND[allies.exact_method],
        language,
        best=_number(allies.exact_gain, language),
        gain=_number(allies.expected_gain, language),
    )


def served_in_words(allies: ExpectedAllies, language: Language = ENGLISH) -> list[str]:
    """Return what each group of communities has before, by the sum, and by the fair choice: one line a group."""
    return [
        translated(
            "{group}: covered {before} now, {by_sum} by the largest sum, {chosen} by the fair choice.",
            language,
            group=row["group"] or translated("all others", language),
            before=percent(row["before"], language),
            by_sum=percent(row["by_sum"], language),
            chosen=percent(row["chosen"], language),
        )
        for row in allies.served.to_dict("records")
    ]


def expected_rows(allies: ExpectedAllies, language: Language = ENGLISH) -> pd.DataFrame:
    """Return the allies with the cells they close and may close, as ``allies --may-come`` and ``--fair`` print them."""
    words = {
        name: pd.Series(
            [_cells(allies.closes, i, language, sure=sure) for i in allies.frame["organization_id"]], dtype="str"
        )
        for name, sure in (("closes", True), ("may_close", False))
    }
    return allies.frame[["organization_id", "name", "rank", "there_now", "may_come"]].assign(**words)


def _cells(closes: pd.DataFrame, organization_id: str, language: Language, *, sure: bool) -> str:
    rows = closes[(closes["organization_id"] == organization_id) & ((closes["came"] == 1) == sure)]
    names = [
        translated("{cause} in {place}", language, cause=cause, place=place)
        for cause, place in zip(rows["cause"], rows["community"], strict=True)
    ]
    return listed(names, _MOST_CELLS, between="; ", conjunction=False, language=language)


def _number(number: float, language: Language) -> str:
    return decimal(round(number, 2), language)
