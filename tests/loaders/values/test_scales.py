"""The scale in a header is turned the right way, or its reader says what it could not know."""

from dataclasses import replace
from pathlib import Path

import pytest

import loaders
from graph.ties.strength import tie_network
from loaders.formats.mapped import load_mapped, propose
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.scales import scale_in


@pytest.mark.parametrize(
    ("header", "weak", "strong", "problem"),
    [
        ("Frequency (1 = continuously, 4 = about once a day or less)", 4, 1, ""),
        ("Frequency (1 = about once a day or less, 4 = continuously)", 1, 4, ""),
        ("Frequency [1=weekly; 2=monthly; 3=yearly]", 3, 1, ""),
        ("Frequency (1: never / 5: daily)", 1, 5, ""),
        ("Trust (1 = not at all, 5 = completely)", 1, 5, ""),
        ("Trust (5 = high, 1 = low)", 1, 5, ""),
        ("Trust (0 = no contact, 3 = joint work)", 0, 3, ""),
        ("Frecuencia (1 = nunca, 4 = siempre)", 1, 4, ""),
        ("Trust (1 = blue, 4 = red)", 1, 4, "scale_direction"),
        ("Trust (1 = strong, 4 = strong)", 1, 4, "scale_direction"),
        ("Strength (0,5 = low, 1 = high)", 0.5, 1, ""),
        ("Strength (1=low,5=high)", 1, 5, ""),
        ("Strength (1,2,3 = low, 4 = high)", None, None, "unread_scale"),
        ("Trust (1-4)", 1, 4, "scale_range"),
        ("Trust (0,5-1,5)", 0.5, 1.5, "scale_range"),
        ("Trust [5 to 1]", 5, 1, "scale_range"),
        ("Trust (2021-2022)", None, None, "unread_scale"),
        ("Trust (2023-24)", None, None, "unread_scale"),
        ("Trust (2021)", None, None, "unread_scale"),
        ("Trust (4 = strong)", None, None, "unread_scale"),
        ("Trust (one to 4)", None, None, "unread_scale"),
        ("Trust (high or low)", None, None, ""),
        ("Trust", None, None, ""),
    ],
)
def test_a_header_states_its_scale(header: str, weak: float | None, strong: float | None, problem: str) -> None:
    scale = scale_in(header)
    assert (scale.ends, scale.problem) == (None if weak is None else (weak, strong), problem)


def test_the_strength_of_a_reversed_scale_is_turned_and_what_is_unclear_is_noted(tmp_path: Path) -> None:
    for header, strengths, problem in (
        ("Frequency (1 = continuously, 4 = about once a day or less)", (1.0, 0.25), []),
        ("Frequency (1 = blue, 4 = red)", (0.25, 1.0), ["scale_direction"]),
        ("Frequency (2021)", (0.25, 1.0), ["unread_scale"]),
        ("Frequency (2021-2022)", (0.25, 1.0), ["unread_scale"]),
        ("Frequency (1-4)", (0.25, 1.0), ["scale_range"]),
        ("Frequency (2-3)", (0.5, 1.0), ["outside_scale", "outside_scale", "scale_range"]),
    ):
        file = tmp_path / "edges.csv"
        file.write_text(f'From,To,"{header}"\nAna Trust,Ben House,1\nAna Trust,Cy Hall,4\n', encoding="utf-8")
        loaded = loaders.load(file)
        ids = dict(
            zip(loaded.tables.organizations["name"], loaded.tables.organizations["organization_id"], strict=True)
        )
        ties = tie_network(loaded.tables)[ids["Ana Trust"]]
        assert (ties[ids["Ben House"]]["strength"], ties[ids["Cy Hall"]]["strength"]) == strengths
        notes = loaded.report.notes
        assert sorted(reason for reason in notes["reason"] if "scale" in reason) == problem


def test_a_mapped_spreadsheet_has_its_scale_in_its_header_too(tmp_path: Path) -> None:
    header = "Contact (1 = daily, 4 = never)"
    file = tmp_path / "some.csv"
    file.write_text(
        f'Organization,Partner,"{header}"\nHill Aid,River Club,1\nLake Society,Hill Aid,7\n', encoding="utf-8"
    )
    mapping = replace(propose(Opened(file)).with_roles([(header, "strength")]), shape="pairs")
    loaded = load_mapped(Opened(file), mapping, Reading())
    ties = loaded.tables.declared_ties
    assert ties[["scale_min", "scale_max"]].to_numpy().tolist() == [[4.0, 1.0]] * 2
    told = loaded.report.notes.loc[loaded.report.notes["reason"] == "outside_scale", ["found", "expected"]]
    assert told.to_numpy().tolist() == [["7", "a number from 1 to 4; it counts as the nearest of them (1 row)"]]
    assert sorted(strength for _, _, strength in tie_network(loaded.tables).edges.data("strength")) == [0.25, 1.0]
