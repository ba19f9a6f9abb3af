"""Names lose the marks that hide or turn text, at every door, and each name that did is noted."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import loaders
from loaders.values.hidden_marks import NAME_COLUMNS, mixed_words, readable_merges, without_hidden_marks
from tests.examples import examples
from tests.loaders.formats.given import balanced, rows_csv, saved
from tests.loaders.tables_strategy import HIDDEN_MARKS

NEEDED = "\u200c\u200d\u200e\u200f\u061c"
ODD = "River\u202e Fu\u200bnd\u2066"
GRANT = {
    "id": "g1", "title": "Wells\u202e", "currency": "GBP", "amountAwarded": 1, "awardDate": "2024-01-02",
    "fundingOrganization": [{"id": "GB-1", "name": ODD}],
    "recipientOrganization": [{"id": "GB-2", "name": "Well Diggers"}],
}  # fmt: skip
IATI = (
    '<iati-activities version="2.03"><iati-activity><iati-identifier>a1</iati-identifier>'
    f'<title><narrative>Wells\u202e</narrative></title><reporting-org ref="GB-1"><narrative>{ODD}</narrative>'
    '</reporting-org><participating-org role="1" ref="GB-1"><narrative>River Fund</narrative></participating-org>'
    '<participating-org role="4" ref="GB-2"><narrative>Well Diggers</narrative></participating-org>'
    '<activity-date type="2" iso-date="2024-01-02"/></iati-activity></iati-activities>'
)
DOORS: dict[str, dict[str, object]] = {
    "who does what": {
        "who.csv": f"Donor,Implementing partner,Sector,Region\n{ODD},Well Diggers,Wat\u200ber,North\u202e\n"
    },
    "own form": {
        "organizations.csv": f"organization_id,name,aliases\na,{ODD},R\u202eF;The Fund\n",
        "causes.csv": "cause_id,name\nw,Wat\u200ber\n",
        "communities.csv": "community_id,name\nn,North\u202e\n",
        "interactions.csv": "interaction_id,kind,title\ni,meeting,Wells\u202e\n",
    },
    "kumu": {"map.json": {"elements": [{"label": ODD}, {"label": "B"}], "connections": [{"from": ODD, "to": "B"}]}},
    "pairs": {"edges.csv": f"Source,Target\n{ODD},Well Diggers\nRiver Fund,Hill Aid\n"},
    "grants": {"grants.json": {"grants": [GRANT]}},
    "iati": {"activities.xml": IATI},
    "mapped": {"plain.csv": f"Organisation,Partners,Topics\n{ODD},Well Diggers,Wat\u200ber\n"},
}  # fmt: skip


def texts(loaded: loaders.Loaded) -> list[str]:
    frames = loaded.tables.frames()
    return [t for table, columns in NAME_COLUMNS.items() for c in columns for t in frames[table][c].dropna()]


@pytest.mark.parametrize("door", DOORS)
def test_names_lose_hidden_marks_at_every_door_and_each_is_noted_once(tmp_path: Path, door: str) -> None:
    for name, held in DOORS[door].items():
        saved(tmp_path, name, held)
    source = [tmp_path] if door == "own form" else [tmp_path / name for name in DOORS[door]]
    loaded = balanced(loaders.load(*source))
    assert "River Fund" in set(loaded.tables.organizations["name"])
    notes = loaded.report.notes.query("reason == 'hidden_marks'")
    assert notes["found"].tolist().count("River Fund") == 1
    assert notes.loc[notes["found"] == "River Fund", "expected"].item().endswith("left out: 3 marks")
    quoted = [str(cell) for part in (loaded.report.notes, loaded.report.merges, loaded.report.rejects)
              for cell in part.to_numpy().ravel()]  # fmt: skip
    assert not {mark for text in [*texts(loaded), *quoted] for mark in text} & {*HIDDEN_MARKS}
    if door in {"who does what", "own form"}:
        assert set(loaded.tables.causes["name"]) == {"Water"}
        assert "Water" in set(notes["found"])
    if door in {"grants", "iati", "own form"}:
        assert set(loaded.tables.interactions["title"]) == {"Wells"}


@pytest.mark.parametrize("mark", NEEDED)
def test_marks_that_scripts_need_stay(tmp_path: Path, mark: str) -> None:
    name = f"\u0645\u06cc{mark}\u0631"
    loaded = loaders.load(saved(tmp_path, "organizations.csv", f"organization_id,name\na,{name}\n"))
    assert loaded.tables.organizations["name"].tolist() == [name]
    assert loaded.report.notes.empty


def test_a_word_that_mixes_scripts_is_kept_and_noted(tmp_path: Path) -> None:
    rows = "Donor,Implementing partner,Sector,Region\n\u041exfam,\u041c\u0438\u0440 Fund,Water,North\n"
    rows += "Hill,Al\u03c1ha,Water,North\n"
    loaded = balanced(loaders.load(saved(tmp_path, "who.csv", rows)))
    assert {"\u041exfam", "\u041c\u0438\u0440 Fund", "Al\u03c1ha"} <= set(loaded.tables.organizations["name"])
    notes = loaded.report.notes.query("reason == 'mixed_scripts'")
    assert dict(zip(notes["found"], notes["expected"].str.extract("Latin and (\\w+)")[0], strict=True)) == {
        "\u041exfam": "Cyrillic", "Al\u03c1ha": "Greek",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Oxfam", "\u041c\u0438\u0440 Fund", "\u03b2-carotene", "5 \u00b5m", "\u00c9tat civil"]
)
def test_scripts_in_words_of_their_own_are_usual(text: str) -> None:
    assert mixed_words(text) == {}


def test_a_name_that_differs_by_marks_only_is_a_note_and_no_merge() -> None:
    lines = {
        "file": "x.csv",
        "sheet": "",
        "line": [2, 3],
        "found": ["A\u202eB", "ab"],
        "kept": "AB",
        "reason": "same_spelling",
    }
    merges, notes = readable_merges(pd.DataFrame(lines))
    assert merges["found"].tolist() == ["ab"]
    assert notes[["line", "found", "reason"]].to_numpy().tolist() == [[2, "AB", "hidden_marks"]]


NAMES = st.text(st.sampled_from("ab \u0645\u0440\u03c1" + HIDDEN_MARKS + NEEDED), min_size=1, max_size=12)


@settings(max_examples=examples(60))
@given(name=NAMES)
def test_what_is_stripped_is_what_nobody_sees(name: str) -> None:
    plain = without_hidden_marks(name)
    assert not {*plain} & {*HIDDEN_MARKS}
    assert without_hidden_marks(plain) == plain
    without = "".join(sign for sign in name if sign not in HIDDEN_MARKS)
    assert "".join(plain.split()) == "".join(without.split())


@settings(max_examples=examples(25))
@given(rows=st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4))
def test_any_names_are_read_without_hidden_marks_and_counts_add_up(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    cells = [{"Donor": a, "Implementing partner": f"{b} and more", "Sector": a, "Region": b} for a, b in rows]
    three_w = saved(folder, "who.csv", rows_csv(cells))
    own = saved(
        folder, "organizations.csv", rows_csv([{"organization_id": i, "name": a} for i, (a, _) in enumerate(rows)])
    )
    for file in (three_w, own):
        loaded = balanced(loaders.load(file))
        assert not {mark for text in texts(loaded) for mark in text} & {*HIDDEN_MARKS}
        assert not {*"".join(map(str, loaded.report.notes.to_numpy().ravel()))} & {*HIDDEN_MARKS}
