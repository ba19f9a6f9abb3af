"""Tables of aliases: what is read of them, and what is refused with a reason."""

import json
from pathlib import Path

import pytest

import loaders
from graph.errors import UnreadableSource
from loaders.names.aliases import AliasTable, aliases_in, keep_aliases, read_aliases

WHO = {"name": "World Health Organization", "shortname": "WHO", "synonyms": ["World Health Organisation"]}
SPREADSHEET = "Name,Acronym,Aliases\nWorld Health Organization,WHO,OMS; W H O\nHill Aid,HA,\n"


def read_json(folder: Path, found: object) -> AliasTable:
    file = folder / "aliases.json"
    file.write_text(json.dumps(found), encoding="utf-8")
    return read_aliases(file)


def name_of(table: AliasTable, text: str) -> str:
    meant = table.find(text)
    return meant.name if meant else ""


@pytest.mark.parametrize("found", [{"WHO": WHO}, [WHO]])
def test_json_by_name_or_as_a_list(tmp_path: Path, found: object) -> None:
    table = read_json(tmp_path, found)
    for text in ("who", "World Health Organisation", "WORLD  HEALTH ORGANIZATION", "World-Health Organization"):
        assert name_of(table, text) == "World Health Organization"
    assert table.find("World Bank") is None


def test_a_spreadsheet(tmp_path: Path) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(SPREADSHEET)
    table = read_aliases(file)
    assert [name_of(table, text) for text in ("OMS", "w h o", "HA")] == [WHO["name"], WHO["name"], "Hill Aid"]
    assert table.notes.empty


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"name": "Unspecified NGOs"}, "placeholder"),
        ({"name": "Assessed Contributions", "skip": True}, "placeholder"),
        ({"name": "Hill Aid", "synonyms": ["Private donors"]}, "placeholder"),
        ({"name": "Hill Aid", "synonyms": ["It was founded by people of the hills. " * 5]}, "not_a_name"),
    ],
)
def test_what_cannot_be_a_name_is_told(tmp_path: Path, entry: dict[str, object], reason: str) -> None:
    table = read_json(tmp_path, [WHO, entry])
    assert table.notes[["file", "line", "reason"]].to_numpy().tolist() == [["aliases.json", 2, reason]]
    assert len(table.notes["found"].item()) <= 120
    assert {meant.name for meant in table.meanings.values()} <= {WHO["name"], "Hill Aid"}


def test_a_name_of_two_organizations_says_nothing_but_a_full_name_is_its_owners(tmp_path: Path) -> None:
    table = read_json(
        tmp_path,
        [
            {"name": "Active Aid", "shortname": "AA"},
            {"name": "Able Aid", "shortname": "AA", "synonyms": ["Active Aid"]},
        ],
    )
    assert table.find("AA") is None
    assert name_of(table, "Active Aid") == "Active Aid"
    assert table.notes["reason"].tolist() == ["ambiguous_name"]


def test_a_synonym_with_a_country_of_its_own_is_not_sure(tmp_path: Path) -> None:
    table = read_json(tmp_path, [{"name": "Hill Aid", "synonyms": ["Hill Aid Kenya", "Aid of the Hill"]}])
    assert [table.meanings[text].sure for text in ("hill aid kenya", "aid of the hill", "hill aid")] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("text", ["[]", "{}", "[1]", "Name,Place\nHill Aid,North\n"])
def test_a_file_without_aliases_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "aliases.csv"
    file.write_text(text)
    with pytest.raises(UnreadableSource, match=r"aliases\.csv: no aliases found\. Allowed:"):
        read_aliases(file)


def test_a_folder_keeps_one_table_and_every_load_of_it_finds_that(tmp_path: Path) -> None:
    work = loaders.write_folder(loaders.read(_file(tmp_path, "Org\nOMS\nWHO\n")), tmp_path / "work")
    assert aliases_in(work) is None
    for name, text in (("x.json", json.dumps([WHO])), ("y.csv", SPREADSHEET)):
        (tmp_path / name).write_text(text)
        keep_aliases(tmp_path / name, work)
    assert [path.name for path in work.glob("organization-aliases*")] == ["organization-aliases.csv"]
    loaded = loaders.load(work)
    assert loaded.tables.organizations["name"].tolist() == [WHO["name"]]
    assert loaders.load(work, aliases=tmp_path / "x.json").tables.organizations["name"].tolist() != [WHO["name"]]


def _file(folder: Path, text: str) -> Path:
    file = folder / "who.csv"
    file.write_text(text)
    return file


@pytest.mark.real_data
def test_the_real_table(real_data: Path) -> None:
    table = read_aliases(real_data / "organization-aliases" / "org-map.json")
    reasons = table.notes["reason"].value_counts()
    assert reasons["not_a_name"] == 29, "whole paragraphs stand among the synonyms"
    assert reasons["placeholder"] == 20
    assert {"N/A", "Private donors"} <= set(table.notes["found"])
    assert [name_of(table, text) for text in ("WHO", "World Health Organisation")] == ["World Health Organization"] * 2
    assert table.find("ADA") is None, "two organizations go by it"
    assert not table.meanings["vsf suisse"].sure
    assert table.ids["xm-dac-928"] == "World Health Organization"
