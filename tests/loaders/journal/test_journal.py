"""The journal: entries are only added, two writers lose nothing, an undo is an entry, a crash leaves whole entries."""

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnknownName, UnreadableSource
from loaders.journal import Earlier, Entry, Journal, current, entries_in, in_order, remember_user, rewritten, user_name
from loaders.journal.entries import entry_of, line_of

KIND = "mark"


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PARTNERS_USER", "Ana")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "workspace.json").write_text("{}")
    return tmp_path / "work"


@pytest.fixture
def journal(work: Path) -> Journal:
    return Journal([str(work)])


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda v: st.lists(v) | st.dictionaries(st.text(), v),
    max_leaves=4,
)
changes = st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers()), max_size=12)


@given(st.text(), st.text(), values, values)
def test_an_entry_is_one_line_and_comes_back(who: str, on: str, before: Any, after: Any) -> None:
    entry = Entry("1", "2024-05-01T10:00:00.000000Z", who, KIND, on, before, after)
    line = line_of(entry)
    assert line.encode("utf-8", "surrogatepass").count(b"\n") == 1
    assert entry_of(line) == entry


@given(changes, st.randoms(use_true_random=False))
def test_what_holds_is_what_a_dict_would_hold_in_whatever_order_the_entries_are_read(
    made: list[tuple[str, int | None]], random: Any
) -> None:
    entries = [
        Entry(str(i), f"2024-05-01T10:00:{i:02d}.000000Z", "Ana", KIND, on, None, after)
        for i, (on, after) in enumerate(made)
    ]
    expected = {on: after for on, after in dict(made).items() if after is not None}
    shuffled = [*entries, *entries[:3]]
    random.shuffle(shuffled)
    assert current(shuffled, KIND) == expected
    assert in_order(shuffled) == entries
    assert current(shuffled, "another kind") == {}


def test_entries_say_who_when_before_and_after(journal: Journal) -> None:
    journal.record(KIND, {"a": 1})
    assert journal.record(KIND, {"a": 1}) == [], "what holds already makes no entry"
    journal.record(KIND, {"a": 2, "b": None})
    frame = journal.history()
    assert frame[["who", "kind", "on", "before", "after"]].to_numpy().tolist() == [
        ["Ana", "mark", "a", "", "1"],
        ["Ana", "mark", "a", "1", "2"],
    ]
    assert frame["when"].is_monotonic_increasing
    assert journal.folder.parent.name == "work"


def test_an_undo_is_an_entry(journal: Journal) -> None:
    [first] = journal.record(KIND, {"a": 1})
    [second] = journal.record(KIND, {"a": 2})
    with pytest.raises(UnreadableSource, match=f"Ana changed the same mark .* Undo that entry, {second.id}, first"):
        journal.undo(first.id)
    [undo] = journal.undo(second.id)
    assert (undo.undoes, journal.current(KIND)) == (second.id, {"a": 1})
    journal.undo(undo.id)
    assert journal.current(KIND) == {"a": 2}
    with pytest.raises(UnknownName, match="entry of the journal: found 'nothing'"):
        journal.undo("nothing")
    assert len(journal.entries()) == 4


def test_a_clock_that_goes_back_does_not_hide_the_later_entry(journal: Journal) -> None:
    ahead = Entry("1", "2199-01-01T00:00:00.000000Z", "Bo", KIND, "a", None, 1)
    journal.folder.mkdir()
    (journal.folder / "2199-01-01-00000000.jsonl").write_text(line_of(ahead))
    journal.record(KIND, {"a": 2})
    assert journal.current(KIND) == {"a": 2}


def test_a_line_that_a_crash_cut_short_stays_by_itself(journal: Journal) -> None:
    journal.record(KIND, {"a": 1})
    [file] = journal.folder.glob("*.jsonl")
    with file.open("ab") as handle:
        handle.write(b'{"version": 1, "id": "x", "wh')
    assert journal.current(KIND) == {"a": 1}
    journal.record(KIND, {"b": 2})
    assert journal.current(KIND) == {"a": 1, "b": 2}
    [line] = journal.unreadable()
    assert ", line 2: " in line


@pytest.mark.parametrize(
    "line", ["[]", "3", "null", "{}", '{"version": 2}', '{"version": 1, "id": 3}', "\xff", "[" * 9000]
)
def test_a_line_that_holds_no_entry_is_told(journal: Journal, line: str) -> None:
    journal.record(KIND, {"a": 1})
    (journal.folder / "other.jsonl").write_bytes(line.encode("latin-1"))
    assert journal.current(KIND) == {"a": 1}
    assert len(journal.unreadable()) == 1


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("name", ["write", "fsync"])
def test_a_full_disk_leaves_the_journal_as_it_was(
    journal: Journal, monkeypatch: pytest.MonkeyPatch, name: str, *, is_new: bool
) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in journal.folder.glob("*.jsonl")}

    if not is_new:
        journal.record(KIND, {"a": 1})
    before = files() if journal.folder.exists() else {}
    write = os.write
    with monkeypatch.context() as patched:

        def full(handle: int, *text: Any) -> int:
            if text and len(text[0]) > 20:
                return write(handle, bytes(text[0])[:20])  # the last bytes for which there is room
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        patched.setattr(os, name, full)
        with pytest.raises(OSError, match="No space left"):
            journal.record(KIND, {"b": 2})
    assert files() == before
    journal.record(KIND, {"b": 2})
    assert journal.current(KIND) == {"b": 2} | ({} if is_new else {"a": 1})


_WRITER = """
import sys
from loaders.journal import Journal
journal = Journal([sys.argv[1]])
for i in range(int(sys.argv[3])):
    journal.record("mark", {f"{sys.argv[2]}-{i}": i, "both": f"{sys.argv[2]}-{i}"})
    print(i, flush=True)
"""


def test_two_writers_at_once_lose_nothing(work: Path, journal: Journal) -> None:
    environments = [os.environ | {"PARTNERS_USER": who} for who in ("Ana", "Ana", "Bo")]
    running = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(work), str(i), "25"], env=env, stdout=subprocess.DEVNULL)
        for i, env in enumerate(environments)
    ]
    until = time.monotonic() + 240
    assert [process.wait(max(1, until - time.monotonic())) for process in running] == [0] * 3
    held = journal.current(KIND)
    assert {on for on in held if on != "both"} == {f"{i}-{n}" for i in range(3) for n in range(25)}
    assert len(list(journal.folder.glob("*.jsonl"))) == 2, "one file a writer and day"
    assert journal.unreadable() == []
    both = [entry for entry in journal.entries() if entry.on == "both"]
    assert len(both) == 75
    # Each entry knows what held before it, whoever wrote that.
    assert [entry.before for entry in both[1:]] == [entry.after for entry in both[:-1]]


def earlier(path: Path) -> Earlier:
    def read(content: bytes) -> Mapping[str, Any]:
        return dict(json.loads(content))

    return Earlier(path, KIND, read)


def test_a_file_of_an_earlier_version_is_moved_in_once(work: Path) -> None:
    old = work / "marks.json"
    old.write_text('{"a": 1, "b": 2}')
    journal = Journal([str(work)], [earlier(old)])
    assert journal.current(KIND) == {"a": 1, "b": 2}
    assert not journal.folder.exists(), "reading writes nothing"
    journal.record(KIND, {"a": 3})
    assert not old.exists()
    assert [(entry.on, entry.before, entry.after) for entry in journal.entries()] == [
        ("a", None, 1), ("b", None, 2), ("a", 1, 3),
    ]  # fmt: skip


def test_a_workspace_that_may_not_be_written_is_read_and_the_journal_goes_on_elsewhere(
    work: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.record(KIND, {"a": 1})
    monkeypatch.setattr(os, "access", lambda *_: False)
    other = Journal([str(work)])
    other.record(KIND, {"b": 2})
    assert other.current(KIND) == {"a": 1, "b": 2}
    assert work not in other.folder.parents
    monkeypatch.undo()
    assert len(entries_in(journal.folder).entries) == 1


def test_rewriting_leaves_out_what_it_is_told(journal: Journal) -> None:
    journal.record(KIND, {"a": 1, "b": 2})
    with next(journal.folder.glob("*.jsonl")).open("a") as file:
        file.write("not an entry\n")
    assert rewritten(journal.folder, lambda entry: None if entry.on == "a" else entry) == 2
    assert journal.current(KIND) == {"b": 2}
    assert journal.unreadable() == []


def test_whose_name_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("PARTNERS_USER", raising=False)
    monkeypatch.setattr("getpass.getuser", lambda: "system")
    assert user_name() == "system"
    assert remember_user("  Ana  López\n") == "Ana López"
    assert user_name() == "Ana López"
    monkeypatch.setenv("PARTNERS_USER", "Bo")
    assert user_name() == "Bo"
    for name in ("", " \n", "x" * 201):
        with pytest.raises(UnreadableSource, match="Allowed: 1 to 200"):
            remember_user(name)
