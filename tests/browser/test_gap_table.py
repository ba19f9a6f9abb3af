"""The table of gaps: reached, read and chosen by keys, with its headings in sight, on paper too."""

from typing import Any

import pytest

from tests.browser.dashboards import opened, settled, theme, until

pytestmark = pytest.mark.browser

TABLE = "#gaps-table"


def focused(page: Any) -> list[int]:
    """Return row and column of the cell that has the focus."""
    at: list[int] = page.evaluate(
        "() => { const { row, column } = document.activeElement.dataset; return [Number(row), Number(column)] }"
    )
    return at


def test_it_is_one_tab_stop_and_keys_go_from_cell_to_cell(page: Any, sample: str) -> None:
    opened(page, sample, "?view=gaps")
    rows, columns = page.locator(f"{TABLE} tbody tr").count(), page.locator(f"{TABLE} thead th").count() - 1
    assert page.locator(f'{TABLE} td[tabindex="0"]').count() == 1
    page.locator(f"{TABLE} td").first.focus()
    keys = [
        ("ArrowRight", [0, 1]), ("ArrowDown", [1, 1]), ("ArrowLeft", [1, 0]), ("ArrowLeft", [1, 0]),
        ("End", [1, columns - 1]), ("ArrowRight", [1, columns - 1]), ("Home", [1, 0]), ("ArrowUp", [0, 0]),
        ("ArrowUp", [0, 0]), ("Control+End", [rows - 1, columns - 1]), ("ArrowDown", [rows - 1, columns - 1]),
        ("Control+Home", [0, 0]), ("PageDown", [min(10, rows - 1), 0]), ("PageUp", [0, 0]),
    ]  # fmt: skip
    for key, at in keys:
        page.keyboard.press(key)
        assert focused(page) == at, key
        assert page.locator(f'{TABLE} td[tabindex="0"]').count() == 1
    sentence = page.evaluate("() => document.activeElement.getAttribute('aria-label')")
    assert page.locator(f"{TABLE} .gap-says").inner_text() == sentence
    page.keyboard.press("Enter")
    until(lambda: "cell=" in page.evaluate("() => location.search"))
    settled(page)
    assert sentence.startswith(page.locator("#card-title").inner_text())
    assert page.locator(f'{TABLE} td[aria-selected="true"]').get_attribute("aria-label") == sentence


def test_arrows_are_mirrored_where_the_page_is(page: Any, sample: str) -> None:
    opened(page, sample, "?view=gaps")
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    page.locator(f"{TABLE} td").first.focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == [0, 1]


def test_headings_stay_in_sight(page: Any, sample: str) -> None:
    opened(page, sample, "?view=gaps")
    page.set_viewport_size({"width": 900, "height": 480})
    page.evaluate(f"() => document.querySelector('{TABLE} td:last-child').scrollIntoView()")
    page.evaluate(f"() => {{ const at = document.querySelector('{TABLE} .gap-scroll'); at.scrollTo(200, 200) }}")
    seen = page.evaluate(
        f"() => {{ const box = document.querySelector('{TABLE} .gap-scroll').getBoundingClientRect();"
        f" const top = document.querySelector('{TABLE} thead th:last-child').getBoundingClientRect();"
        f" const side = document.querySelector('{TABLE} tbody tr:last-child th').getBoundingClientRect();"
        " return [Math.abs(top.top - box.top) < 6, Math.abs(side.left - box.left) < 6] }"
    )
    assert seen == [True, True]


def test_a_screen_reader_is_told_row_and_column(page: Any, sample: str) -> None:
    opened(page, sample, "?view=gaps")
    assert page.locator(f"{TABLE} thead th[scope=col]").count() == page.locator(f"{TABLE} thead th").count()
    assert page.locator(f"{TABLE} tbody th[scope=row]").count() == page.locator(f"{TABLE} tbody tr").count()
    assert page.locator(f"{TABLE} td:not([aria-label])").count() == 0


@pytest.mark.real_data
@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_name_is_whole_and_nothing_lies_over_another(page: Any, ethiopia: str, look: str) -> None:
    opened(page, ethiopia, "?view=gaps")
    theme(page, look)
    cut = page.evaluate(
        f"() => [...document.querySelectorAll('{TABLE} th span, {TABLE} tbody th')]"
        ".filter((at) => at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0).map((at) => at.innerText)"
    )
    assert cut == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_on_paper_it_stands_whole(page: Any, sample: str) -> None:
    opened(page, sample, "?view=gaps")
    page.emulate_media(media="print")
    whole = page.evaluate(
        f"() => {{ const at = document.querySelector('{TABLE} .gap-scroll');"
        " return [getComputedStyle(at).overflow, at.clientHeight >= at.firstChild.offsetHeight] }"
    )
    assert whole == ["visible", True]
    page.emulate_media(media="screen")
