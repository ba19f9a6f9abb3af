"""A part of the page as it stands on paper: the same words in plain HTML, without what can only be clicked."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from typing import Any

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.swatch import swatch
from dashboard.gap_table import WORDS, GapTable
from dashboard.language import LANGUAGE, counted, significant, text
from dashboard.long_list import LongList
from dashboard.taking_out.drawing.svg import clean

__all__ = ["element", "paper", "text_of"]

_Part = Any
"""A component with properties of its own, which exist from when it is made."""

_TAGS = frozenset({
    "article", "b", "dd", "div", "dl", "dt", "h2", "h3", "li", "ol", "p", "section", "span", "strong", "table",
    "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
"""What is written as it is; what holds more is written as a division."""
_CONTROLS = (html.Button, html.Progress, dmc.TextInput, dcc.Store, dcc.Interval)
_CLICKED = frozenset({"close", "hint", "order", "plain", "rename", "why"})
"""Classes of what can only be clicked, or says what to click; one that is lit says what was chosen."""
_MOST_ROWS = 100
"""So many rows of a grid are printed; all of them are in its table."""
_MOST_CAUSES = 18
"""So many columns of the table of gaps fit on A4; further ones follow below it."""


def element(name: str, content: str, css_class: str = "", **attributes: str) -> str:
    """Return an element of HTML; blank where it would be blank."""
    if not content and name not in {"td", "span", "th"}:
        return ""
    every = {**({"class": css_class} if css_class else {}), **attributes}
    return f"<{name}{''.join(f' {key}={_quoted(value)}' for key, value in every.items())}>{content}</{name}>"


def _quoted(value: str) -> str:
    return f'"{escape(clean(value))}"'


def paper(part: Any) -> str:  # noqa: ANN401  (anything Dash renders)
    """Return what a part of the page says, as HTML.

    Parameters
    ----------
    part : component, text, number, sequence or None
        What a view returns for a place on the page.

    Examples
    --------
    >>> paper(html.Div([html.P("2 < 3"), html.Button("Save")]))
    '<div><p>2 &lt; 3</p></div>'
    """
    if part is None or isinstance(part, bool):
        return ""
    if isinstance(part, Sequence) and not isinstance(part, str):
        return "".join(map(paper, part))
    if not isinstance(part, Component):
        return escape(clean(str(part)), quote=False)
    for kind, write in _WRITTEN.items():
        if isinstance(part, kind):
            return write(part)
    return _plain(part)


def _plain(part: Component) -> str:
    css_class = str(_of(part, "className") or "")
    classes = set(css_class.split())
    if isinstance(part, _CONTROLS) or (classes & _CLICKED and "lit" not in classes):
        return ""
    name = type(part).__name__.lower()
    name = "span" if isinstance(part, dcc.Link) else name if name in _TAGS else "div"
    return element(name, paper(_read(name, _of(part, "children"))), css_class)


def _read(name: str, children: Any) -> Any:  # noqa: ANN401  (anything Dash renders)
    """Return the children of an element without links that only lead elsewhere: names and gaps are links to read."""
    parts = children if isinstance(children, list) else [children]
    without = [part for part in parts if not isinstance(part, dcc.Link) or _of(part, "className")]
    if name in {"li", "span"} or len(without) == len(parts):
        return parts
    if name == "p" and any(isinstance(part, str) and any(map(str.isalnum, part)) for part in parts):
        return parts  # links within a sentence
    return [part for part in without if name != "p" or not isinstance(part, str)]


def _of(part: Component, name: str) -> Any:  # noqa: ANN401  (any property)
    return getattr(part, name, None)


def _details(part: Component) -> str:
    """Return what is folded on the page, unfolded; nothing where it folds nothing but controls."""
    summary, *rest = _of(part, "children")
    body = paper(rest)
    return element("section", element("h3", paper(_of(summary, "children"))) + body) if text_of(body) else ""


def _select(part: _Part) -> str:
    """Return what is chosen."""
    labels = {one["value"]: one["label"] if isinstance(one, Mapping) else one for one in map(_choice, part.data)}
    chosen = str(labels.get(part.value, part.value or ""))
    label = _of(part, "label")
    colon = "" if str(label or "?").endswith("?") else ":"
    return element("p", paper(f"{label or ''}{colon} {chosen}".strip()))


def _choice(one: Mapping[str, str] | str) -> Mapping[str, str]:
    return {"value": one, "label": one} if isinstance(one, str) else one


def _long_list(part: _Part) -> str:
    """Return all rows of a list: on paper nothing is asked for later."""
    rows = [
        (paper(item.get("number")), _swatch(item) + element("strong", paper(item["name"])) + element(
            "div", paper(item.get("note")), "muted"))
        for item in part.items
    ]  # fmt: skip
    if not part.headings:
        return element("ul", "".join(element("li", name) for _, name in rows))
    return _table(part.headings, [[number, name] for number, name in rows], "ranking")


def _swatch(item: Mapping[str, Any]) -> str:
    return paper(swatch(item["colour"])) if "colour" in item else ""


def _grid(part: _Part) -> str:
    columns, rows = part.columnDefs, _of(part, "rowData")
    if rows is None:  # they come piece by piece
        return element("p", paper(text("This table is too long for a sheet. Take it out as a file.")), "muted")
    body = [[paper(_in_cell(row.get(one["field"]))) for one in columns] for row in rows[:_MOST_ROWS]]
    more = len(rows) - _MOST_ROWS
    rest = counted("and {number} more row in the table of this view",
                   "and {number} more rows in the table of this view", more)  # fmt: skip
    return _table([one["headerName"] for one in columns], body) + (element("p", rest, "muted") if more > 0 else "")


def _in_cell(value: float | str | None) -> str:
    if value is None:
        return "-"
    return significant(value) if isinstance(value, int | float) else value


def _table(headings: Sequence[str], body: Sequence[Sequence[str]], css_class: str = "") -> str:
    head = element("tr", "".join(element("th", paper(one), scope="col") for one in headings))
    rows = (element("tr", "".join(element("td", cell) for cell in row)) for row in body)
    return element("table", element("thead", head) + element("tbody", "".join(rows)), css_class)


def _gap_table(part: _Part) -> str:
    """Return the table of gaps, as many causes side by side as a sheet is wide."""
    n_causes = len(part.columns)
    return "".join(_some_causes(part, slice(at, at + _MOST_CAUSES)) for at in range(0, n_causes, _MOST_CAUSES))


def _some_causes(part: _Part, causes: slice) -> str:
    upright = "upright" if len(part.columns) > 6 else ""
    heads = [element("th", element("span", paper(one["name"])), upright, scope="col") for one in part.columns[causes]]
    head = element("tr", element("th", paper(LANGUAGE.gettext(WORDS["corner"])), scope="col") + "".join(heads))
    chosen = list(part.chosen or ("", ""))
    lines = [
        element("th", paper(place["name"]), scope="row")
        + "".join(
            element("td", paper(sign), f"cell-{state}{' chosen' if [cause['id'], place['id']] == chosen else ''}")
            for cause, state, sign in zip(part.columns[causes], states[causes], signs[causes], strict=True)
        )
        for place, states, signs in zip(part.rows, part.states, part.texts, strict=True)
    ]
    body = "".join(element("tr", line) for line in lines)
    return element("table", element("thead", head) + element("tbody", body), "gaps")


_WRITTEN: Mapping[type, Callable[[Component], str]] = {
    html.Details: _details,
    dmc.Select: _select,
    LongList: _long_list,
    GapTable: _gap_table,
    dag.AgGrid: _grid,
}


class _Lines(HTMLParser):
    """Collects what HTML says, one line a block, the cells of a table apart by tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [""]

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag == "li":
            self.lines.append("- ")
        elif tag in {"td", "th"}:
            self.lines[-1] += "\t" if self.lines[-1] else ""
        elif tag == "span":
            self.lines[-1] += " "
        elif tag not in {"strong", "b"} and self.lines[-1] not in {"- ", ""}:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "dd", "div", "dt", "li", "tr", "h2", "h3", "section", "table"} and self.lines[-1]:
            self.lines.append("")

    def handle_data(self, words: str, /) -> None:
        self.lines[-1] += words


def text_of(markup: str) -> str:
    r"""Return what HTML says, as lines of text.

    Examples
    --------
    >>> text_of("<h2>A</h2><ul><li>b <span>c</span></li></ul>")
    'A\n- b c'
    """
    lines = _Lines()
    lines.feed(markup)
    return "\n".join(line for line in _stripped(lines.lines) if line not in {"", "-"})


def _stripped(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield "\t".join(" ".join(cell.split()) for cell in line.split("\t")).strip()
