"""What hands do on the map: several chosen, a lasso, the way between two, weaker ties hidden, somebody dragged."""

from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.browser.dashboards import drawn, opened, positions, settled, until

pytestmark = pytest.mark.browser


def chosen(page: Any) -> list[str]:
    return parse_qs(search(page)).get("several", [])


def search(page: Any) -> str:
    """Ask the page itself: what the driver knows of its address waits until it is asked something."""
    query: str = page.evaluate("() => location.search.slice(1)")
    return query


def first(page: Any, count: int) -> list[str]:
    """Return those with the most partners, of different coalitions."""
    ids: list[str] = page.evaluate(
        "(count) => { const { graph } = document.getElementById('map').netmap; const seen = new Set();"
        " return graph.filterNodes((_, one) => !one.strip)"
        " .sort((a, b) => graph.getNodeAttribute(a, 'rank') - graph.getNodeAttribute(b, 'rank'))"
        " .filter((id) => { const at = graph.getNodeAttribute(id, 'group'); return !seen.has(at) && seen.add(at) })"
        " .slice(0, count) }",
        count,
    )
    return ids


def visible_ties(page: Any) -> set[frozenset[str]]:
    pairs = page.evaluate(
        "() => { const { graph, sigma } = document.getElementById('map').netmap;"
        " const shown = graph.filterEdges((tie) => !sigma.getEdgeDisplayData(tie).hidden);"
        " return shown.map((tie) => graph.extremities(tie)) }"
    )
    return {frozenset(pair) for pair in pairs}


def shift_click(page: Any, organization: str) -> None:
    page.keyboard.down("Shift")
    page.mouse.click(*positions(page)[organization])
    page.keyboard.up("Shift")
    until(lambda: organization in chosen(page))
    settled(page)


def test_two_are_chosen_and_the_way_between_them_is_drawn(page: Any, sample: str) -> None:
    opened(page, sample)
    two = first(page, 2)
    for one in two:
        shift_click(page, one)
    assert chosen(page) == two
    assert page.inner_text("#card-title") == "2 organizations chosen"
    page.get_by_role("link", name="The way between them").click()
    until(lambda: "way=1" in search(page))
    settled(page)
    page.mouse.move(1, 1)
    steps = page.locator("#right ol li").all_inner_texts()
    way = page.evaluate("() => document.getElementById('map').netmap.route()")
    assert len(way) == len(steps) + 1
    assert (way[0], way[-1]) == tuple(two)
    until(lambda: visible_ties(page) == {frozenset(pair) for pair in pairwise(way)})


def test_by_keyboard_several_are_chosen_and_cleared(page: Any, sample: str) -> None:
    opened(page, sample)
    page.focus("#map [role=application]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Enter")
    until(lambda: len(chosen(page)) == 1)
    page.focus("#map [role=application]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Enter")
    until(lambda: len(chosen(page)) == 2)
    settled(page)
    page.focus("#map [role=application]")
    page.keyboard.press("Escape")
    until(lambda: chosen(page) == [])


def test_the_lasso_chooses_exactly_those_inside(page: Any, sample: str) -> None:
    opened(page, sample)
    pane = page.query_selector("#map").bounding_box()
    page.get_by_role("button", name="Choose several: draw around them").click()
    left, top, right, bottom = pane["x"] + 15, pane["y"] + 20, pane["x"] + 230, pane["y"] + 240
    inside = {one for one, (x, y) in positions(page).items() if left < x < right and top < y < bottom}
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top)):
        page.mouse.move(x, y)
    page.mouse.up()
    until(lambda: chosen(page))
    assert len(inside) > 5
    assert set(chosen(page)) == inside
    settled(page)
    assert page.inner_text("#card-title") == f"{len(inside)} organizations chosen"
    assert page.text_content("#map [aria-live]") == f"Chosen: {len(inside)}"


def test_weaker_ties_are_hidden_counted_and_change_no_number(page: Any, sample: str) -> None:
    opened(page, sample)
    before, every = page.inner_text("#right"), visible_ties(page)
    slider = page.locator("#map input[type=range]")
    slider.focus()
    for _ in range(10):
        page.keyboard.press("ArrowRight")
    until(lambda: len(visible_ties(page)) < len(every))
    left = visible_ties(page)
    assert slider.get_attribute("aria-valuetext") == f"{len(left):,} of {len(every):,} relationships"
    strength = page.evaluate(
        "() => { const { graph } = document.getElementById('map').netmap;"
        " return graph.mapEdges((_, tie, from, to) => [from, to, tie.strength]) }"
    )
    weakest = min(value for one, other, value in strength if frozenset((one, other)) in left)
    assert all(value < weakest for one, other, value in strength if frozenset((one, other)) not in left)
    assert page.inner_text("#right") == before
    assert "several" not in search(page)


def test_who_is_dragged_stays_until_put_back(page: Any, sample: str) -> None:
    opened(page, sample)
    (one,) = first(page, 1)
    home = positions(page)
    x, y = home[one]
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 20)
    page.mouse.move(x + 60, y + 40)
    page.mouse.up()
    until(lambda: abs(positions(page)[one][0] - x - 60) < 2)
    assert "organization=" not in search(page)  # a drag is no click
    page.evaluate("() => window.dash_clientside.set_props('map', { dataUrl: 'api/map?kinds=meeting' })")
    drawn(page)
    graph = "() => document.getElementById('map').netmap.graph.size"
    until(lambda: page.evaluate(graph) > 0)
    now = positions(page)
    assert abs(now[one][0] - x - 60) < 2
    assert abs(now[one][1] - y - 40) < 2
    assert {i: at for i, at in now.items() if i != one} == {i: at for i, at in home.items() if i != one}
    page.get_by_role("button", name="Put back").click()
    until(lambda: positions(page) == home)
