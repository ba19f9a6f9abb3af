"""The frame of every command on real and fictional data, written to files and compared to the last digit.

For a move or a clean-up that must not change an answer: write the frames before, and again after, then compare.

    python -m tests.frames write before
    python -m tests.frames write after
    python -m tests.frames compare before after

``demo`` and ``dashboard`` answer with a page, and ``push`` and ``pull`` need a database: they have tests of their own
(tests/browser, tests/test_serving.py, tests/integration), and no frame here.

The real files are looked for as the tests look for them; without them only the sample is written. Wording on standard
error is not compared, nor the moment of a load or an entry, nor the hash of a folder, which covers whatever lies in it.

Where a value is written in another way on purpose, `_REWRITTEN` and `_MOVED` say which, and `compare` reads the old way
as the new one.
"""

import argparse
import io
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from tests.real_data import find_real_data

__all__ = ["compare", "write"]

_REAL = {
    "ethiopia": "ethiopia-4w-2022/ethiopia_who_is_doing_what_where_4w_february_2022.xlsx",
    "libya": "libya-3w-2021/3w_as_of_may_2021.xlsx",
    "honduras": "honduras-345w-2021/345_honduras.csv",
    "ebola": "ebola-west-africa-2014/ebola_3w_all_snapshots.csv",
}
_COMMANDS = {
    "check": ("check", "SOURCE", "--rejects", "REJECTS"),
    "clusters": ("clusters", "SOURCE"),
    "clusters-fine": ("clusters", "SOURCE", "--resolution", "1.5", "--status", "all"),
    "members": ("clusters", "SOURCE", "--members"),
    "resampled": ("clusters", "SOURCE", "--resampled"),
    "brokers": ("brokers", "SOURCE"),
    "brokers-all": ("brokers", "SOURCE", "--status", "all", "--half-life", "0"),
    "centrality": ("centrality", "SOURCE"),
    "intervals": ("centrality", "SOURCE", "--measure", "degree", "--intervals", "--labels"),
    "gaps": ("gaps", "SOURCE"),
    "gaps-first": ("gaps", "SOURCE", "--for", "1", "--level", "1", "--nationwide"),
    "allies": ("allies", "SOURCE", "--for", "1", "--k", "5"),
    "allies-us": ("allies", "SOURCE", "--for", "us"),
    "names": ("names", "SOURCE"),
    "map": ("map", "FILE"),
    "map-preview": ("map", "FILE", "--preview"),
}
_ADDED = ("reached", "rewired", "beyond_chance")
"""Columns that frames of coalitions have now; where an earlier frame lacks them, they are not compared."""
_REWRITTEN = {"form": {"own tables": "our CSV form"}, "claimed": {"true": "True", "false": "False", "unknown": ""}}
"""By column the old text of a value and the new one: `claimed` was text and is a nullable boolean, blank if unknown."""
_MOVED = ("organization_id", "name")
"""Columns that frames of organizations begin with; before, `allies` began with `rank`."""
_OF_THE_MOMENT = ("when", "hash", "entry", "who", "on")
"""Columns that are others at each run."""
_FORMS = {"kumu": "kumu.json", "gexf": "network.gexf", "graphml": "network.graphml", "hxl": "hxl.csv", "folder": "csv"}


def _sources() -> dict[str, Path]:
    from loaders.sample import sample_folder

    real = find_real_data()
    return {"sample": sample_folder()} | ({name: real / path for name, path in _REAL.items()} if real else {})


def _run(*words: str, printed: Path | None = None) -> int:
    """Return the exit code of a command; what it prints goes to a file if one is given."""
    from cli.main import partners

    output = io.StringIO()
    try:
        with redirect_stderr(io.StringIO()), redirect_stdout(output):
            partners.main(args=list(words), standalone_mode=False)
    except SystemExit as ended:
        return int(ended.code or 0)
    except Exception as error:  # noqa: BLE001  (click's own, with the code it would end with)
        return int(getattr(error, "exit_code", 1))
    finally:
        if printed:
            printed.write_text(output.getvalue(), encoding="utf-8")
    return 0


def _write_one(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    codes = {}
    words = {"SOURCE": str(source), "FILE": str(source if source.is_file() else source / "supports.csv")}
    for called, command in _COMMANDS.items():
        words["REJECTS"] = str(folder / f"{called}-rejects.csv")
        out = ("--out", str(folder / f"{called}.csv"))
        codes[called] = _run(*(words.get(word, word) for word in command), *out)
    codes["graph"] = _run("centrality", str(source), "--measure", "degree", "--out", str(folder / "ties.graphml"))
    for form, file in _FORMS.items():
        codes[f"export-{form}"] = _run("export", str(source), "--to", form, "--out", str(folder / file))
    with TemporaryDirectory() as work:
        codes["load"] = _run("load", str(source), "--into", f"{work}/w", "--out", str(folder / "load.csv"))
        codes["workspace"] = _run("clusters", f"{work}/w", "--out", str(folder / "workspace.csv"))
        codes["rollback"] = _run("rollback", f"{work}/w", "--to", "0", "--out", str(folder / "rollback.csv"))
        codes["forward"] = _run("rollback", f"{work}/w", "--to", "1")
        codes["loads"] = _run("loads", f"{work}/w", "--out", str(folder / "loads.csv"))
        codes |= _upkeep(f"{work}/w", folder)
        shared = ("share", str(source), "--to", "folder", "--out", f"{work}/shared")
        codes["share"] = _run(*shared, printed=folder / "share.txt")
    for file in ("loads.csv", "rollback.csv", "unload.csv", "journal.csv"):
        if (folder / file).is_file():
            frame = pd.read_csv(folder / file)
            frame.drop(columns=[name for name in _OF_THE_MOMENT if name in frame]).to_csv(folder / file, index=False)
    pd.Series(codes).to_csv(folder / "exit-codes.csv")


def _upkeep(work: str, folder: Path) -> dict[str, int]:
    """Return the exit codes of the commands that look after a workspace; nothing is left in it."""
    first = pd.read_csv(folder / "brokers.csv")["name"].iloc[0]
    file = pd.read_csv(folder / "loads.csv")["file"].iloc[0]
    asked = {
        "doctor": ("doctor", work),
        "forget": ("forget", first, "--in", work, "--yes"),
        "journal": ("journal", work),
        "tidy": ("tidy", work),
        "unload": ("unload", work, file),
    }
    return {name: _run(*words, "--out", str(folder / f"{name}.csv")) for name, words in asked.items()}


def write(folder: Path) -> None:
    """Write the frames of every command on every data set below `folder`, two data sets at a time."""
    if folder.exists():
        shutil.rmtree(folder)
    with ProcessPoolExecutor(2) as pool:
        for done in [pool.submit(_write_one, source, folder / name) for name, source in _sources().items()]:
            done.result()


def _as_written_now(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of an earlier version as it is written now; one of this version stays as it is."""
    columns = [column for column in _MOVED if column in frame] if "rank" in frame and "gain" in frame else []
    ordered = frame[[*columns, *(column for column in frame if column not in columns)]]
    return ordered.replace({column: old for column, old in _REWRITTEN.items() if column in frame})


def _differences(before: Path, after: Path) -> Iterator[str]:
    files = [{path.relative_to(top) for path in top.rglob("*") if path.is_file()} for top in (before, after)]
    for path in sorted(files[0] ^ files[1]):
        yield f"{path}: only {'before' if path in files[0] else 'after'}"
    for path in sorted(files[0] & files[1]):
        one, other = (top / path for top in (before, after))
        if one.read_bytes() == other.read_bytes():
            continue
        if path.suffix != ".csv":
            yield f"{path}: not the same"
            continue
        frames = [_as_written_now(pd.read_csv(file, dtype=str, keep_default_na=False)) for file in (one, other)]
        frames[1] = frames[1].drop(columns=[name for name in _ADDED if name in frames[1] and name not in frames[0]])
        if list(frames[0]) != list(frames[1]) or len(frames[0]) != len(frames[1]):
            yield f"{path}: {frames[0].shape} {list(frames[0])} became {frames[1].shape} {list(frames[1])}"
            continue
        changed = frames[0] != frames[1]
        if not changed.to_numpy().any():
            continue
        row, column = (int(ends[0]) for ends in changed.to_numpy().nonzero())
        was, now = (frame.iloc[row, column] for frame in frames)
        first = f"row {row} {changed.columns[column]}: {was!r}, {now!r}"
        yield f"{path}: {int(changed.to_numpy().sum())} cells, first {first}"


def compare(before: Path, after: Path) -> list[str]:
    """Return what differs between two folders of frames, one line a file."""
    return list(_differences(before, after))


def main() -> None:
    """Run ``write FOLDER`` or ``compare BEFORE AFTER``; exit with 1 where something differs."""
    arguments = argparse.ArgumentParser(prog="python -m tests.frames", description=__doc__)
    arguments.add_argument("what", choices=("write", "compare"))
    arguments.add_argument("folders", nargs="+", type=Path)
    asked = arguments.parse_args()
    if asked.what == "write":
        write(asked.folders[0])
        return
    differences = compare(*asked.folders)
    sys.stdout.write("\n".join([*differences, "" if differences else "The same to the last digit.\n"]))
    sys.exit(bool(differences))


if __name__ == "__main__":
    main()
