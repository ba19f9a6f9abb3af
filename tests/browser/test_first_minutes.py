"""What the first five minutes show, on the sample and on a real file."""

import re
from typing import Any

import numpy as np
import pytest

from dashboard.colours import COLOURS, cell_colours
from tests.browser.dashboards import (
    drawn,
    open_filters,
    opened,
    overlapping,
    positions,
    settled,
    shown_text,
    texts,
    theme,
    until,
)

pytestmark = pytest.mark.browser

BOTH = ["sample", pytest.param("ethiopia", marks=pytest.mark.real_data)]
FORBIDDEN = re.compile(
    r"\b(nodes?|edges?|clusters?|betweenness|modularity|influence|scores?|single points? of failure)\b", re.IGNORECASE
)
READABLE = 60
NEAR = 24
"""A name touches its area where it is this close, in pixels, to an organization in it, or lies over it."""


@pytest.fixture
def start(request: pytest.FixtureRequest) -> str:
    """Return the address of a data set's dashboard."""
    address: str = request.getfixturevalue(request.param)
    return address


def network(page: Any) -> Any:
    """Return the map's columns as the browser gets them."""
    return page.evaluate("async () => (await fetch('api/map')).json()")


def colours(page: Any) -> Any:
    return page.evaluate(
        "() => { const { graph, sigma } = document.getElementById('map').netmap;"
        " return Object.fromEntries(graph.nodes().map((id) => [id, sigma.getNodeDisplayData(id).color])) }"
    )


def touches(box: dict[str, Any], corners: np.ndarray) -> bool:
    """Return whether a rectangle comes near the convex area of some points: near a line between two of them."""
    x, y = np.meshgrid(
        np.linspace(box["x"], box["x"] + box["width"], 20), np.linspace(box["y"], box["y"] + box["height"], 6)
    )
    inside = np.stack([x, y], axis=-1).reshape(-1, 1, 2)
    one, other = np.triu_indices(len(corners), 1)
    start, way = corners[one], corners[other] - corners[one]
    share = ((inside - start) * way).sum(axis=-1) / np.maximum((way**2).sum(axis=-1), 1e-9)
    nearest = start + np.clip(share, 0, 1)[..., None] * way
    return bool(np.hypot(*np.moveaxis(inside - nearest, -1, 0)).min() < NEAR)


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_every_coalition_and_sixty_organizations_can_be_read(page: Any, start: str) -> None:
    opened(page, start)
    data = network(page)
    for name in ("light", "dark"):
        theme(page, name)
        drawn(page)
        written = texts(page)
        assert overlapping(written) == []
        assert sum(text["kind"] == "organization" for text in written) >= READABLE
        named = {text["text"]: text for text in written if text["kind"] == "group"}
        assert len(named) == len(data["groups"])
        assert set(named) == {group["name"] for group in data["groups"]}
        assert min(group["size"] for group in data["groups"]) >= 5
        at, table = positions(page), data["organizations"]
        for number, group in enumerate(data["groups"]):
            members = [one for one, of in zip(table["id"], table["group"], strict=True) if of == number]
            assert touches(named[group["name"]], np.array([at[one] for one in members])), group["name"]
        (caption,) = [text["text"] for text in written if text["kind"] == "caption"]
        assert re.fullmatch(r"\d+ small groups, \d+ organizations without partners", caption)


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_the_legend_has_eight_colours_and_needs_no_scrolling(page: Any, start: str) -> None:
    opened(page, start)
    rows = page.locator("#left > div > .legend .legend-row")
    assert 1 <= rows.count() <= 8
    names = page.locator(".legend .legend-name").all_text_contents()
    assert len(set(names)) == len(names)
    folded = page.locator("#left summary").all_inner_texts()
    assert [re.sub(r"\d+ ", "", title.strip()) for title in folded] in (
        ["other group", "small groups"], ["other groups", "small groups"],
    )  # fmt: skip
    pane = page.locator(".left")
    assert pane.evaluate("(pane) => pane.scrollHeight <= pane.clientHeight")
    hues = {page.locator(".legend .swatch").nth(i).evaluate("(disc) => getComputedStyle(disc).backgroundColor")
            for i in range(rows.count())}  # fmt: skip
    assert len(hues) == rows.count()


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_a_filter_moves_nobody_and_changes_no_colour(page: Any, start: str) -> None:
    opened(page, start)
    before, plain = positions(page), colours(page)
    ties = "() => document.getElementById('map').netmap.graph.size"
    whole = page.evaluate(ties)
    open_filters(page)
    page.locator("#filter-causes").click()
    page.locator("[role=option]:visible").first.click()
    page.locator(".answer").click()  # a click elsewhere closes the panel
    until(lambda: not page.locator("#filter-causes").is_visible())
    until(lambda: page.locator("#filter-chips").get_by_text("Find coalitions again in this selection").count())
    settled(page)
    until(lambda: page.evaluate(ties) < whole)
    drawn(page)
    shown = {text["id"] for text in texts(page) if text["kind"] == "organization"}
    after, now = positions(page), colours(page)
    assert max(np.hypot(*np.subtract(after[one], before[one])) for one in before) <= 1
    assert {one: now[one] for one in shown} == {one: plain[one] for one in shown}
    page.locator("#filter-chips").get_by_text("Clear").click()
    settled(page)
    until(lambda: page.evaluate(ties) == whole)
    until(lambda: colours(page) == plain)
    assert max(np.hypot(*np.subtract(at, before[one])) for one, at in positions(page).items()) <= 1


def test_regrouping_is_a_button(page: Any, sample: str) -> None:
    opened(page, sample, "?causes=water")
    before = positions(page)
    page.get_by_text("Find coalitions again in this selection", exact=True).click()
    settled(page)
    until(lambda: len(positions(page)) < len(before))
    drawn(page)
    assert overlapping(texts(page)) == []
    page.get_by_text("Show the coalitions of all the data", exact=True).click()
    settled(page)
    until(lambda: len(positions(page)) == len(before))


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_your_organization_is_centred_lit_opened_and_in_the_address(page: Any, start: str) -> None:
    opened(page, start)
    table = network(page)["organizations"]
    mine = table["id"][table["rank"].index(1)]
    assert page.get_by_text("Which organization is yours?").is_visible()
    page.locator("#mine").click()
    page.locator("#mine").press_sequentially(table["label"][table["id"].index(mine)])
    page.locator("[role=option]:visible").first.click()
    until(lambda: "mine=" in page.evaluate("() => location.search"))
    settled(page)
    chosen = page.evaluate("() => new URLSearchParams(location.search).get('mine')")
    assert page.locator("#mine").input_value().startswith(page.locator("#card-title").inner_text())
    pane = page.locator("#map").bounding_box()
    middle = (pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2)
    until(lambda: np.hypot(*np.subtract(positions(page)[chosen], middle)) < 3)
    near = set(page.evaluate("(id) => document.getElementById('map').netmap.graph.neighbors(id)", chosen))
    faint = COLOURS["light"]["faint"]
    assert {one for one, colour in colours(page).items() if colour != faint} >= {chosen, *near}
    assert faint in colours(page).values()


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_each_question_is_answered_in_one_click(page: Any, start: str) -> None:
    opened(page, start)
    assert re.search(r"\d+ .+ The largest is .+ with \d+ organizations\.", page.locator(".answer").inner_text())
    for view, least in (
        ("Bridging partners", r"hold the network together\. Without .+ alone, \d+ organizations would lose touch"),
        ("Gaps in reach", r"Nobody is present in [\d,]+ of [\d,]+ cause-and-place pairs.+ in .+"),
        ("Allies", r"Call .+ first: it alone would close \d+ gaps?\.|Choose for whom"),
    ):
        page.get_by_role("link", name=view, exact=True).click()
        page.locator(".answer", has_text=re.compile(least)).wait_for()


@pytest.mark.real_data
def test_whom_a_coalition_calls_in_a_real_file(page: Any, ethiopia: str) -> None:
    opened(page, ethiopia, "?view=allies&whom=1")
    assert re.match(r"Call .+ first: it alone would close \d+ gaps?\.", page.locator(".answer").inner_text())


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_a_bridging_partner_says_what_breaks(page: Any, start: str) -> None:
    opened(page, start, "?view=bridging")
    page.locator("tr", has_text="falls into").first.locator(".name-link").click()
    until(lambda: page.locator("#right .warn").count())
    settled(page)
    warning = page.locator("#right .warn").inner_text()
    found = re.fullmatch(r"Without .+, (\d+) organizations?( in \d+ groups)? loses? touch with the rest\.", warning)
    assert found
    named = page.locator("#right .piece .name-link").count()
    assert named == int(found[1])
    assert re.search(r"\d+(st|nd|rd|th) of \d+ bridging partners", page.locator("#right .lead").inner_text())
    until(lambda: any(text["kind"] == "piece" for text in texts(page)))
    ranks = [int(rank) for rank in page.locator(".ranking .number").all_inner_texts()]
    assert ranks == sorted(ranks)
    page.get_by_role("link", name="Small but connecting").click()
    settled(page)
    assert [int(rank) for rank in page.locator(".ranking .number").all_inner_texts()] != ranks


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_gaps_open_on_one_screen_and_drill_down(page: Any, start: str) -> None:
    opened(page, start, "?view=gaps")
    labels = page.locator("#gaps-table tbody th")
    assert 1 < len(set(labels.all_text_contents())) <= 40
    box = page.locator("#gaps-table").bounding_box()
    assert box["y"] + box["height"] <= 840
    if not page.get_by_text("Look inside a place").count():  # the sample opens at its deepest places
        opened(page, start, "?view=gaps&level=1")
    before = set(labels.all_text_contents())
    page.locator(".page summary", has_text="Look inside a place").click()
    page.locator(".page details .steps a").first.click()
    until(lambda: "inside=" in page.evaluate("() => location.search"))
    settled(page)
    until(lambda: set(labels.all_text_contents()) != before)
    page.get_by_role("link", name="All places").click()
    until(lambda: "inside=" not in page.evaluate("() => location.search"))
    settled(page)
    until(lambda: len(set(labels.all_text_contents())) > 1)


@pytest.mark.real_data
def test_without_need_figures_gaps_say_so_and_nothing_alarms(page: Any, ethiopia: str) -> None:
    opened(page, ethiopia, "?view=gaps")
    assert "The data do not say how much is needed" in page.locator("#left").inner_text()
    states = page.locator(".cell-key").evaluate_all("(keys) => keys.map((key) => key.className)")
    assert not any("nobody" in state for state in states)
    assert "cell-key cell-none" in states


def test_nobody_unknown_and_not_in_the_file_look_different() -> None:
    for name in ("light", "dark"):
        cells = cell_colours(name)["cells"]
        assert len({cells[state] for state in ("none", "nobody", "unknown", "silent", "unneeded")}) == 5


@pytest.mark.parametrize("start", BOTH, indirect=True)
def test_no_word_of_the_field_is_on_screen(page: Any, start: str) -> None:
    opened(page, start, "?coalition=1")
    own = sorted(network(page)["organizations"]["label"], key=len, reverse=True)
    for name in ("light", "dark"):
        theme(page, name)
        for view in ("?coalition=1", "?view=bridging", "?view=gaps", "?view=allies", "?view=data", "?view=help"):
            opened(page, start, view)
            read = shown_text(page)
            for organization in own:  # one of the real file is called SCORE
                read = read.replace(organization, "")
            assert FORBIDDEN.findall(read) == [], view
