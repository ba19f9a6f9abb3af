"""The network map in a real browser: what is drawn, what is told, what stays where it is."""

import json
import time
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from dashboard.colours import COLOURS
from graph.map.layout import MARGIN, map_layout
from tests.browser.dashboards import overlapping
from tests.patience import PATIENCE

pytestmark = pytest.mark.browser

FIRST = ["Coastal", "River", "Northern", "Highland", "Open", "Green", "Lake", "Border", "Harbour", "Valley", "Young"]
SECOND = ["Rights", "Justice", "Peace", "Water", "Women's", "Youth", "Land", "Media", "Health", "Legal", "Farmers"]
THIRD = ["Forum", "Network", "Alliance", "Desk", "House", "Watch", "Collective", "Centre", "Fund", "Initiative"]
NAMES = [
    "Land rights, Coast", "Digital rights", "Women's rights, Northern valleys", "Independent media",
    "Faith alliance for peace", "Youth organisers", "Legal aid, Capital", "Climate and water, Lake region",
    "Labour, Harbour towns", "School meals",
]  # fmt: skip
CSP = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def network(sizes: list[int], alone: int, seed: int = 1) -> dict[str, Any]:
    """Draw groups of given sizes with hubs, a few ties between them, and some organizations tied to nobody."""
    random = np.random.default_rng(seed)
    ties = nx.Graph()
    members: dict[str, int] = {}
    for number, size in enumerate(sizes, 1):
        group = [f"g{number}-{place:02d}" for place in range(size)]
        members |= dict.fromkeys(group, number)
        for place, organization in enumerate(group[1:], 1):
            ties.add_edge(
                organization, group[int(place * random.random() ** 2)], strength=float(random.uniform(0.1, 2))
            )
        for _ in range(size // 2):
            ties.add_edge(*random.choice(group, 2, replace=False), strength=float(random.uniform(0.1, 2)))
    large = [organization for organization, number in members.items() if sizes[number - 1] >= 5]
    for _ in range(len(large) // 5):
        ties.add_edge(*random.choice(large, 2, replace=False), strength=float(random.uniform(0.1, 1)))
    ties.add_nodes_from(f"alone-{place:03d}" for place in range(alone))
    for place, organization in enumerate(ties):
        words = (FIRST[place % 11], SECOND[place // 11 % 11], THIRD[(place // 3 + place // 121) % 10])
        ties.nodes[organization]["name"] = " ".join(words)
    return columns(ties, pd.Series(members, dtype="Int64"), sizes)


def columns(ties: nx.Graph, members: pd.Series, sizes: list[int]) -> dict[str, Any]:
    places = map_layout(ties, members)
    ids = places["organization_id"].tolist()
    at = {organization: place for place, organization in enumerate(ids)}
    large = [number for number, size in enumerate(sizes, 1) if size >= 5]
    number = members.reindex(ids)
    by_degree = sorted(ids, key=lambda organization: (-ties.degree(organization), organization))
    rank = {organization: place for place, organization in enumerate(by_degree, 1)}
    small = len(sizes) - len(large)
    return {
        "organizations": {
            "id": ids,
            "label": [ties.nodes[organization]["name"] for organization in ids],
            "x": places["x"].tolist(),
            "y": places["y"].tolist(),
            "size": [ties.degree(organization) for organization in ids],
            "group": [large.index(value) if value in large else -1 for value in number.fillna(0)],
            "shown": [True] * len(ids),
            "rank": [rank[organization] for organization in ids],
            "strip": places["strip"].tolist(),
        },
        "ties": {
            "from": [at[one] for one, _ in ties.edges],
            "to": [at[other] for _, other in ties.edges],
            "strength": [data["strength"] / 2 for *_, data in ties.edges(data=True)],
            "between": [bool(number[one] != number[other]) for one, other in ties.edges],
        },
        "groups": [
            {"number": value, "name": NAMES[place], "colour": place, "size": sizes[value - 1]}
            for place, value in enumerate(large)
        ],
        "caption": f"{small} small groups, {int(number.isna().sum())} organizations without partners",
    }


def filtered(data: dict[str, Any]) -> dict[str, Any]:
    """Return the same network with every third organization outside the filter."""
    shown = [place % 3 != 1 for place in range(len(data["organizations"]["id"]))]
    ties = pd.DataFrame(data["ties"])
    kept = ties[[shown[one] and shown[other] for one, other in zip(ties["from"], ties["to"], strict=True)]]
    return {**data, "organizations": data["organizations"] | {"shown": shown}, "ties": kept.to_dict("list")}


@pytest.fixture(scope="module")
def networks() -> dict[str, dict[str, Any]]:
    large = network([60, 55, 48, 40, 33, 28, 20, 10, 9, 4, 3, 2], 24)
    crumbs = network([25, 15, 13, 12, 9, 8, 6, *[4, 3, 2] * 4], 110)
    return {
        "large": large,
        "crumbs": crumbs,
        "large-filtered": filtered(large),
        "lonely": network([], 3),
        "empty": network([], 0),
        "hostile": hostile(large),
    }


def hostile(data: dict[str, Any]) -> dict[str, Any]:
    labels = ["<img src=x onerror=alert(1)>", "\u202egnp.evil", "", *data["organizations"]["label"][3:]]
    return {**data, "organizations": data["organizations"] | {"label": labels}}


@pytest.fixture(scope="module")
def address(serve: Callable[[Any], str], networks: dict[str, dict[str, Any]]) -> str:
    import flask
    from dash import Dash, Input, Output, dcc, html, no_update

    from dashboard.netmap import NetworkMap

    app = Dash("netmap_page", enable_mcp=False)

    def the_map(name: str = "large") -> NetworkMap:
        return NetworkMap(id="map", dataUrl=f"/api/{name}", colours=COLOURS["light"])

    def layout() -> Any:
        pane = html.Div(the_map(), id="pane", style={"width": 700, "height": 680, "margin": "60px 0 0 264px"})
        return html.Div([dcc.Location(id="address"), html.Button("swap", id="swap"), html.Div(id="told"), pane])

    app.layout = layout

    @app.callback(Output("pane", "children"), Input("address", "hash"), Input("swap", "n_clicks"))
    def show(name: str, clicks: int | None) -> Any:
        return None if (clicks or 0) % 2 else the_map((name or "#large")[1:])

    @app.callback(Output("map", "selected"), Input("map", "picked"), prevent_initial_call=True)
    def select(picked: dict[str, Any]) -> Any:
        return picked.get("organization", no_update)

    @app.callback(
        Output("told", "children"),
        Input("map", "status"), Input("map", "selected"), Input("map", "picked"),
    )  # fmt: skip
    def tell(status: str, selected: str | None, picked: dict[str, Any] | None) -> str:
        return json.dumps({"status": status, "selected": selected, "picked_group": (picked or {}).get("group")})

    @app.server.get("/api/<name>")
    def data(name: str) -> Any:
        return flask.jsonify(networks[name]) if name in networks else flask.abort(404)

    policy = CSP.format(hashes=" ".join(app.csp_hashes()))

    @app.server.after_request
    def strict(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = policy
        return response

    return serve(app.server)


def until(read: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Ask until the answer is true: the page's policy forbids the browser's own polling, which needs eval."""
    end = time.monotonic() + seconds
    while not (answer := read()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.03)
    return answer


def told(page: Any) -> Any:
    return json.loads(page.text_content("#told") or "{}")


def open_map(page: Any, address: str, name: str = "large") -> None:
    page.goto(f"{address}/#{name}")
    until(lambda: page.query_selector("#told"))
    until(lambda: told(page).get("status") == "drawn")
    ready = "() => { const map = document.getElementById('map')?.netmap; return Boolean(map?.graph) }"
    until(lambda: page.evaluate(ready))


def texts(page: Any) -> list[dict[str, Any]]:
    return [text for text in page.evaluate("() => document.getElementById('map').netmap.texts()") if text["shown"]]


def positions(page: Any) -> dict[str, tuple[float, float]]:
    found = page.evaluate(
        "() => { const { graph, position } = document.getElementById('map').netmap;"
        " return graph.nodes().map((id) => [id, position(id).x, position(id).y]) }"
    )
    return {organization: (x, y) for organization, x, y in found}


def colours(page: Any) -> Any:
    return page.evaluate(
        "() => { const { graph, sigma } = document.getElementById('map').netmap;"
        " return Object.fromEntries(graph.nodes().map((id) => [id, sigma.getNodeDisplayData(id).color])) }"
    )


def pane_of(page: Any) -> Any:
    return page.query_selector("#map").bounding_box()


def set_props(page: Any, **properties: Any) -> None:
    page.evaluate("(props) => window.dash_clientside.set_props('map', props)", properties)


def gap_to_area(box: dict[str, Any], corners: np.ndarray) -> float:
    """Distance in pixels from a rectangle to the hull of some points: to the nearest of all their connections."""
    x, y = np.meshgrid(
        np.linspace(box["x"], box["x"] + box["width"], 30), np.linspace(box["y"], box["y"] + box["height"], 8)
    )
    inside = np.stack([x, y], axis=-1).reshape(-1, 1, 2)
    one, other = np.triu_indices(len(corners), 1)
    start, way = corners[one], corners[other] - corners[one]
    share = ((inside - start) * way).sum(axis=-1) / (way**2).sum(axis=-1)
    nearest = start + np.clip(share, 0, 1)[..., None] * way
    return float(np.hypot(*np.moveaxis(inside - nearest, -1, 0)).min())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["large", "crumbs"])
def test_names_of_groups_and_sixty_organizations_can_be_read(
    page: Any, address: str, networks: dict[str, dict[str, Any]], name: str, theme: str
) -> None:
    open_map(page, address, name)
    set_props(page, theme=theme, colours=COLOURS[theme])
    written = texts(page)
    assert overlapping(written) == []
    assert sum(text["kind"] == "organization" for text in written) >= 60
    assert [text["text"] for text in written if text["kind"] == "caption"] == [networks[name]["caption"]]
    names = {text["text"]: text for text in written if text["kind"] == "group"}
    assert set(names) == {group["name"] for group in networks[name]["groups"]}
    at = positions(page)
    table = networks[name]["organizations"]
    areas = [
        np.array([at[one] for one, of in zip(table["id"], table["group"], strict=True) if of == place])
        for place in range(len(networks[name]["groups"]))
    ]
    for place, group in enumerate(networks[name]["groups"]):
        box = names[group["name"]]
        assert gap_to_area(box, areas[place]) < MARGIN * 680 / 1000
        middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "width": 0, "height": 0}
        gaps = [gap_to_area(middle, area) for area in areas]
        assert gaps[place] == min(gaps), group["name"]
    assert [text["text"] for text in written if text["drawn"] != text["text"]] == []
    pane = pane_of(page)
    for text in written:
        assert pane["x"] <= text["x"]
        assert text["x"] + text["width"] <= pane["x"] + pane["width"]
        assert pane["y"] <= text["y"]
        assert text["y"] + text["height"] <= pane["y"] + pane["height"]


@pytest.mark.parametrize("name", ["large", "crumbs"])
def test_no_disc_hides_another(page: Any, address: str, name: str) -> None:
    open_map(page, address, name)
    at = positions(page)
    radius = page.evaluate(
        "() => { const { graph, sigma } = document.getElementById('map').netmap;"
        " return Object.fromEntries(graph.nodes().map((id) => [id, sigma.getNodeDisplayData(id).size])) }"
    )
    gaps = {
        (one, other): np.hypot(*np.subtract(at[one], at[other])) - radius[one] - radius[other]
        for one, other in combinations(at, 2)
    }
    assert min(gaps.values()) > 0, min(gaps, key=lambda pair: gaps[pair])


def test_the_most_important_organizations_are_named(
    page: Any, address: str, networks: dict[str, dict[str, Any]]
) -> None:
    open_map(page, address)
    named = {text["id"] for text in texts(page) if text["kind"] == "organization"}
    table = networks["large"]["organizations"]
    first = {one for one, rank in zip(table["id"], table["rank"], strict=True) if rank <= 12}
    assert len(first & named) >= 10


def test_discs_have_the_colour_of_their_group_on_the_screen(
    page: Any, address: str, networks: dict[str, dict[str, Any]]
) -> None:
    open_map(page, address)
    page.evaluate("() => document.getElementById('map').netmap.sigma.getCanvases().texts.remove()")
    at = positions(page)
    table = networks["large"]["organizations"]
    some = [(one, group) for one, group in zip(table["id"], table["group"], strict=True) if one.endswith("-00")]
    for (one, group), seen in zip(some, pixels(page, [at[one] for one, _ in some]), strict=True):
        # The ninth group is drawn as rings in the hue of the first.
        inside = COLOURS["light"]["groups"][group] if group < 8 else COLOURS["light"]["background"]
        hue = COLOURS["light"]["small"] if group < 0 else inside
        assert seen == hue, one


def pixels(page: Any, points: Sequence[tuple[float, float]]) -> list[str]:
    """Return the colours on the screen at some points, as ``#rrggbb``."""
    shot = page.screenshot()
    seen = page.evaluate(
        """async ([shot, points]) => {
          const image = new Image();
          image.src = "data:image/png;base64," + shot;
          await image.decode();
          const canvas = document.createElement("canvas");
          [canvas.width, canvas.height] = [image.width, image.height];
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3));
        }""",
        [base64_of(shot), [[round(x), round(y)] for x, y in points]],
    )
    return ["#" + "".join(f"{channel:02x}" for channel in colour) for colour in seen]


def base64_of(content: bytes) -> str:
    import base64

    return base64.b64encode(content).decode()


def test_a_click_selects_and_a_click_on_nothing_clears(page: Any, address: str) -> None:
    open_map(page, address)
    x, y = positions(page)["g1-00"]
    page.mouse.click(x, y)
    until(lambda: told(page)["selected"] == "g1-00")
    drawn = colours(page)
    assert drawn["g1-00"] == COLOURS["light"]["groups"][0]
    assert drawn["g5-20"] == COLOURS["light"]["faint"]
    corner = pane_of(page)
    page.mouse.click(corner["x"] + 4, corner["y"] + 4)
    until(lambda: told(page)["selected"] is None)


def test_hovering_lights_neighbours_and_tells_nobody(page: Any, address: str) -> None:
    open_map(page, address)
    at, plain = positions(page), colours(page)
    page.mouse.move(*at["g2-00"])
    near = set(page.evaluate("() => document.getElementById('map').netmap.graph.neighbors('g2-00')"))
    until(lambda: {text["id"] for text in texts(page) if text["kind"] == "organization"} <= {"g2-00", *near})
    assert next(text for text in texts(page) if text.get("id") == "g2-00")["drawn"]
    assert overlapping(texts(page)) == []
    written = [text for text in texts(page) if text["shown"]]
    hue = COLOURS["light"]["groups"][1]
    group = [one for one, colour in plain.items() if colour == hue]
    whole = [one for one in group if not any(covers(text, *at[one]) for text in written)]
    seen = dict(zip(whole, pixels(page, [at[one] for one in whole]), strict=True))
    assert {one for one, colour in seen.items() if colour == hue} == near & set(whole)
    assert len(near & set(whole)) > 1 < len(set(whole) - near)
    assert told(page)["selected"] is None
    assert colours(page) == plain  # the map below stays as it is
    page.mouse.move(20, 20)
    until(lambda: pixels(page, [at[one] for one in sorted(set(whole) - near)[:1]]) == [hue])


def covers(text: dict[str, Any], x: float, y: float) -> bool:
    """Return whether a text lies on a point."""
    across, down = x - text["x"], y - text["y"]
    return bool(-2 <= across <= text["width"] + 2 and -2 <= down <= text["height"] + 2)


def test_a_filter_moves_nobody_and_keeps_colours_and_camera(
    page: Any, address: str, networks: dict[str, dict[str, Any]]
) -> None:
    open_map(page, address)
    # Positions are those of the last frame: the camera's is drawn before they are read.
    page.evaluate("""() => {
      const { sigma } = document.getElementById('map').netmap;
      sigma.getCamera().setState({ x: .4, y: .6, ratio: .7 });
      sigma.refresh();
    }""")
    before, plain = positions(page), colours(page)
    page.evaluate("() => { document.getElementById('map').netmap.sigma.mine = true }")
    set_props(page, dataUrl="/api/large-filtered")
    size = len(networks["large-filtered"]["ties"]["from"])
    until(lambda: page.evaluate("() => document.getElementById('map').netmap.graph.size") == size)
    until(lambda: told(page)["status"] == "drawn")
    after, now = positions(page), colours(page)
    assert max(np.hypot(after[one][0] - x, after[one][1] - y) for one, (x, y) in before.items()) <= 1
    table = networks["large-filtered"]["organizations"]
    shown = {one for one, is_shown in zip(table["id"], table["shown"], strict=True) if is_shown}
    assert {one: now[one] for one in shown} == {one: plain[one] for one in shown}
    assert all(now[one] != plain[one] for one in set(plain) - shown)
    named = {text["id"] for text in texts(page) if text["kind"] == "organization"}
    assert named <= shown
    pane = pane_of(page)
    middle = (pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2)
    hidden = min(set(after) - shown, key=lambda one: np.hypot(*np.subtract(after[one], middle)))
    page.mouse.click(*after[hidden])
    page.wait_for_timeout(200)
    assert told(page)["selected"] is None
    assert page.evaluate("() => document.getElementById('map').netmap.sigma.mine")


def test_other_properties_neither_fetch_nor_rebuild(page: Any, address: str) -> None:
    open_map(page, address)
    requested: list[Any] = []
    page.on("request", lambda request: requested.append(request))  # noqa: PLW0108  (Playwright marks the function)
    page.evaluate("() => { document.getElementById('map').netmap.sigma.mine = true }")
    before = positions(page)
    set_props(page, selected="g1-00", highlighted=["g2-00", "g3-00"])
    assert colours(page)["g2-00"] == COLOURS["light"]["groups"][1]
    assert colours(page)["g1-01"] == COLOURS["light"]["faint"]
    set_props(page, selected=None, highlighted=None, group=3)
    assert {colour for one, colour in colours(page).items() if one.startswith("g3-")} == {COLOURS["light"]["groups"][2]}
    set_props(page, group=None, theme="dark", colours=COLOURS["dark"])
    assert colours(page)["g3-00"] == COLOURS["dark"]["groups"][2]
    assert positions(page) == before
    assert page.evaluate("() => document.getElementById('map').netmap.sigma.mine")
    assert [request.url for request in requested if "/api/" in request.url] == []


def test_the_break_is_drawn_and_labelled(page: Any, address: str) -> None:
    open_map(page, address)
    pieces = [[f"g1-{place:02d}" for place in range(1, 40)], ["g1-41", "g1-42"], ["g1-43"]]
    set_props(page, selected="g1-00", broken=pieces)
    drawn = colours(page)
    assert {drawn[one] for piece in pieces for one in piece} == {COLOURS["light"]["broken"]}
    assert drawn["g1-00"] == COLOURS["light"]["background"]
    assert drawn["g2-00"] == COLOURS["light"]["faint"]
    labels = [text["text"] for text in texts(page) if text["kind"] == "piece"]
    assert labels == ["Cut off: 39 organizations", "Cut off: 2 organizations", "Cut off: 1 organization"]
    assert overlapping(texts(page)) == []


def test_a_group_is_picked_by_its_name(page: Any, address: str) -> None:
    open_map(page, address)
    name = next(text for text in texts(page) if text["kind"] == "group" and text["number"] == 4)
    page.mouse.click(name["x"] + name["width"] / 2, name["y"] + name["height"] / 2)
    until(lambda: told(page)["picked_group"] == 4)
    assert told(page)["selected"] is None


def test_focus_centres_an_organization(page: Any, address: str) -> None:
    open_map(page, address)
    set_props(page, focus="g6-03")
    pane = pane_of(page)
    middle = (pane["x"] + pane["width"] / 2, pane["y"] + pane["height"] / 2)
    until(lambda: np.hypot(*np.subtract(positions(page)["g6-03"], middle)) < 2)


def test_zooming_in_names_more_of_those_in_view(page: Any, address: str) -> None:
    open_map(page, address)

    def share() -> Any:
        pane = pane_of(page)
        inside = [
            one
            for one, (x, y) in positions(page).items()
            if pane["x"] < x < pane["x"] + pane["width"] and pane["y"] < y < pane["y"] + pane["height"]
        ]
        return sum(text["kind"] == "organization" for text in texts(page)) / len(inside)

    def ratio() -> Any:
        return page.evaluate("() => document.getElementById('map').netmap.sigma.getCamera().ratio")

    before = share()
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    until(lambda: ratio() < 0.5)
    until(lambda: share() > 1.5 * before)
    assert overlapping(texts(page)) == []
    page.get_by_role("button", name="Show everything").click()
    until(lambda: ratio() == 1)
    for label in ("Zoom in", "Zoom out", "Show everything"):
        box = page.get_by_role("button", name=label).bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_the_keyboard_walks_selects_clears_and_zooms(page: Any, address: str) -> None:
    open_map(page, address)
    page.focus("#map [role=application]")
    page.keyboard.press("ArrowRight")
    first = page.text_content("#map [aria-live]")
    assert first.split(", ")[-1].endswith("partners")
    at = positions(page)
    page.keyboard.press("Enter")
    start = until(lambda: told(page)["selected"])
    page.keyboard.press("ArrowRight")
    assert page.text_content("#map [aria-live]") != first
    page.keyboard.press("Enter")
    other = until(lambda: told(page)["selected"] != start and told(page)["selected"])
    assert at[other][0] > at[start][0]
    page.keyboard.press("Escape")
    until(lambda: told(page)["selected"] is None)
    ratio = "() => document.getElementById('map').netmap.sigma.getCamera().ratio"
    page.keyboard.press("+")
    until(lambda: page.evaluate(ratio) < 1)
    page.keyboard.press("0")
    until(lambda: page.evaluate(ratio) == 1)
    page.keyboard.press("-")
    until(lambda: page.evaluate(ratio) > 1)


def test_the_map_is_one_tab_stop_and_its_slider_the_next(page: Any, address: str) -> None:
    open_map(page, address)
    stops = (
        "() => [...document.querySelectorAll('#map *')].filter((one) => one.tabIndex >= 0).map((one) => one.tagName)"
    )
    assert page.evaluate(stops) == ["DIV", "INPUT"]
    assert page.get_attribute("#map [role=application]", "aria-label")
    assert page.get_attribute("#map input", "aria-label")


def test_the_map_fits_another_pane(page: Any, address: str) -> None:
    open_map(page, address)
    page.evaluate("() => Object.assign(document.getElementById('pane').style, { width: '980px', height: '520px' })")
    pane = pane_of(page)
    until(lambda: max(x for x, _ in positions(page).values()) > pane["x"] + 900)
    assert max(y for _, y in positions(page).values()) < pane["y"] + 520
    until(lambda: overlapping(texts(page)) == [])


@pytest.mark.parametrize("name", ["lonely", "empty", "hostile"])
def test_unusual_networks_are_drawn(page: Any, address: str, name: str) -> None:
    open_map(page, address, name)
    assert overlapping(texts(page)) == []


def test_a_missing_network_is_told(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/#nowhere")
    until(lambda: page.query_selector("#told"))
    until(lambda: told(page).get("status") == "failed: 404")
    page.close()


def test_without_webgl_the_page_stays_calm(
    launch: Callable[..., Any], watched: Callable[[Any], Any], address: str
) -> None:
    plain = launch("--disable-software-rasterizer")
    page = watched(plain)
    page.goto(address)
    until(lambda: page.query_selector("#told"))
    until(lambda: told(page).get("status") == "no-webgl")
    assert page.query_selector_all("#map canvas") == []
    page.click("#swap")
    until(lambda: not page.query_selector("#map"))
    plain.close()


def test_ten_remounts_leave_nothing_behind(page: Any, address: str) -> None:
    said: list[Any] = []
    page.on("console", lambda message: said.append(message))  # noqa: PLW0108  (Playwright marks the function)
    open_map(page, address)
    for _ in range(10):
        page.click("#swap")
        until(lambda: not page.query_selector("#map"))
        page.click("#swap")
        until(lambda: page.evaluate("() => Boolean(document.getElementById('map')?.netmap?.graph)"))
    assert len(texts(page)) > 60
    assert [message.text for message in said if "too many" in message.text.lower()] == []
