"""Where the dashboard listens, who may open it, and what is refused with one message."""

import socket
from pathlib import Path

import pytest

from cli.serving.listening import Listening
from cli.serving.serve import _listen
from graph.errors import WrongArgument
from tests.cli.conftest import Run

PASSWORD = "correct horse ñ"
ELSEWHERE = ("0.0.0.0", "", "192.0.2.1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file that holds a password."""
    file = tmp_path / "password"
    file.write_text(PASSWORD + "\n", encoding="utf-8")
    file.chmod(0o600)
    return file


def bound(host: str) -> str:
    """Return the IP address that a host would be listened on."""
    return {"": "0.0.0.0", "localhost": "127.0.0.1"}.get(host, host)


def refused(listening: Listening) -> str:
    with pytest.raises(WrongArgument) as error:
        listening.refuse_strangers(bound(listening.host))
    return str(error.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.9.9.9"])
def test_on_this_machine_nothing_more_is_needed(host: str, file: Path) -> None:
    Listening(host).refuse_strangers(bound(host))
    Listening(host, password_file=file).refuse_strangers(bound(host))
    Listening(host, password_file=file, allow_host=("partners.example",)).refuse_strangers(bound(host))


@pytest.mark.parametrize("host", [*ELSEWHERE, "::", "fe80::1%eth0"])
def test_elsewhere_a_password_and_a_name_are_needed(host: str, file: Path) -> None:
    both, name = "--password-file and --allow-host are missing", ("partners.example", "10.0.0.7", "fd00::7")
    assert both in refused(Listening(host))
    assert "but --allow-host is missing" in refused(Listening(host, password_file=file))
    assert "but --password-file is missing" in refused(Listening(host, allow_host=name))
    Listening(host, password_file=file, allow_host=name).refuse_strangers(bound(host))


def test_a_name_of_others_needs_a_password_wherever_it_listens() -> None:
    assert refused(Listening(allow_host=("partners.example",))).startswith(
        "--allow-host partners.example: other machines could open the dashboard, but --password-file is missing."
    )


@pytest.mark.parametrize("name", ["http://partners.example", "partners.example:80", "a/b", "", "a b", "[::1", "u@a"])
def test_a_name_that_is_none_is_refused(name: str, file: Path) -> None:
    refusal = refused(Listening(password_file=file, allow_host=("partners.example", name)))
    assert refusal == f"--allow-host {name}: this is no host name. Write the name alone, such as partners.example."


def test_it_does_not_start_and_says_why_in_one_message(run: Run) -> None:
    ran = run("demo", "--no-browser", "--port", 0, "--host", "0.0.0.0")
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "Error: --host 0.0.0.0: other machines could open the dashboard, but --password-file and --allow-host are "
        "missing. Allowed without both options: 127.0.0.1, localhost and ::1. Add --password-file FILE (a password on "
        "one line, readable by you alone) and --allow-host NAME (the host name in the address that browsers open), or "
        "leave these options out.\n"
    )


def test_what_is_refused_is_not_listened_on() -> None:
    with pytest.raises(WrongArgument):
        _listen(Listening("0.0.0.0", 0))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(WrongArgument):
        _listen(Listening("0.0.0.0", port))
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_the_password_is_the_one_line_of_its_file(file: Path) -> None:
    assert Listening(password_file=file).password() == PASSWORD
    assert Listening().password() is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_password_that_others_may_read_is_refused(run: Run, file: Path, mode: int) -> None:
    file.chmod(mode)
    ran = run("demo", "--no-browser", "--port", 0, "--password-file", file)
    assert ran.exit_code == 2
    assert ran.stderr == (
        f"Error: --password-file {file}: other users of this machine may open it (mode {mode:o}). Only its owner may. "
        f"Run 'chmod 600 {file}', and choose a new password if somebody has read it.\n"
    )


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"elevenchars", b"one long enough\nanother one", b"\n\nlong enough here", b"\xff" * 12]
)
def test_a_file_without_a_password_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(WrongArgument, match=r"found no password\. Write one line of UTF-8 text with 12 char"):
        Listening(password_file=file).password()


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("demo", "--no-browser", "--port", 0, "--password-file", tmp_path / "none")
    assert (ran.exit_code, ran.stderr.count("Error: ")) == (1, 1)
    assert f"{tmp_path / 'none'}: No such file or directory" in ran.stderr


@pytest.mark.parametrize(
    ("host", "names", "address"),
    [
        ("127.0.0.1", (), "http://127.0.0.1:8050/path/"),
        ("localhost", (), "http://localhost:8050/path/"),
        ("::1", (), "http://[::1]:8050/path/"),
        ("0.0.0.0", ("partners.example", "10.0.0.7"), "http://partners.example:8050/path/"),
        ("10.0.0.7", ("fd00::7",), "http://[fd00::7]:8050/path/"),
        ("127.0.0.1", ("partners.example",), "http://partners.example:8050/path/"),
    ],
)
def test_the_address_that_is_printed_can_be_opened(host: str, names: tuple[str, ...], address: str) -> None:
    assert Listening(host, allow_host=names).address(8050, "/path/") == address
