"""The command as a process of its own: streams, exit codes, and a dashboard that ends when it is asked to."""

import signal
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.served import WITHOUT_NEO4J, served
from tests.patience import PATIENCE

PARTNERS = [sys.executable, "-c", "from cli.main import main; main()"]


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*PARTNERS, *map(str, arguments)], capture_output=True, text=True, check=False, env=WITHOUT_NEO4J,
        timeout=PATIENCE,
    )  # fmt: skip


def test_answers_and_messages_take_two_streams(small: Path) -> None:
    found = run("gaps", small, "--format", "csv")
    assert found.returncode == 0
    assert found.stdout.splitlines()[0].startswith("cause_id,cause,")
    assert found.stderr.startswith(f"Reading {small} ...\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["gaps", "missing.csv"], 2),
        (["gaps", "neo4j"], 1),
        (["dashboard", "missing.csv", "--port", "0", "--no-browser"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int) -> None:
    found = run(*arguments)
    assert (found.returncode, found.stdout) == (code, ""), found.stderr
    assert "Error: " in found.stderr
    assert "Traceback" not in found.stderr


def test_a_reader_who_leaves_early_is_no_error(small: Path) -> None:
    command = [*PARTNERS, "brokers", str(small), "--format", "csv"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=WITHOUT_NEO4J)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read()
    process.wait(PATIENCE)
    process.stderr.close()
    assert "Error" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize("request_to_end", [signal.SIGINT, signal.SIGTERM])
def test_the_dashboard_answers_and_ends_cleanly(small: Path, request_to_end: signal.Signals) -> None:
    with served([*PARTNERS, "dashboard", str(small), "--no-browser", "--port", "0"]) as (process, address):
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert answer.status == 200
        port = str(urlsplit(address).port)
        taken = run("dashboard", small, "--no-browser", "--port", port)
        assert taken.returncode == 1
        assert f"127.0.0.1:{port}: cannot be listened on (Address already in use). Name another --port" in taken.stderr
        process.send_signal(request_to_end)
        _, rest = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert rest.endswith("Ended.\n")
