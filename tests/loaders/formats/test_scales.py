"""The scale in a header is turned the right way, or its reader says what it could not know."""

from pathlib import Path

import pytest

import loaders
from graph.ties.strength import tie_network
from loaders.formats.networks.scales import scale_in


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
        ("Trust (1-4)", 1, 4, ""),
        ("Trust [5 to 1]", 5, 1, ""),
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
        assert notes.loc[notes["reason"].isin(["scale_direction", "unread_scale"]), "reason"].tolist() == problem
