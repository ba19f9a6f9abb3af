"""A new format is a folder and one list entry: commands, help and documentation have it then."""

import json

from tests.recipes.house import CHECKOUT, House

LIST = "loaders/form_list.py"
FOLDER = "loaders/formats/friends"
FORM = '''"""Friends: a format for a test, two names a line."""

from collections.abc import Sequence

from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["FRIENDS"]

_FIRST_LINE = "friends of friends"
_LABEL = "list of friends"


def _recognises(file: Opened) -> bool:
    return file.text.startswith(_FIRST_LINE)


def _load(files: Sequence[Opened], reading: Reading) -> Loaded:
    facts = Gathered(_LABEL, reading.date)
    for file in files:
        for line, text in enumerate(file.text.splitlines()[1:], start=2):
            source = facts.record(file.name, "", line)
            one, other = (facts.organization("", name, source) for name in text.split(" and "))
            facts.add("declared_ties", source, from_id=one, to_id=other)
    return facts.loaded()


FRIENDS = Form("friends", _LABEL, _recognises, _load)
'''
ENTRY = '    "friends": "loaders.formats.friends.form:FRIENDS",\n'


def test_a_format_is_a_folder_and_a_list_entry(house: House) -> None:
    house.write(f"{FOLDER}/__init__.py", '"""Friends."""\n')
    house.write(f"{FOLDER}/form.py", FORM)
    house.enter(LIST, '    "kumu"', ENTRY)
    lines = ("friends of friends", "Well Diggers and River Keepers", "River Keepers and Seed Bank")
    (house.folder / "list.txt").write_text("\n".join([*lines, "Seed Bank and River Keepers"]), encoding="utf-8")

    check = house.partners("check", "list.txt", "--format", "json")
    assert check.returncode == 0, check.stderr
    (sheet,) = json.loads(check.stdout)
    assert (sheet["file"], sheet["form"], sheet["read"], sheet["rejected"]) == ("list.txt", "list of friends", 3, 0)
    assert sheet["read"] == sheet["kept"] + sheet["merged"]

    scores = house.partners("centrality", "list.txt", "--measure", "degree", "--format", "json")
    degrees = {row["name"]: row["degree"] for row in json.loads(scores.stdout)}
    assert degrees == {"Well Diggers": 1, "River Keepers": 2, "Seed Bank": 1}

    named = house.partners("check", "list.txt", "--form", "friends", "--format", "json")
    assert json.loads(named.stdout) == [sheet]
    wrong = house.partners("check", "list.txt", "--form", "freinds")
    assert wrong.returncode == 2
    assert "Nearest: 'friends'" in wrong.stderr
    assert "edge-list, friends, gexf" in " ".join(house.partners("check", "--help").stdout.split())

    page = CHECKOUT / "docs/formats.md"
    lists = "import sys; from loaders.contract import with_lists; print(with_lists(open(sys.argv[1]).read()))"
    assert "| `friends` | list of friends |" in house.python(lists, str(page)).stdout

    assert house.changes() == {f"{FOLDER}/__init__.py": "new", f"{FOLDER}/form.py": "new", LIST: ENTRY}
