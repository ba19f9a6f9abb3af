"""axe-core finds nothing serious in any view, light and dark; all lies in a landmark, and no target is too small."""

from importlib.resources import files
from typing import Any

import pytest

from tests.browser.dashboards import opened, theme, until

pytestmark = pytest.mark.browser

VIEWS = {
    "coalitions": "",
    "coalition": "?coalition=2&mine=orvenne-water-keepers",
    "bridging": "?view=bridging&organization=yarrow-path-walkers",
    "gaps": "?view=gaps",
    "allies": "?view=allies&whom=1",
    "help": "?view=help",
    "cell": "?view=gaps&cell=women&cell=fennimoor&causes=women&causes=water",
    "organizations": "?view=organizations&organization=orvenne-water-keepers&columns=kind&columns=degree",
    "data": "?view=data",
    "why": "?organization=orvenne-water-keepers&why=partners&why=orvenne-water-keepers",
    "nonsense": "?causes=none-such",
}
ALWAYS = {"region", "target-size"}  # whatever their impact


def serious(page: Any) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true })")
    rules = {"rules": {rule: {"enabled": True} for rule in ALWAYS}}
    violations = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", rules)
    return [
        f"{one['id']}: {place['target']} {place['failureSummary']}"
        for one in violations
        if one["impact"] in {"serious", "critical"} or one["id"] in ALWAYS
        for place in one["nodes"]
    ]


def test_nothing_serious_is_found(page: Any, sample: str) -> None:
    names = ["light", "dark"]
    for view, search in VIEWS.items():
        opened(page, sample, search, same=view != "nonsense")
        for name in names:
            theme(page, name)
            assert serious(page) == [], (view, name)
        names.reverse()  # the next page begins as this one ends


def test_a_fault_would_be_found(page: Any, sample: str) -> None:
    opened(page, sample, "?view=data")
    page.evaluate(
        "() => { document.querySelector('#page').append(document.createElement('button'));"
        " document.body.append(Object.assign(document.createElement('p'), { textContent: 'Words' }));"
        " for (const one of 'ab') { const small = document.createElement('button'); small.textContent = one;"
        " small.style = 'padding: 0; border: 0; inline-size: 9px; block-size: 9px';"
        " document.querySelector('#page').prepend(small) } }"
    )
    assert {one.split(":")[0] for one in serious(page)} == {"button-name", "region", "target-size"}


def test_the_grids_of_a_real_file(page: Any, ethiopia: str) -> None:
    opened(page, ethiopia, "?view=data")
    page.locator(".ag-row").first.wait_for()
    for name in ("light", "dark"):
        theme(page, name)
        page.locator(".ag-row").first.wait_for()
        assert serious(page) == []


def test_the_page_is_left_and_skipped_by_keyboard(page: Any, sample: str) -> None:
    opened(page, sample)
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.innerText") == "Skip to the answers"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.querySelector('#right').contains(document.activeElement)")


def test_the_filters_open_and_close_by_keyboard(page: Any, sample: str) -> None:
    opened(page, sample, "?causes=water")
    page.locator("#filter-button").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('.filters')")
    assert not page.locator(".filters [role=option]").locator("visible=true").count(), "no list opens by itself"
    assert serious(page) == []
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.id") == "filter-causes"
    page.keyboard.press("Escape")
    page.wait_for_function("() => document.activeElement.id === 'filter-button'")
    page.locator(".chip", has_text="Safe water").press("Enter")
    until(lambda: "causes" not in page.url)
    until(lambda: not page.locator(".chip").count())
