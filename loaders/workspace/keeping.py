"""New parts come beside those that stay, or in their place: what a load writes, and what it tells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from graph.errors import UnreadableSource
from graph.report import LoadReport
from loaders.formats.content import Content
from loaders.formats.own_tables.folder import own_files
from loaders.journal.places import JOURNAL
from loaders.loaded import Loaded
from loaders.workspace.csv_folder import REPORT, read_csv_folder
from loaders.workspace.lock import LOCK
from loaders.workspace.manifest import File, Manifest, Part
from loaders.workspace.manifest_file import MANIFEST, PARTS, is_workspace, read_manifest, write_manifest
from loaders.workspace.parts import list_files, read_part, write_part
from loaders.workspace.refused import writing
from loaders.workspace.state import joined_parts
from loaders.workspace.sweep import planned, sweep, unexplained
from loaders.workspace.trash import TRASH
from loaders.workspace.whole import faults, last_whole_state

__all__ = ["EARLIER", "Added", "New", "begun", "part_of", "put"]

EARLIER = "tables-before"
_NOT_DATA = {LOCK, PARTS, TRASH, JOURNAL, f".{MANIFEST}.new"}


@dataclass(frozen=True)
class Added:
    """What a load came to.

    Attributes
    ----------
    loaded : Loaded
        What the workspace holds now, all of it.
    report : LoadReport
        The account of the files of this load.
    changed : bool
        Whether anything was kept that was not there before.
    """

    loaded: Loaded
    report: LoadReport
    changed: bool


@dataclass(frozen=True)
class New:
    """A part to be: its files with their hashes, and what it holds (nothing where it is there already)."""

    digests: Mapping[str, str]
    content: Content
    there: str = ""


def put(place: Path, manifest: Manifest, new: Sequence[New], *, strict: bool) -> Added:
    """Keep new parts beside those that stay, and record it; nothing is changed where nothing new can be kept.

    Raises
    ------
    UnreadableSource
        If a new part holds some of the files of an earlier one, and not all.
    """
    contents: dict[str, Content] = {}
    parts: dict[str, Part] = {}
    if (earlier := _earlier(place, manifest)) is not None:
        contents["0001-0"] = earlier
        parts["0001-0"] = Part((_file(f"{place.resolve().name}/", "", _account(earlier)),))
        first = manifest.next_load("folder of CSV files", parts=("0001-0",), new=("0001-0",))
        manifest = manifest.with_load(first, parts)
    order, fresh = list(manifest.current), {}
    for i, one in enumerate(new, start=1):
        if not one.there and _holds(one.content):
            name = f"{len(manifest.loads) + 1:04d}-{i}"
            fresh[name], contents[name] = one, one.content
            _take_place(manifest, order, name, set(one.digests))
    contents |= {name: read_part(place, manifest, name) for name in order if name not in contents}
    whole = joined_parts([contents[name] for name in order])
    report = _account_of(new, whole.report)
    refused = strict and len(report.rejects)
    if not fresh or refused or not (_kept(report) or any(one.content.loaded for one in fresh.values())):
        before = joined_parts([contents.get(name) or read_part(place, manifest, name) for name in manifest.current])
        return Added(before, report, changed=False)
    parts |= {name: _part(one, report) for name, one in fresh.items()}
    load = manifest.next_load("load", parts=tuple(order), new=tuple(fresh))
    with writing(place), planned(place, writing=parts):
        for name in parts:
            parts[name] = replace(parts[name], stored=write_part(place, name, contents[name]))
        write_manifest(place, _checked(place, manifest.with_load(load, parts), manifest))
    if earlier is not None:
        _put_aside(place)
    return Added(whole, report, changed=True)


def _checked(place: Path, manifest: Manifest, before: Manifest) -> Manifest:
    """Return a manifest whose current parts all have a list of their files, once each file has the hash in the list.

    Raises
    ------
    UnreadableSource
        If a file is not the one that was written.
    """
    parts = dict(manifest.parts)
    for name in manifest.current:
        if not parts[name].stored:  # a part of the first version: what it holds now is written down
            parts[name] = replace(parts[name], stored=list_files(place / PARTS / name))
        if wrong := faults(place, name, parts[name], hashes=True):
            raise UnreadableSource(f"{wrong[0]}. Nothing was loaded. {last_whole_state(place, before)}")
    return replace(manifest, parts=parts)


def begun(place: Path) -> Manifest:
    """Return the manifest of a workspace that is about to change, once what a crash left beside it is in the trash.

    Raises
    ------
    UnreadableSource
        If the folder holds files, but nothing of ours, or parts that no manifest explains.
    """
    manifest = read_manifest(place)
    if not is_workspace(place):
        if unexplained(place, manifest):
            sweep(place, manifest)  # refuses
        if {path.name for path in place.iterdir()} - _NOT_DATA:
            own_files(place)
    with writing(place):
        sweep(place, manifest)
    return manifest


def _earlier(place: Path, manifest: Manifest) -> Content | None:
    """Return the tables of a folder of CSV files that is about to become a workspace."""
    if manifest.loads or not any(path.suffix.casefold() == ".csv" for path in place.iterdir()):
        return None
    return Content(read_csv_folder(place))


def _put_aside(place: Path) -> None:
    """Move the CSV files that a workspace was made from out of the way: nobody reads them any more."""
    (place / EARLIER).mkdir(exist_ok=True)
    for path in [*own_files(place), place / REPORT]:
        if path.exists() and not (place / EARLIER / path.name).exists():
            path.rename(place / EARLIER / path.name)


def part_of(manifest: Manifest, digests: Mapping[str, str]) -> str:
    """Return the name of the current part that holds these files, and them alone, as they are; empty if none."""
    return next(
        (
            name
            for name in manifest.current
            if {file.name: file.digest for file in manifest.parts[name].files} == dict(digests)
        ),
        "",
    )


def _take_place(manifest: Manifest, order: list[str], name: str, files: set[str]) -> None:
    """Put a part in the place of those that held its files, in place; at the end where there is none."""
    earlier_parts = [part for part in order if part in manifest.parts and manifest.parts[part].names & files]
    for part in earlier_parts:
        others = sorted(manifest.parts[part].names - files)
        if others:
            file_names = ", ".join(sorted(files & manifest.parts[part].names))
            raise UnreadableSource(
                f"{file_names}: was loaded together with {', '.join(others)}, for the two refer to each other. Load "
                "them together again, or take the earlier ones out first with 'partners unload'."
            )
    order.insert(order.index(earlier_parts[0]) if earlier_parts else len(order), name)
    for part in earlier_parts:
        order.remove(part)


def _holds(content: Content) -> bool:
    return bool(content.own_tables) or (content.loaded is not None and any(content.loaded.tables.counts().values()))


def _account(content: Content) -> LoadReport:
    return content.loaded.report if content.loaded is not None else LoadReport()


def _account_of(new: Sequence[New], whole: LoadReport) -> LoadReport:
    """Return the account of the files of a load: of tables their own, of files of our own form as they are now."""
    own_files = {one.file for part in new for one in part.content.own_tables}
    sheets = whole.sheets

    def own(frame: pd.DataFrame) -> pd.DataFrame:
        return frame[frame["file"].isin(own_files)]

    now = LoadReport(own(sheets), own(whole.rejects), own(whole.merges), own(whole.notes))
    accounts, own_added = [], False
    for part in new:
        if part.content.loaded is not None:
            accounts.append(part.content.loaded.report)
        elif not own_added:
            accounts.append(now)
            own_added = True
    return LoadReport.joined(accounts)


def _kept(report: LoadReport) -> int:
    return int(report.sheets["kept"].sum()) if len(report.sheets) else 0


def _part(one: New, report: LoadReport) -> Part:
    sheets = report.sheets
    if len(one.digests) == 1:
        ((name, digest),) = one.digests.items()
        files = {own_table.file for own_table in one.content.own_tables}
        account = _account(one.content) if one.content.loaded else LoadReport(sheets[sheets["file"].isin(files)])
        if one.content.loaded and account.sheets.empty:
            rows = sum(one.content.loaded.tables.counts().values())
            return Part((File(name, digest, "tables", rows, rows),))
        return Part((_file(name, digest, account),), stated=bool(one.content.own_tables))
    return Part(tuple(_file(n, d, LoadReport(sheets[sheets["file"] == n])) for n, d in one.digests.items()))


def _file(name: str, digest: str, account: LoadReport) -> File:
    sheets = account.sheets
    forms = sheets["form"].tolist()
    counts = [int(sheets[count].sum()) for count in ("read", "kept", "merged", "rejected")]
    return File(name, digest, str(forms[0]) if forms else "", *counts)
