"""What the dashboard does for everybody, and the tests of it; ``python -m tests.browser.statement`` writes the page."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

__all__ = ["PAGE", "RECORDS", "Record", "page"]

HOUSE = Path(__file__).resolve().parents[2]
PAGE = HOUSE / "docs" / "accessibility.md"
_B = "tests/browser/"


@dataclass(frozen=True)
class Record:
    """One promise of the dashboard.

    Attributes
    ----------
    topic : str
        What it is about.
    what : str
        The promise, in a sentence.
    how : str
        How it is tested.
    tests : tuple of str
        The tests that fail where it is broken: ``path::name``.
    """

    topic: str
    what: str
    how: str
    tests: tuple[str, ...]


RECORDS = (
    Record(
        "Screen readers",
        "Every view can be read by a screen reader: all content lies in a landmark, each control has a name, no rule "
        "of impact serious or critical is broken.",
        "axe-core runs in every view, in light and dark, with all lists open, on the sample and on the tables of a "
        "real file. A second test plants faults and expects that they are found.",
        (
            f"{_B}test_accessibility.py::test_nothing_serious_is_found",
            f"{_B}test_accessibility.py::test_the_grids_of_a_real_file",
            f"{_B}test_accessibility.py::test_a_fault_would_be_found",
        ),
    ),
    Record(
        "Contrast and colours",
        "Text has a contrast of at least 4.5 to 1 in light and dark, and the hues of coalitions are apart for every "
        "eye.",
        "axe-core computes the contrast of each text. The hues are compared by CIEDE2000 in normal, protan, deutan "
        "and tritan vision, and with their ground.",
        (
            f"{_B}test_accessibility.py::test_nothing_serious_is_found",
            "tests/dashboard/test_colours.py::test_any_two_hues_and_what_breaks_differ_for_every_eye",
            "tests/dashboard/test_colours.py::test_hues_and_greys_stand_out_and_ink_can_be_read",
        ),
    ),
    Record(
        "Keyboard",
        "Everything can be done by keyboard, and the focus is never lost.",
        "Tests skip to the answers, open and close the filters, walk the map and the table of gaps with the arrow "
        "keys, choose several organizations, and take a table out, without a mouse. After a change, the focus and the"
        " title of the window follow.",
        (
            f"{_B}test_accessibility.py::test_the_page_is_left_and_skipped_by_keyboard",
            f"{_B}test_accessibility.py::test_the_filters_open_and_close_by_keyboard",
            f"{_B}test_netmap.py::test_the_keyboard_walks_selects_clears_and_zooms",
            f"{_B}test_map_tools.py::test_by_keyboard_several_are_chosen_and_cleared",
            f"{_B}test_gap_table.py::test_it_is_one_tab_stop_and_keys_go_from_cell_to_cell",
            f"{_B}test_taking_out.py::test_copy_and_save_by_keyboard",
            f"{_B}test_pages.py::test_title_and_focus_follow_what_is_opened",
        ),
    ),
    Record(
        "Zoom",
        "At 200 % zoom nothing is cut off, and nothing lies beyond the edge.",
        "Every view opens in a window of 640 x 400, which is what a window of 1280 x 800 shows at 200 %. No control "
        "lies beyond the window, the page does not move to the side, and no box hides a part of its text.",
        (f"{_B}test_fits.py::test_no_control_lies_beyond_the_window",),
    ),
    Record(
        "Phones and fingers",
        "A phone shows the answer first. Targets are at least 44 px wide and high, and 24 px, or with as much room, "
        "with a mouse.",
        "Every view opens in a window of 390 x 844: the answer lies in the first screen, and each button, link and "
        "field outside of a sentence is measured. With a mouse, axe-core applies its rule target-size.",
        (
            f"{_B}test_fits.py::test_no_control_lies_beyond_the_window",
            f"{_B}test_fits.py::test_a_phone_opens_cards_and_menus_from_below",
            f"{_B}test_accessibility.py::test_nothing_serious_is_found",
        ),
    ),
    Record(
        "From right to left",
        "A page that reads from right to left is mirrored.",
        "Every view is switched to that direction: the columns swap their places, and no control lies beyond the "
        "window. The style sheet names no left and no right. The arrow keys of the table of gaps are mirrored, too.",
        (
            f"{_B}test_fits.py::test_no_control_lies_beyond_the_window",
            f"{_B}test_gap_table.py::test_arrows_are_mirrored_where_the_page_is",
            "tests/dashboard/test_style.py::test_the_style_sheet_is_logical",
        ),
    ),
    Record(
        "The table of gaps",
        "The table of gaps says its row and column for each cell, and its words do not depend on colour.",
        "The cells are a table with headings. Nobody present, need unknown and not in the data have different signs.",
        (
            f"{_B}test_gap_table.py::test_a_screen_reader_is_told_row_and_column",
            f"{_B}test_first_minutes.py::test_nobody_unknown_and_not_in_the_file_look_different",
        ),
    ),
    Record(
        "Letters",
        "The letters of English, French, Spanish, Portuguese, Ukrainian and Arabic look the same on every machine.",
        "The page brings its fonts, Inter and Noto Sans Arabic, and asks nobody else for them.",
        (f"{_B}test_fonts.py::test_the_page_asks_for_the_fonts_of_its_letters",),
    ),
    Record(
        "Without WebGL",
        "The page works without WebGL.",
        "A picture stands in the place of the map, and the lists stay.",
        (f"{_B}test_taking_out.py::test_without_webgl_the_map_is_a_picture",),
    ),
)
"""Each promise with its tests."""

_WIDTH = 120
_HEAD = """# Accessibility

The dashboard aims at level AA of WCAG 2.2. This page says what is tested, by which tests, and what the limits are.
`python -m tests.browser.statement` writes it from a list of tests. A test fails if the page is not up to date, or if it
names a test that does not exist."""
_LIMITS = """## Limits

- The map is a picture. A screen reader is told the organization that the arrow keys reach, with its coalition and the
  number of its partners, but not where it lies. The lists say the same as the map.
- In the tables of the views *Organizations* and *Data*, the fields and buttons below a head are smaller than 44 px on a
  phone, and the columns are not mirrored where the page reads from right to left.
- The names of discs on the map have a size of 11 or 12 px. They grow with the zoom of the browser, not with that of the
  map.
- axe-core finds a part of all faults. Nobody has tested the page with people who use a screen reader every day.
- The tests run in Chromium. Other browsers are not tested.
"""


def page() -> str:
    """Return the statement as Markdown."""
    promises = [
        f"## {record.topic}\n\n{fill(record.what, _WIDTH)}\n\n{fill(f'Tested: {record.how}', _WIDTH)}\n\n"
        + "\n".join(f"- `{test}`" for test in record.tests)
        for record in RECORDS
    ]
    return "\n\n".join([_HEAD, *promises, _LIMITS])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
