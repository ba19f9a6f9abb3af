"""What the program writes can be read by its user alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph.tables import Tables
from loaders.form_list import EXPORT_NAMES
from loaders.workspace.csv_folder import write_folder
from loaders.written import put
from tests.cli.served import WITHOUT_NEO4J
from tests.patience import PATIENCE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")


def open_to_others(folder: Path) -> list[str]:
    """Return what others may read, enter or change."""
    paths = [path for path in sorted(folder.rglob("*")) if not path.is_symlink()]
    return [str(path.relative_to(folder)) for path in paths if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_workspaces_journals_and_exports_are_private(small: Path, tmp_path: Path) -> None:
    place, home = tmp_path / "written", tmp_path / "home"
    place.mkdir()
    commands = [
        ["load", str(small), "--into", "work"],
        *(["export", "work", "--to", form, "--out", f"copy-{form}"] for form in EXPORT_NAMES),
        ["gaps", "work", "--out", "gaps.csv"],
        ["centrality", "work", "--out", "network.graphml"],
    ]
    script = (
        "import sys\nfrom cli.main import main, partners\nfrom loaders.journal import Journal\n"
        "partners.main, real = lambda: real(standalone_mode=False), partners.main\n"
        f"for arguments in {commands!r}:\n    sys.argv = ['partners', *arguments]\n    main()\n"
        "Journal(['work']).record('mark', {'Hill Aid': 'call them'})\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=place, check=False, capture_output=True, text=True, timeout=PATIENCE,
        env=WITHOUT_NEO4J | {"XDG_DATA_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert list((place / "work" / "journal").glob("*.jsonl"))
    assert len(list(place.iterdir())) == 3 + len(EXPORT_NAMES)
    assert open_to_others(tmp_path / "written") == []
    assert not home.exists() or open_to_others(home) == []


def test_the_library_writes_privately_too_and_keeps_an_earlier_mode(tmp_path: Path) -> None:
    put(tmp_path / "new", "text")
    (tmp_path / "old").write_text("text", encoding="utf-8")
    (tmp_path / "old").chmod(0o640)
    put(tmp_path / "old", "other")
    write_folder(Tables.of(), tmp_path / "folder")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {"new": 0o600, "old": 0o640, "folder": 0o700}
