"""Operational presence from HDX HAPI: made from its documentation; CSV and JSON, with and without tags."""

from pathlib import Path

import pytest

import loaders
from graph.errors import UnreadableSource
from tests.loaders.formats.given import balanced, names, rows_csv, saved, without_source

ROWS: list[dict[str, object]] = [
    {"location_code": "ETH", "location_name": "Ethiopia", "admin1_code": "ET04", "admin1_name": "Oromia",
     "admin2_code": "ET0410", "admin2_name": "Jimma", "provider_admin1_name": "oromiya", "provider_admin2_name": "jima",
     "org_acronym": "WD", "org_name": "Well Diggers", "org_type_code": "441", "org_type_description": "National NGO",
     "sector_code": "WSH", "sector_name": "Water Sanitation Hygiene",
     "reference_period_start": "2024-01-01T00:00:00", "reference_period_end": "2024-12-31T23:59:59",
     "resource_hdx_id": "0800-123-4567"},
    {"location_code": "ETH", "location_name": "Ethiopia", "admin1_code": "ET04", "admin1_name": "Oromia",
     "provider_admin2_name": "Guji", "org_acronym": "WD", "org_name": "Well Diggers",
     "org_type_description": "National NGO", "sector_code": "EDU", "sector_name": "Education",
     "reference_period_start": "2024-01-01T00:00:00", "reference_period_end": "2024-12-31T23:59:59"},
    {"location_code": "SSD", "location_name": "South Sudan", "org_acronym": "SC", "org_name": "School Choir",
     "sector_code": "EDU", "sector_name": "Education", "reference_period_start": "2024-01-01T00:00:00"},
]  # fmt: skip


def test_who_is_present_where(tmp_path: Path) -> None:
    loaded = balanced(loaders.load(saved(tmp_path, "presence.csv", rows_csv(ROWS))))
    tables = loaded.tables
    assert loaded.report.sheets[["form", "read", "kept"]].values.tolist() == [["HDX HAPI operational presence", 3, 3]]
    place, cause = (dict(zip(f.iloc[:, 0], f["name"], strict=True)) for f in (tables.communities, tables.causes))
    present = tables.presences[["organization_id", "community_id", "cause_id", "since", "until"]].itertuples(
        index=False
    )
    assert {(names(tables)[o], place[p], cause[c], f"{s:%Y-%m-%d}") for o, p, c, s, _ in present} == {
        ("Well Diggers", "Jimma", "Water Sanitation Hygiene", "2024-01-01"),
        ("Well Diggers", "Guji", "Education", "2024-01-01"),
        ("School Choir", "South Sudan", "Education", "2024-01-01"),
    }
    assert tables.presences["until"].dt.strftime("%Y-%m-%d").dropna().unique().tolist() == ["2024-12-31"]
    assert set(place) >= {"ETH", "ET04", "ET0410", "SSD"}
    assert tables.organizations.set_index("name").loc["Well Diggers", "kind"] == "ngo"
    assert len(tables.interactions) == 0


def test_formats_agree(tmp_path: Path) -> None:
    plain = loaders.load(saved(tmp_path, "a.csv", rows_csv(ROWS))).tables
    head, *body = rows_csv(ROWS).splitlines()
    tags = ",".join(f"#meta+{title}" for title in head.split(","))
    tagged = loaders.load(saved(tmp_path, "b.csv", "\n".join([head, tags, *body])))
    assert without_source(tagged.tables) == without_source(plain)
    assert tagged.tables.organizations["source"].tolist()[0].endswith("#3")
    for held in ({"data": ROWS}, ROWS):
        assert without_source(loaders.load(saved(tmp_path, "c.json", held)).tables) == without_source(plain)


def test_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="Allowed: "):
        loaders.load(saved(tmp_path, "a.csv", "a,b\n1,2\n"), form="hapi")
