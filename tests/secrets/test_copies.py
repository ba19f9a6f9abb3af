"""What a copy for others gives away beside words: gaps, orders, ids, places, modes of files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import loaders
from dashboard.state import State
from graph.errors import UnreadableSource
from graph.tables import Tables
from loaders.export import export
from loaders.form_list import EXPORT_NAMES
from loaders.redaction import handed_on, untraceable

KEY, OTHER_KEY = b"one key", b"another key"
WHO_DOES_WHAT = (
    "Organization,Implementing partner,Sector,Admin1,Admin2,Start date\n"
    "Hill Aid,River Group,Water,North,Hillside,2024-01-01\n"
    "River Group,,Water,North,Riverside,2024-02-01\n"
    "Lake Circle,,Health,South,Hidden Valley,2024-03-01\n"
)


def tables_of(**frames: list[dict[str, Any]]) -> Tables:
    return Tables.of({name: pd.DataFrame(rows) for name, rows in frames.items()})


def network(*, quarrel: bool) -> Tables:
    """Return two meetings of three organizations, one of them sensitive, with or without a confidential conflict."""
    acts = [
        {"interaction_id": "m1", "date": "2024-01-01", "kind": "meeting", "source": "i.csv##2"},
        {"interaction_id": "q", "date": "2024-02-01", "kind": "conflict", "confidential": "true", "source": "i.csv##3"},
        {"interaction_id": "m2", "date": "2024-03-01", "kind": "meeting", "source": "i.csv##4"},
    ]
    took_part = [("m1", "zoe"), ("m1", "ben"), ("q", "zoe"), ("q", "ana"), ("m2", "ana"), ("m2", "ben")]
    acts = [act for act in acts if quarrel or act["interaction_id"] != "q"]
    return tables_of(
        organizations=[
            {"organization_id": i, "name": i, "sensitive": str(i == "ana").lower(), "source": f"o.csv##{line}"}
            for line, i in enumerate(("ana", "ben", "zoe"), start=2)
        ],
        interactions=acts,
        participations=[
            {"interaction_id": act, "organization_id": who, "source": f"p.csv##{line}"}
            for line, (act, who) in enumerate(took_part, start=2)
            if quarrel or act != "q"
        ],
    )


def written(folder: Path) -> Mapping[str, bytes]:
    files = [folder] if folder.is_file() else sorted(folder.rglob("*"))
    return {file.name: file.read_bytes() for file in files if file.is_file()}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))


@pytest.mark.parametrize("form", EXPORT_NAMES)
def test_a_copy_does_not_tell_whether_there_is_a_confidential_conflict(tmp_path: Path, form: str) -> None:
    copies = []
    for quarrel in (True, False):
        place = tmp_path / str(quarrel) / "copy"
        place.parent.mkdir()
        export(network(quarrel=quarrel), place, form)
        copies.append(written(place))
    assert copies[0] == copies[1]


def test_a_copy_names_no_file_and_no_line() -> None:
    copy = untraceable(handed_on(network(quarrel=True)))
    assert all(frame["source"].isna().all() for frame in copy.frames().values())


def test_a_copy_is_not_in_the_order_of_the_names() -> None:
    copies = [untraceable(Tables(**network(quarrel=False).shown(key).frames())) for key in (KEY, OTHER_KEY, b"a", b"b")]
    for copy in copies:
        ids = copy.organizations["organization_id"].tolist()
        assert ids == sorted(ids)
        assert ids[:2] == ["ben", next(i for i in ids if i.startswith("protected-"))]


def test_an_id_of_an_activity_does_not_tell_who_took_part(tmp_path: Path) -> None:
    file = tmp_path / "w.csv"
    file.write_text(WHO_DOES_WHAT, encoding="utf-8")
    tables = loaders.load(file).tables
    secret = tables.organizations["name"] == "River Group"
    tables = tables.replace(organizations=tables.organizations.assign(sensitive=secret.astype("boolean")))
    one, other = tables.shown(KEY), tables.shown(OTHER_KEY)
    plain = set(tables.interactions["interaction_id"])
    assert plain
    for copy in (one, other):
        for name in ("interactions", "participations", "interaction_causes", "interaction_communities"):
            assert not set(getattr(copy, name)["interaction_id"]) & plain
    assert set(one.interactions["interaction_id"]).isdisjoint(other.interactions["interaction_id"])
    assert len(one.interactions) == len(tables.interactions)


def test_a_place_that_only_a_masked_organization_names_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "w.csv"
    file.write_text(WHO_DOES_WHAT, encoding="utf-8")
    tables = loaders.load(file).tables
    assert "Hidden Valley" in set(tables.communities["name"])
    secret = tables.organizations["name"] == "Lake Circle"
    tables = tables.replace(organizations=tables.organizations.assign(sensitive=secret.astype("boolean")))
    shown = tables.shown(KEY)
    assert set(shown.communities["name"]) == set(tables.communities["name"]) - {"Hidden Valley"}
    own = shown.presences[shown.presences["organization_id"].str.startswith("protected-")]
    assert set(own["community_id"]) <= set(shown.communities["community_id"])


@pytest.mark.parametrize("form", [form for form in EXPORT_NAMES if form != "folder"])
def test_a_file_that_everybody_could_read_becomes_private(tmp_path: Path, form: str) -> None:
    place = tmp_path / "copy"
    place.write_text("earlier", encoding="utf-8")
    place.chmod(0o666)
    export(network(quarrel=False), place, form)
    assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("header", ["confidental", "confidental?", "confidentiel", "sensitve", "sensitiv"])
def test_a_misspelled_column_that_protects_is_refused(tmp_path: Path, header: str) -> None:
    table = "organizations" if header.startswith("s") else "interactions"
    ids = "organization_id,name" if table == "organizations" else "interaction_id,date,kind,title"
    (tmp_path / "organizations.csv").write_text("organization_id,name\na,A\n", encoding="utf-8")
    (tmp_path / f"{table}.csv").write_text(f"{ids},{header}\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"looks like '(confidential|sensitive)'"):
        loaders.load(tmp_path)


@pytest.mark.parametrize(("said", "masks"), [("1", True), ("on", True), ("true", True), ("0", False), ("off", False)])
def test_a_link_to_the_presentation_mode_hides_unless_it_says_no(said: str, masks: bool) -> None:
    assert State.of(f"?presentation={said}").presentation is masks


def test_so_it_is_in_a_network_file(tmp_path: Path) -> None:
    file = tmp_path / "elements.csv"
    file.write_text("Label,Type,sensitve\nHill Aid,organization,true\nBen House,organization,\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="looks like 'sensitive'"):
        loaders.load(file)
