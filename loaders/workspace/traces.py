"""Where an organization or person stands in frames and JSON values, and what is left of these without it. No files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from graph.names import normal_name
from graph.schema import SCHEMA

__all__ = ["REMOVED", "Traces", "traces_of"]

REMOVED = "[removed]"
_LONG = 6


@dataclass(frozen=True)
class Traces:
    """By what an organization or person is found.

    Attributes
    ----------
    names : frozenset of str
        Its names, as they are written; found as whole words in any text.
    exact : frozenset of str
        The normal names, ids and aliases; found where they are the whole of a cell.
    others : frozenset of str
        Longer names of other organizations in which a name of it stands; they stay.
    """

    names: frozenset[str]
    exact: frozenset[str]
    others: frozenset[str] = frozenset()

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """The names, longest first; a short one without a space could be any word, so its capitals count."""
        alternatives = []
        for name in sorted(self.names | self.others, key=len, reverse=True):
            words = r"\s+".join(map(re.escape, name.split()))
            capitals = len(name) < _LONG and " " not in name
            alternatives.append(f"(?:{words})" if capitals else f"(?i:{words})")
        return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")

    def in_text(self, text: str) -> bool:
        """Whether a text is, or mentions, it."""
        return self.without(text) != text

    def without(self, text: str) -> str:
        """Return a text with `REMOVED` in the place of each mention."""
        if normal_name(text) in self.exact:
            return REMOVED
        others = {normal_name(name) for name in self.others}
        return self._words.sub(lambda match: match[0] if normal_name(match[0]) in others else REMOVED, text)

    def table_without(self, table: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, int]:
        """Return a table without it, and how many rows were removed or changed.

        A row about it is removed: its own, and each that refers to it. In any other text it is replaced.

        Parameters
        ----------
        table : str
            A table of the data model, or the name of a frame of a report, whose rows are removed at any mention.
        frame : pd.DataFrame
            The rows.
        """
        about = _about(table, frame)
        gone = pd.Series(False, index=frame.index)
        for column in about:
            gone |= frame[column].map(self._is_it, na_action="ignore").fillna(False).astype("bool")
        left = frame[~gone]
        changed = pd.Series(False, index=left.index)
        for column in _free_text(table, left):
            lists = table == "organizations" and column in {"aliases", "capabilities"}
            texts = left[column].map(self._list_without if lists else self.without, na_action="ignore")
            differs = texts.notna() & (texts != left[column])
            if differs.any():
                changed |= differs
                left = left.assign(**{str(column): texts.where(texts != "", None).astype(left[column].dtype)})
        return left.reset_index(drop=True), int(gone.sum() + changed.sum())

    def value_without(self, value: Any) -> Any:  # noqa: ANN401  (any JSON value)
        """Return a JSON value without it: items that are it are left out, and mentions replaced."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.value_without(item) for item in value if not (isinstance(item, str) and self._is_it(item))]
        if isinstance(value, Mapping):
            return {key: self.value_without(item) for key, item in value.items() if not self.in_text(key)}
        return value

    def _is_it(self, text: Any) -> bool:  # noqa: ANN401  (whatever a cell holds)
        return isinstance(text, str) and normal_name(text) in self.exact

    def _list_without(self, text: str) -> str:
        return ";".join(self.without(item) for item in text.split(";") if not self._is_it(item))


def traces_of(name: str, organizations: Iterable[pd.DataFrame]) -> Traces:
    """Return by what a name is found: itself, and the names, ids and aliases of the organization that it is.

    Parameters
    ----------
    name : str
        A whole name, id or alias, in any case.
    organizations : iterable of pd.DataFrame
        Tables of organizations, of any part; columns that are missing count as blank.
    """
    names, exact = {name}, {normal_name(name)}
    rows = [row for frame in organizations for row in _names(frame)]
    size = 0
    while size != len(exact):
        size = len(exact)
        for own, title, aliases in rows:
            if exact & {normal_name(text) for text in (own, title, *aliases) if text}:
                names |= {title} if title else set()
                exact |= {normal_name(text) for text in (own, title, *aliases) if text}
    titles = {title for _, own, aliases in rows for title in (own, *aliases) if normal_name(title) not in exact}
    others = {title for title in titles if any(normal_name(name) in normal_name(title) for name in names)}
    return Traces(frozenset(names), frozenset(exact), frozenset(others))


def _names(frame: pd.DataFrame) -> list[tuple[str, str, list[str]]]:
    cells = frame.reindex(columns=["organization_id", "name", "aliases"]).astype("object")
    cells = cells.where(cells.map(lambda cell: isinstance(cell, str)), "")
    return [
        (own, title, [alias for alias in aliases.split(";") if alias.strip()])
        for own, title, aliases in cells.itertuples(index=False, name=None)
    ]


def _about(table: str, frame: pd.DataFrame) -> list[str]:
    if table not in SCHEMA:
        return [column for column in ("found", "kept") if column in frame and _is_text(frame[column])]
    columns = [name for name, column in SCHEMA[table].columns.items() if column.refers_to == "organizations"]
    columns += ["organization_id", "name"] if table == "organizations" else []
    return [column for column in dict.fromkeys(columns) if column in frame]


def _free_text(table: str, frame: pd.DataFrame) -> list[str]:
    """Return the columns in which a name may stand beside other words: no ids, no words of a closed list."""
    columns = [str(column) for column in frame if _is_text(frame[column])]
    if table not in SCHEMA:
        return [column for column in columns if column not in {"form", "column", "reason"}]
    closed = {
        name
        for name, column in SCHEMA[table].columns.items()
        if column.allowed or column.refers_to or name.endswith("_id") or column.kind not in {"text", "list"}
    }
    # A cause or a place that is called the same is not the organization.
    closed |= {"name"} if table in {"causes", "communities"} else set()
    return [column for column in columns if column not in closed]


def _is_text(column: pd.Series) -> bool:
    return pd.api.types.is_string_dtype(column) or column.dtype == "object"
