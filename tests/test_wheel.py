"""The wheel holds all that is needed: installed in an empty environment, it runs far from the checkout."""

import os
import re
import signal
import subprocess
import sys
import tomllib
import urllib.request
import venv
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from uv import find_uv_bin

from cli.main import partners
from loaders.sample import sample_folder
from tests.cli.served import served
from tests.patience import PATIENCE

HOUSE = Path(__file__).resolve().parents[1]
ROOMS = ("cli", "dashboard", "graph", "loaders")
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


def run(*command: object, folder: Path | None = None) -> str:
    # Outside the checkout, nothing of it may be found by accident.
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found = subprocess.run(
        [str(c) for c in command], capture_output=True, text=True, check=False, cwd=folder, env=clean
    )
    assert found.returncode == 0, found.stderr
    return found.stdout


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder outside the checkout; skips where packages cannot be fetched."""
    folder = tmp_path_factory.mktemp("elsewhere")
    command = [*PIP, "download", "--no-deps", "--retries", "2", "--timeout", "60", "--dest", str(folder), "hatchling"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    if asked.returncode and not os.environ.get("CI"):
        pytest.skip(f"packages cannot be fetched: {asked.stderr.strip().splitlines()[-1]}")
    assert asked.returncode == 0, asked.stderr
    return folder


@pytest.fixture(scope="session")
def wheel(elsewhere: Path) -> Path:
    run(*PIP, "wheel", "--no-deps", "--wheel-dir", elsewhere / "dist", HOUSE)
    (made,) = (elsewhere / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="session", params=["pip", "uv"])
def programs(request: pytest.FixtureRequest, elsewhere: Path, wheel: Path) -> Path:
    """Return the folder of programs of an environment in which an installer put the wheel and what it requires."""
    installer: str = request.param
    environment = elsewhere / installer
    venv.create(environment, with_pip=installer == "pip")
    bin_folder = environment / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / "python"
    if installer == "pip":
        run(python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", wheel)
        run(python, "-m", "pip", "check", folder=elsewhere)
    else:
        uv = find_uv_bin()
        run(uv, "pip", "install", "--quiet", "--python", python, wheel)
        run(uv, "pip", "check", "--quiet", "--python", python, folder=elsewhere)
    return bin_folder


def test_the_wheel_holds_every_file_of_the_rooms_and_no_other(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    files = {
        path.relative_to(HOUSE).as_posix()
        for room in ROOMS
        for path in (HOUSE / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "node_modules" not in path.parts
    }
    assert held == files
    for ending in ("loaders/sample/organizations.csv", ".js", ".css", ".woff2"):
        assert any(name.endswith(ending) for name in held)


def test_the_wheel_carries_its_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for licence in ("LICENSE", "dashboard/assets/fonts/Inter-OFL.txt"):
        assert any(name.endswith(f"/licenses/{licence}") for name in names)


@pytest.mark.parametrize("name", ["partners", "partner-network-explorer"])
def test_it_tells_its_version_by_both_names(programs: Path, elsewhere: Path, name: str) -> None:
    version = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert run(programs / name, "--version", folder=elsewhere) == f"partners, version {version}\n"


def test_it_runs_without_being_installed(elsewhere: Path, wheel: Path) -> None:
    # `uvx partner-network-explorer` looks for a command of that name in the package of that name.
    command = (find_uv_bin(), "tool", "run", "--quiet", "--python", sys.executable, "--from", wheel)
    assert run(*command, "partner-network-explorer", "--version", folder=elsewhere).startswith("partners, version ")


def test_it_answers_as_the_checkout_does(programs: Path, elsewhere: Path) -> None:
    where = "from loaders.sample import sample_folder; print(sample_folder())"
    installed = Path(run(programs / "python", "-c", where, folder=elsewhere).strip())
    assert installed.is_relative_to(elsewhere)
    found = run(programs / "partners", "gaps", installed, "--format", "csv", folder=elsewhere)
    assert found == CliRunner().invoke(partners, ["gaps", str(sample_folder()), "--format", "csv"]).stdout


def test_its_demo_serves_the_page_and_all_that_the_page_needs(programs: Path, elsewhere: Path) -> None:
    command = [str(programs / "partners"), "demo", "--no-browser", "--port", "0"]
    with served(command, folder=elsewhere) as (process, address):
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert answer.status == 200
            page = answer.read().decode()
        needed = re.findall(r'(?:src|href)="(/[^"]+)"', page)
        assert any(".js" in path for path in needed)
        for path in needed:
            with urllib.request.urlopen(urljoin(address, path), timeout=PATIENCE) as answer:
                assert answer.status == 200, path
        process.send_signal(signal.SIGINT)
        _, rest = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert rest.endswith("Ended.\n")
