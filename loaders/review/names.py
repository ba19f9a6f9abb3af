"""The questions about names of one SOURCE, and the answers to them."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from graph.errors import UnknownName, UnreadableSource
from graph.names import normal_name
from graph.report import LoadReport
from graph.tables import Tables
from loaders.contract import REASONS
from loaders.loaded import Loaded
from loaders.names.decisions import DECISIONS_FILE, Decision, decide, read_decisions, undo
from loaders.reading_options import Reading
from loaders.review.queue import review_queue

__all__ = ["QUESTION_COLUMNS", "NameReview", "decisions_place"]

QUESTION_COLUMNS = ("organization_id", "name", "other_id", "other_name", "reason", "decision", "shown")


def decisions_place(paths: Sequence[str | Path], reading: Reading) -> Path:
    """Return where decisions about the names in files and folders are kept.

    It is the file that `reading` names, else the first folder, or that of the first file, whose journal keeps them.

    Examples
    --------
    >>> decisions_place(["reports/who.csv"], Reading()).as_posix()
    'reports'
    """
    if reading.decisions is not None:
        return Path(reading.decisions)
    first = Path(paths[0])
    return first if first.is_dir() else first.parent


class NameReview:
    """The pairs of names in a load that are or may be one organization, and a place that keeps the answers.

    Parameters
    ----------
    file : Path, optional
        The folder, whose journal keeps decisions, or a file of them (`loaders.names.decisions`); without one no answer
        can be kept.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.take(Loaded(Tables.of(), LoadReport()))

    def take(self, loaded: Loaded) -> None:
        """Note what was loaded: its pairs of names are the questions from now on."""
        self._loaded = loaded
        self._pairs = _questions(review_queue(loaded))
        self._answers: dict[tuple[str, str], tuple[str, str]] = {}
        self.__dict__.pop("_display_names", None)

    def questions(self) -> pd.DataFrame:
        """Return one row a pair of names, the open questions first.

        Returns
        -------
        pd.DataFrame
            `QUESTION_COLUMNS`. ``other_id`` is the other name where a file itself gives both names; ``reason`` is a
            sentence; ``decision`` is blank for an open question, ``"same"`` or ``"different"`` where somebody decided,
            ``"merged"`` where nobody had to; ``shown`` is the name that was chosen for both, or blank.
        """
        pairs = self._pairs.copy()
        for i, pair in enumerate(zip(pairs["organization_id"], pairs["other_id"], strict=True)):
            if pair in self._answers:
                pairs.loc[i, ["decision", "shown"]] = self._answers[pair]
        return pairs

    def answer(self, organization_id: str, other_id: str, decision: str, name: str = "") -> None:
        """Answer a question, or take the answer back, and keep that at once; it holds when the data are read again.

        Nothing happens where no question has these ids, or where there is no file to keep the answer in.

        Parameters
        ----------
        organization_id, other_id : str
            As in `questions`.
        decision : {"same", "different", ""}
            Blank takes the answer back.
        name : str
            The name to show for both; blank: the best of theirs.

        Raises
        ------
        UnreadableSource, OSError
            If the file cannot be read or written.
        """
        pair = self._pairs[(self._pairs["organization_id"] == organization_id) & (self._pairs["other_id"] == other_id)]
        if pair.empty or self.file is None:
            return
        one, other = str(pair["name"].iloc[0]), str(pair["other_name"].iloc[0])
        if normal_name(one) == normal_name(other):
            one, other = organization_id, other_id
        self.file.parent.mkdir(parents=True, exist_ok=True)
        if decision:
            self.decide(one, other, decision, name)
        elif self._is_decided(one, other):
            self.forget(one, other)
        self._answers[organization_id, other_id] = (decision, name)

    def decide(self, one: str, other: str, decision: str, name: str = "") -> None:
        """Keep that two names are the same organization, or different ones (`loaders.names.decisions.decide`).

        Raises
        ------
        UnknownName, UnreadableSource
            As `loaders.names.decisions.decide`; if there is no file.
        """
        decide(self._place(), one, other, decision, name)

    def forget(self, one: str, other: str) -> None:
        """Remove what was decided about two names (`loaders.names.decisions.undo`).

        Raises
        ------
        UnknownName, UnreadableSource
            As `loaders.names.decisions.undo`; if there is no file.
        """
        undo(self._place(), one, other)

    def display_name(self, name: str) -> str:
        """Return the name that is shown for an organization of the load, by any of its names or its id.

        Raises
        ------
        UnknownName
            If no organization goes by `name`.
        """
        if normal_name(name) not in self._display_names:
            raise UnknownName("organization", name, self._display_names.values())
        return self._display_names[normal_name(name)]

    @cached_property
    def _display_names(self) -> dict[str, str]:
        organizations, pairs = self._loaded.tables.organizations, self._loaded.report.names
        names: dict[str, str] = {}
        for one in organizations[["organization_id", "name", "aliases"]].itertuples(index=False):
            aliases = one.aliases.split(";") if isinstance(one.aliases, str) else []
            for text in (one.organization_id, *aliases):
                names.setdefault(normal_name(str(text)), str(one.name))
        for spellings, display_names in (
            (pairs["other_id"], pairs["name"]),
            (pairs["other_name"], pairs["other_name"]),
        ):
            names |= {
                normal_name(str(spelling)): str(name)
                for spelling, name in zip(spellings, display_names, strict=True)
                if normal_name(str(spelling)) not in names
            }
        return names | {normal_name(str(name)): str(name) for name in organizations["name"]}

    def _is_decided(self, one: str, other: str) -> bool:
        place = self._place()
        pair = Decision(one, other, "same").pair
        return place.exists() and any(decision.pair == pair for decision in read_decisions(place))

    def _place(self) -> Path:
        if self.file is None:
            raise UnreadableSource(f"Nowhere to keep decisions about names. Name a file, such as {DECISIONS_FILE}.")
        return self.file


def _questions(queue: pd.DataFrame) -> pd.DataFrame:
    reasons = queue["reason"].map(lambda reason: REASONS["merges"].get(reason, str(reason)).capitalize())
    # A pair that one file states has no second id: its name tells it from others.
    other_id = queue["other_id"].astype("object").where(queue["other_id"].notna(), queue["other_name"])
    show_texts = pd.Series("", index=queue.index)
    decisions = queue["decision"].replace("open", "")
    return queue.assign(reason=reasons, decision=decisions, other_id=other_id, shown=show_texts)[list(QUESTION_COLUMNS)]
