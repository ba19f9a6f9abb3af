"""What is taken out is what the page shows: every table, picture and sheet against the page's own parts."""

import csv
import io
import re
from datetime import date
from html import unescape
from typing import Any

import openpyxl
import pytest
from defusedxml import ElementTree
from python_calamine import CalamineWorkbook

from dashboard.colours import COLOURS
from dashboard.explorer import Explorer
from dashboard.state import State
from dashboard.taking_out import about
from dashboard.taking_out.paper import text_of
from dashboard.views import VIEWS
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import by_id, classed, components, plain, words

pytestmark = pytest.mark.usefixtures("few_draws")

SVG = "{http://www.w3.org/2000/svg}"
SAID = {"P", "H2", "H3", "Strong", "Td", "Th"}
"""Components whose words must be on the sheet."""


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "today", lambda: date(2026, 1, 2))


def get(stand_in: StandIn, path: str, state: State, more: str = "") -> Any:
    answer = stand_in.client.get(f"{path}{state.search() or '?'}{more}")
    assert answer.status_code == 200, answer.text
    return answer


def table(stand_in: StandIn, state: State, name: str) -> list[dict[str, str]]:
    content = get(stand_in, "api/table.csv", state, f"&table={name}").data
    assert content.startswith(b"\xef\xbb\xbf")  # without it a spreadsheet takes é for two letters
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def filtered(explorer: Explorer, **more: Any) -> State:
    return State(causes=(str(explorer.tables.causes["cause_id"].iloc[0]),), **more)


def test_the_ranking_is_that_of_the_list(at_sample: StandIn, explorer: Explorer) -> None:
    for state in (State(view="bridging"), filtered(explorer, view="bridging", sort="surprise")):
        items = by_id(at_sample.shown(state)["left.children"], "bridging-list")["items"]
        rows = table(at_sample, state, "ranking")
        assert [(i["number"], i["name"], i["note"]) for i in items] == [
            (row["Rank"], row["Organization"], row["Role"]) for row in rows[: len(items)]
        ]
        assert len(rows) == int((explorer.answers(state).brokers["betweenness"] > 0).sum())


def test_the_cells_are_those_of_the_table(at_sample: StandIn, explorer: Explorer) -> None:
    for state in (State(view="gaps", whom="us"), filtered(explorer, view="gaps", whom="everybody")):
        grid = by_id(at_sample.shown(state)["page.children"], "gaps-table")
        signs = {
            (place["name"], cause["name"]): cell
            for place, *lines in zip(grid["rows"], grid["texts"], grid["titles"], strict=True)
            for cause, *cell in zip(grid["columns"], *lines, strict=True)
        }
        rows = table(at_sample, state, "cells")
        assert [(row["Place"], row["Cause"]) for row in rows] == list(signs)
        for row in rows:
            sign, title = signs[row["Place"], row["Cause"]]
            assert row["Organizations present"] == (sign.rstrip("*") if sign.rstrip("*").isdigit() else "0")
            assert ("not confirmed" in row["Last news"]) == sign.endswith("*")
            assert row["Last news"] in title
            assert row["Need"] in title
            assert sign.rstrip("*").isdigit() or row["In words"] in title
        svg = ElementTree.fromstring(get(at_sample, "api/picture.svg", state).text)
        drawn = [one.text for one in svg.iter(f"{SVG}text") if one.get("text-anchor") == "middle"]
        assert [sign for sign, _ in signs.values() if sign] == drawn


def test_the_organizations_are_those_on_the_map(at_sample: StandIn, explorer: Explorer) -> None:
    base = explorer.base
    names, ties = base.names, base.ties
    number = int(base.named_groups["cluster"].iloc[0])
    center = str(base.brokers.index[0])
    for state, ids in [
        (State(), set(ties.ids)),
        (State(coalition=number), set(base.groups.index[base.groups == number])),
        (State(organization=center), {center, *ties.neighbors(center)}),
        (
            filtered(explorer),
            set(explorer.answers(filtered(explorer)).selected_tables.organizations["organization_id"]),
        ),
    ]:
        rows = table(at_sample, state, "organizations")
        assert sorted(row["Organization"] for row in rows) == sorted(names[list(ids)]), state
        degrees = {names[one]: len(list(explorer.answers(state).ties.neighbors(one))) for one in ids}
        assert {row["Organization"]: int(row["Partners"]) for row in rows} == degrees
    legend = classed(at_sample.shown(State())["left.children"], "legend-row")
    rows = table(at_sample, State(), "coalitions")
    assert [words(part.props["children"]).removesuffix("could be chance").strip() for part in legend] == [
        f"{row['Coalition']}{' could be chance' if row['Could be chance'] == 'yes' else ''}{row['Organizations']}"
        for row in rows[: len(legend)]
    ]


def test_the_picture_has_the_discs_lines_and_names_of_the_map(at_sample: StandIn, explorer: Explorer) -> None:
    number = int(explorer.base.named_groups["cluster"].iloc[0])
    for state in (State(), filtered(explorer), State(coalition=number)):
        columns: Any = at_sample.client.get(f"api/map{state.filters().search() or '?'}").json
        organizations, groups = columns["organizations"], columns["groups"]
        svg = ElementTree.fromstring(get(at_sample, "api/picture.svg", state).text)
        discs = list(svg.iter(f"{SVG}circle"))
        assert len(discs) == len(organizations["id"])
        lit = [
            at
            for at, is_shown in enumerate(organizations["shown"])
            if is_shown and (state.coalition is None or groups[organizations["group"][at]]["number"] == state.coalition)
        ]
        hues = COLOURS["light"]["groups"]
        hue_of = [None if one["colour"] is None else hues[one["colour"] % len(hues)] for one in groups]
        for hue in hues:
            members = [
                at for at in lit if organizations["group"][at] >= 0 and hue_of[organizations["group"][at]] == hue
            ]
            assert len([disc for disc in discs if disc.get("fill") == hue]) == len(members)
        # Of two discs the one that stands further right on the map does so in the picture.
        rows = sorted(zip(organizations["x"], organizations["y"], strict=True))
        places = sorted((float(disc.get("cx", 0)), -float(disc.get("cy", 0))) for disc in discs)
        scale = (places[-1][0] - places[0][0]) / (rows[-1][0] - rows[0][0])
        assert all(
            abs(p[0] - places[0][0] - scale * (r[0] - rows[0][0])) < 0.2 for p, r in zip(places, rows, strict=True)
        )
        inside = state.coalition is None
        ties = [
            (tail, head)
            for tail, head in zip(columns["ties"]["from"], columns["ties"]["to"], strict=True)
            if inside or {tail, head} & set(lit)
        ]
        lines = [one.get("d", "") for one in svg.iter(f"{SVG}path") if not one.get("d", "").endswith("Z")]
        assert sum(line.count("M") for line in lines if "H" not in line) == len(ties)
        labels = {organizations["label"][at] for at in lit}
        texts = [one.text or "" for one in svg.iter(f"{SVG}text") if one.get("paint-order")]
        assert len(texts) > 3
        assert all(any(text.rstrip("\u2026") in label for label in labels) for text in texts)
        legend = "\n".join(one.text or "" for one in svg.iter(f"{SVG}text"))
        for group in groups[:8]:
            assert f"{group['name']} ({group['size']})" in legend


def test_the_picture_shows_what_breaks(at_sample: StandIn, explorer: Explorer) -> None:
    brokers = explorer.base.brokers
    center = str(brokers.index[brokers["cutpoint"]][0])
    state = State(view="bridging", organization=center)
    ready = {"address.search": state.search(), "ready.data": True, "renamed.data": 0}
    broken = at_sample.ask("map.dataUrl", ready, "ready.data")["map.broken"]
    svg = ElementTree.fromstring(get(at_sample, "api/picture.svg", state).text)
    red = COLOURS["light"]["broken"]
    assert len([disc for disc in svg.iter(f"{SVG}circle") if disc.get("fill") == red]) == sum(map(len, broken))
    assert (
        len([line for line in svg.iter(f"{SVG}line") if line.get("stroke-dasharray")])
        == explorer.base.ties.degree[center]
    )


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_the_sheet_and_the_text_say_what_the_page_says(at_sample: StandIn, explorer: Explorer, view: Any) -> None:
    first = str(explorer.base.brokers.index[0])
    states = [State(view=view.name), filtered(explorer, view=view.name, organization=first)]
    for state in states:
        page = get(at_sample, "print", state).text
        assert not re.search(
            r"<(script|button|input|select|img|iframe|a)\b|javascript:|\son\w+=|https?://(?!www.w3.org)", page
        )
        sheet, shown = text_of(page.partition("<body>")[2]), at_sample.shown(state)
        for part in components([shown[f"{place}.children"] for place in ("left", "page", "right")]):
            said = part.props.get("children")
            if isinstance(said, list) and any(one.props.get("className") == "why" for one in components(said)):
                said = "".join(one for one in said if isinstance(one, str)).strip()
            if (
                part.type in SAID
                and isinstance(said, str)
                and not {"hint"} & set(str(part.props.get("className")).split())
            ):
                assert " ".join(said.split()) in sheet, (state, said)
            if part.type == "Li" and isinstance(said, dict) and isinstance(said["props"].get("children"), str):
                assert words(said) in sheet, (state, said)
            for item in part.props.get("items", ()):
                assert item["name"] in sheet
        heading = words(plain(shown["heading.children"])[-1]).removesuffix(" Why?")  # the answer, else the question
        assert heading in sheet
        copied = get(at_sample, "api/text.txt", state).text
        assert heading in copied or heading == view.question
        for said in ("Source: Sample network (fictional).", "Made on 2 Jan 2026.", "The dates run from"):
            assert said in copied
            assert said in sheet
        assert ("Filters - Causes: " in copied) is state.filtered is ("Filters - Causes: " in sheet)


def test_the_workbook_holds_the_tables(at_sample: StandIn) -> None:
    for view in [view for view in VIEWS if view.tables]:
        state = State(view=view.name)
        content = get(at_sample, "api/table.xlsx", state).data
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        other = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheet_names == other.sheetnames == [*(one.label for one in view.tables), "About this file"]
        for one, sheet in zip(view.tables, other.worksheets, strict=False):
            rows = table(at_sample, state, one.name)
            cells = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
            assert cells[1:] == [[value.removeprefix("'") for value in row.values()] for row in rows], one.name
            assert len(book.get_sheet_by_name(one.label).to_python()) == len(cells)
        said = str(book.get_sheet_by_name("About this file").to_python())
        assert view.label in said
        assert "Made on 2 Jan 2026." in said


def test_what_cannot_be_taken_out_says_why(at_sample: StandIn, explorer: Explorer) -> None:
    organizations = explorer.tables.organizations
    first = str(organizations.loc[organizations["status"] == "partner", "organization_id"].iloc[0])
    for path, state, more, said in [
        ("api/picture.svg", State(causes=("no such cause",)), "", "no such cause"),
        ("print", State(view="gaps", whom="no such coalition"), "", "no such coalition"),
        ("api/picture.svg", State(view="data"), "", "This view has no picture here."),
        ("api/table.csv", State(view="coalitions"), "&table=secrets", "Its tables are: organizations, coalitions."),
        (
            "api/text.txt",
            State(organizations=(first,), status=("prospect",)),
            "",
            "No organization passes these filters.",
        ),
        (
            "api/table.xlsx",
            State(view="data", presentation=True),
            "",
            "In presentation mode this view hands out no table",
        ),
    ]:
        answer = at_sample.client.get(f"{path}{state.search() or '?'}{more}")
        assert answer.status_code == 422, (path, answer.text)
        assert said in answer.text
        assert answer.mimetype == "text/plain"
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_names_protected_organizations_says_so(at_sample: StandIn, at_hamlet: StandIn) -> None:
    note = "Confidential: this names protected organizations."
    for state, names in ((State(), True), (State(presentation=True), False)):
        answers = [get(at_sample, path, state) for path in ("api/picture.svg", "api/text.txt", "print")]
        assert [note in text_of(answer.text) for answer in answers] == [names] * 3
        files = [get(at_sample, path, state) for path in ("api/picture.svg", "api/table.csv", "api/table.xlsx")]
        for file in files:
            stem = file.headers["Content-Disposition"].partition('filename="')[2]
            assert stem.startswith("confidential-partners-coalitions-") is names
            assert file.headers["Cache-Control"] == "no-store"
        menu = at_sample.ask("take-out-menu.children", {"address.search": state.search(), "ready.data": True})
        assert (note in words(menu["take-out-menu.children"])) is names
    assert note not in get(at_hamlet, "print", State()).text
    assert unescape(get(at_sample, "print", State(presentation=True)).text).count("pseudonyms") >= 1
