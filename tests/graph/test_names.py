"""Names made comparable, and ids made from them."""

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import normal_name, stable_id, tidy


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ("", ""),
        ("   ", ""),
        (" Land\t rights\n", "Land rights"),
        ("Land\u00a0\u00a0rights\u2003now", "Land rights now"),
        ("\u202fÉtat\u3000civil", "État civil"),
        ("Land-rights", "Land-rights"),
    ],
)
def test_white_space_of_every_kind_is_one_blank(found: str, told: str) -> None:
    assert tidy(found) == told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UNICEF", " unicef "),
        ("Save\u00a0the Children", "save the  children"),
        ("STRASSE", "straße"),
        ("\uff26\uff35\uff2c\uff2c", "full"),
        ("\ufb01ne", "FINE"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ufeffname", "name"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Área", "A\u0301rea"),
    ],
)
def test_two_spellings_of_one_name_are_equal(one: str, other: str) -> None:
    assert normal_name(one) == normal_name(other)
    assert stable_id("org", one) == stable_id("org", other)


@pytest.mark.parametrize(
    ("one", "other"), [("Área", "Area"), ("peña", "pena"), ("A-B", "AB"), ("A.B.", "AB"), ("Land", "Lands")]
)
def test_accents_and_marks_tell_names_apart(one: str, other: str) -> None:
    assert normal_name(one) != normal_name(other)
    assert stable_id("org", one) != stable_id("org", other)


@given(st.text())
def test_what_is_normal_stays_so(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
    assert normal_name(f" \u00a0{name}\t") == normal_name(name)


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_an_id_is_short_plain_and_the_same_again(parts: list[str]) -> None:
    found = stable_id("org", *parts)
    assert re.fullmatch(r"org-[0-9a-f]{12}", found)
    assert found == stable_id("org", *parts)


def test_parts_are_not_run_together_and_the_order_counts() -> None:
    assert (
        len({stable_id("x", "ab", "c"), stable_id("x", "a", "bc"), stable_id("x", "abc"), stable_id("x", "c", "ab")})
        == 4
    )
    assert stable_id("x", "a") != stable_id("y", "a")


def test_ids_do_not_change_between_versions_and_runs() -> None:
    assert stable_id("org", "UNICEF") == "org-687e097e6c4e"
    script = "from graph.names import stable_id; print(stable_id('org', 'Ana', 'Trust'))"
    again = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert again.stdout.strip() == stable_id("org", "Ana", "Trust")
