"""What cannot be answered is told in one message with an exit code: 2 for bad input, 1 for trouble outside."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

Told = tuple[str, ...]
BINARY = bytes(range(256)) * 12


def assert_refused(run: Run, arguments: list[object], code: int, told: Told) -> None:
    found = run(*arguments)
    assert found.exit_code == code, found.stderr
    assert found.stdout == ""
    for text in told:
        assert text in found.stderr
    assert "Traceback" not in found.stderr
    assert "unforeseen" not in found.stderr
    assert found.stderr.count("Error: ") == 1


FILES: dict[str, tuple[bytes | None, Told]] = {
    "missing.csv": (None, ("missing.csv: no such file or folder", "Check the spelling")),
    "empty.csv": (b"", ("empty.csv: the file is empty", "Export it again")),
    "blank.csv": (b" \n", ("blank.csv: the file is empty",)),
    "binary.xlsx": (BINARY, ("binary.xlsx: not a table: it begins with the bytes 00 01 02 03",)),
    "binary.csv": (BINARY, ("binary.csv: not a table",)),
    "numbers.csv": (b"a,b\n1,2\n", ("numbers.csv: no column of organizations", "Found the columns 'a', 'b'")),
    "header.csv": (b"Organization,Sector\n", ("header.csv: has a header but no rows",)),
    "organizations.csv": (b"", ("organizations.csv: the file is empty",)),
}


@pytest.mark.parametrize("command", ["check", "gaps", "load"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_holds_no_partners(run: Run, command: str, name: str) -> None:
    content, told = FILES[name]
    if content is not None:
        Path(name).write_bytes(content)
    into = ["--into", "work"] if command == "load" else []
    assert_refused(run, [command, name, *into], 2, told)
    assert not Path("work").exists()


@pytest.mark.parametrize("held", [None, "other.txt"])
def test_a_folder_without_a_table_of_ours(run: Run, held: str | None) -> None:
    Path("folder").mkdir()
    if held:
        (Path("folder") / held).touch()
    told = ("folder: a folder with no table of ours", held or "nothing", "organizations.csv")
    assert_refused(run, ["brokers", "folder"], 2, told)


def test_a_file_of_which_no_row_can_be_kept(run: Run) -> None:
    Path("who does what.csv").write_text("Organization,Sector,Region\n,Water,North\n,Health,South\n", encoding="utf-8")
    told = ("none of the 2 rows could be used", "partners check 'who does what.csv'")
    assert_refused(run, ["gaps", "who does what.csv"], 2, told)


WORDS: dict[str, tuple[list[object], Told]] = {
    "for": (["gaps", "--for", "Well Digger"], ("coalition or organization: found 'Well Digger'", "'Well Diggers'")),
    "kinds": (["brokers", "--kinds", "joint_projects"], ("kind: found 'joint_projects'", "'joint_project'")),
    "causes": (["gaps", "--causes", "Watr"], ("cause: found 'Watr'", "'Water'")),
    "communities": (["gaps", "--communities", "Nort"], ("community: found 'Nort'", "'North'")),
    "activity status": (["gaps", "--status", "plannd"], ("status: found 'plannd'", "none of the 11", "'planned'")),
    "organization status": (["gaps", "--status", "us,membr"], ("status: found 'membr'", "Nearest: 'member'")),
    "measure": (["centrality", "--measure", "betwenness"], ("measure: found 'betwenness'", "'betweenness'")),
    "form": (["gaps", "--form", "gefx"], ("form of a file: found 'gefx'", "Nearest: 'gexf'")),
    "level": (["gaps", "--level", "9"], ("level of places: found '9'", "'1'")),
}


@pytest.mark.parametrize("case", WORDS)
def test_an_unknown_word_brings_the_nearest(run: Run, small: Path, case: str) -> None:
    (command, *options), told = WORDS[case]
    assert_refused(run, [command, small, *options], 2, told)


def test_us_where_nobody_is_us(run: Run, unknown_ids: Path) -> None:
    assert_refused(run, ["gaps", unknown_ids, "--for", "us"], 2, ("us: found none of the 2 organizations",))


USAGE: dict[str, tuple[list[object], Told]] = {
    "no such day": (["--since", "2024-13-01"], ("'--since': found '2024-13-01'", "YYYY-MM-DD", "2024-03-31")),
    "no day at all": (["--as-of", "yesterday"], ("'--as-of': found 'yesterday'",)),
    "until before since": (["--since", "2024-05-01", "--until", "2024-04-01"], ("is later than --until 2024-04-01",)),
    "level nought": (["--level", "0"], ("'--level': 0 is not in the range",)),
    "top nought": (["--top", "0"], ("'--top': 0 is not in the range",)),
    "half-life below nought": (["--half-life", "-1"], ("'--half-life'",)),
    "unknown form": (["--format", "xml"], ("'xml' is not one of 'table', 'csv', 'json', 'parquet'",)),
    "unknown option": (["--lvel", "1"], ("No such option", "--level")),
    "parquet on the screen": (["--format", "parquet"], ("Parquet is a binary format", "--out")),
    "unknown ending": (["--out", "answer.xlsx"], ("cannot tell the form from '.xlsx'", "--format")),
    "no folder to write to": (["--out", "nowhere/answer.csv"], ("there is no folder 'nowhere'",)),
    "neo4j beside files": (["neo4j"], ("'neo4j' stands alone",)),
    "unknown rule for names": (["--names", "short"], ("'short' is not one of 'merged', 'acronym', 'written'",)),
}


@pytest.mark.parametrize("case", USAGE)
def test_an_option_that_cannot_be(run: Run, small: Path, case: str) -> None:
    options, told = USAGE[case]
    assert_refused(run, ["gaps", small, *options], 2, told)
    assert not any(Path().iterdir())


@pytest.mark.parametrize("command", ["check", "gaps", "centrality", "push"])
def test_nothing_to_read(run: Run, command: str) -> None:
    assert_refused(run, [command], 2, ("Missing argument",))


def test_a_command_that_is_not_there(run: Run) -> None:
    assert_refused(run, ["brokrs"], 2, ("No such command 'brokrs'", "brokers"))


@pytest.mark.parametrize(
    "arguments", [["gaps", "neo4j"], ["push", "SOURCE"], ["pull", "--into", "work"], ["dashboard", "neo4j"]]
)
def test_neo4j_without_its_address_is_trouble_outside(run: Run, small: Path, arguments: list[str]) -> None:
    given = [str(small) if word == "SOURCE" else word for word in arguments]
    served = ["--port", "0", "--no-browser"] if "dashboard" in given else []
    assert_refused(run, [*given, *served], 1, ("NEO4J_URI is not set", "bolt://localhost:7687"))
    assert not any(Path().iterdir())


def test_neo4j_that_does_not_answer_is_trouble_outside(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    monkeypatch.setenv("NEO4J_PASSWORD", "not the real one")
    found = run("gaps", "neo4j")
    assert (found.exit_code, found.stdout) == (1, "")
    assert "127.0.0.1:9" in found.stderr
    assert "not the real one" not in found.stderr


def test_a_place_that_cannot_be_written_is_trouble_outside(run: Run, small: Path) -> None:
    Path("answer.csv").mkdir()
    # A folder of that name is no file: click refuses it before anything is read.
    assert_refused(run, ["gaps", small, "--out", "answer.csv"], 2, ("'answer.csv' is a directory",))
    assert_refused(run, ["check", small, "--rejects", "nowhere/r.csv"], 1, ("nowhere", "Check that the place exists"))


def test_what_nobody_foresaw_is_told_without_a_traceback(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        msg = "out of luck"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr("graph.reach.gaps.reach_gaps", broken)
    found = run("gaps", small)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "something unforeseen went wrong (ZeroDivisionError: out of luck)" in found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("command", ["gaps", "check", "push", "load", "dashboard"])
@pytest.mark.parametrize("address", ["bolt://ana:s3cret@host", "NEO4J://s3cret%40host", "--for=http://a:s3cret@b"])
def test_an_address_with_a_login_is_not_repeated(run: Run, command: str, address: str) -> None:
    answer = run(command, address)
    assert answer.exit_code == 2
    assert "s3cret" not in answer.stdout + answer.stderr
    assert "NEO4J_AUTH_FILE" in answer.stderr


def test_an_address_with_a_login_in_the_environment_is_not_repeated(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://ana:s3cret@host")
    answer = run("gaps", "neo4j")
    assert answer.exit_code == 1
    assert "s3cret" not in answer.stdout + answer.stderr
