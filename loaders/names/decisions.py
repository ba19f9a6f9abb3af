"""What people decided about names: same or different, and the name to show."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import UnknownName, UnreadableSource
from graph.names import normal_name, tidy
from loaders.journal import NAME_DECISION, Earlier, Journal, data_folder
from loaders.names.decision_file import ALLOWED, DECISIONS_FILE, Decision, parsed, read_file, write_file
from loaders.reading_options import Apart

__all__ = [
    "DECISIONS_FILE", "Decision", "apart_by", "decide", "decided_in", "decision_journal", "keep_decisions",
    "read_decisions", "undo",
]  # fmt: skip


def decision_journal(folder: str | Path) -> Journal:
    """Return the journal in which decisions about the names in a folder are kept.

    `DECISIONS_FILE` in the folder counts, too: that of a workspace is moved in with the first new entry; in any other
    folder it stays, for others may read it there.
    """
    place = Path(folder)
    stays = not (place / "workspace.json").is_file()
    files = [(place / DECISIONS_FILE, stays), (data_folder([str(folder)], f"-{DECISIONS_FILE}"), False)]
    return Journal([str(folder)], [Earlier(path, NAME_DECISION, _entries, stays=stay) for path, stay in files])


def read_decisions(place: str | Path) -> list[Decision]:
    """Return the decisions that a folder or a CSV file keeps, one a pair: of several about one pair the last holds.

    Raises
    ------
    UnreadableSource
        If the file is missing, lacks a column, or a line decides something else than same or different; if the journal
        cannot be read.
    """
    if not Path(place).is_dir():
        return read_file(place)
    if (file := Path(place) / DECISIONS_FILE).is_file():
        read_file(file)  # says what is wrong with it
    try:
        values = decision_journal(place).current(NAME_DECISION)
        return [Decision(**value) for value in values.values()]
    except (OSError, TypeError) as error:
        raise UnreadableSource(
            f"{decision_journal(place).folder}: decisions about names cannot be read ({error}). 'partners journal' "
            "lists the entries."
        ) from error


def decided_in(paths: Iterable[Path]) -> list[Decision]:
    """Return the decisions kept for folders, and for the folders of files, one a pair; an earlier path holds."""
    folders = dict.fromkeys(path if path.is_dir() else path.parent for path in paths)
    decisions = [one for folder in reversed(folders) if folder.is_dir() for one in read_decisions(folder)]
    return list({one.pair: one for one in decisions}.values())


def apart_by(decisions: Iterable[Decision]) -> Apart:
    """Return the pairs of names that somebody decided to be different organizations."""
    return frozenset(one.pair for one in decisions if one.decision == "different")


def decide(place: str | Path, one_name: str, other_name: str, decision: str, name: str = "") -> list[Decision]:
    """Write down that two names are the same organization, or different ones, and return all decisions.

    Parameters
    ----------
    place : path
        A folder, whose journal keeps it, or a CSV file, which is made if it is missing. An earlier decision on the pair
        is replaced.
    one_name, other_name : str
        Two names or ids, in any order.
    decision : {"same", "different"}
        What is decided.
    name : str
        The name to show; empty: the best of theirs.

    Raises
    ------
    UnknownName
        If `decision` is neither of the two.
    UnreadableSource
        If a name is blank, or the file or journal cannot be read or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     [one] = decide(Path(folder) / "decisions.csv", "W.H.O.", "World Health Organization", "same")
    >>> one.decision, one.name
    ('same', '')
    """
    if decision not in ALLOWED:
        raise UnknownName("decision about two names", decision, ALLOWED)
    made = Decision(tidy(one_name), tidy(other_name), decision, tidy(name))
    if not (made.found and made.kept):
        raise UnreadableSource(
            f"Nothing to decide: found {one_name!r} and {other_name!r}. Two names are needed, written as in "
            "'partners names'."
        )
    if Path(place).is_dir():
        return _recorded(place, {_pair_text(made): asdict(made)})
    earlier = read_file(place) if Path(place).exists() else []
    return write_file(place, [*(one for one in earlier if one.pair != made.pair), made])


def undo(place: str | Path, one_name: str, other_name: str) -> list[Decision]:
    """Remove the decision on a pair of names, and return those that are left.

    Raises
    ------
    UnknownName
        If nothing was decided on the pair.
    UnreadableSource
        If the file or journal cannot be read or written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "decisions.csv"
    ...     _ = decide(file, "Hill Aid", "Hill Trust", "different")
    ...     undo(file, "Hill Trust", "Hill Aid")
    []
    """
    target = Decision(one_name, other_name, "same")
    every = read_decisions(place) if Path(place).exists() else []
    left = [decision for decision in every if decision.pair != target.pair]
    if len(left) == len(every):
        raise UnknownName("decision", f"{tidy(one_name)}={tidy(other_name)}", [f"{d.found}={d.kept}" for d in every])
    return _recorded(place, {_pair_text(target): None}) if Path(place).is_dir() else write_file(place, left)


def keep_decisions(decisions: Iterable[Decision], folder: str | Path) -> None:
    """Add decisions to those that a folder keeps, where every load of the folder finds them."""
    for one in decisions:
        decide(folder, one.found, one.kept, one.decision, one.name)


def _recorded(folder: str | Path, changes: Mapping[str, Any]) -> list[Decision]:
    journal = decision_journal(folder)
    try:
        journal.record(NAME_DECISION, changes)
    except OSError as error:
        raise UnreadableSource(
            f"{journal.folder}: cannot be written ({error.strerror or error}), so nothing was decided. Check that you "
            "may write there and that the disk has room, or name a file with --decisions."
        ) from error
    return read_decisions(folder)


def _pair_text(decision: Decision) -> str:
    """Return what a decision is about, whichever of the two names comes first."""
    return " = ".join(sorted((normal_name(decision.found), normal_name(decision.kept))))


def _entries(content: bytes) -> Mapping[str, Any]:
    return {_pair_text(one): asdict(one) for one in parsed(content, DECISIONS_FILE)}
