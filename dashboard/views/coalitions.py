"""Coalitions: who already works together, what holds each coalition, and the card of the chosen organization."""

from typing import Any

import dash_mantine_components as dmc
import pandas as pd
from dash import Dash, Input, Output, Patch, dcc, html, no_update
from dash import State as Held
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from dashboard import ids
from dashboard.components.card import organization_card
from dashboard.components.evidence import chance_of_group, could_be_chance, evidence, is_checked
from dashboard.components.links import go, list_item
from dashboard.components.several import several_card
from dashboard.components.swatch import swatch
from dashboard.components.why import why, why_each
from dashboard.explorer import Explorer
from dashboard.explorer.answers import COLOURED, Answers
from dashboard.explorer.left import coalitions_left, members_left
from dashboard.language import LANGUAGE, counted, decimal, gettext_noop, text
from dashboard.long_list import LongList
from dashboard.rows import Row, row_at, rows
from dashboard.state import State
from dashboard.still import Pieces, still
from dashboard.views.coalition_tables import coalitions_listed, organizations_listed
from dashboard.views.findings import findings
from dashboard.views.record import Scene, Table, View
from dashboard.views.short_answers import coalitions_told, stands_together
from dashboard.views.why_panel import heading_of
from graph.errors import PartnerNetworkError
from graph.names import tidy
from graph.sentences.clusters import cohesion_sentence, holds_together

__all__ = ["CHECKED", "CHECKING", "EVIDENCE", "RENAME", "RENAME_BUTTON", "VIEW"]

MEMBERS = "coalition-members"
RENAME = "coalition-name"
RENAME_BUTTON = "coalition-rename"
EVIDENCE, CHECKING, CHECKED = "coalition-evidence", "coalition-checking", "coalition-checked"

_MOST_SMALL = 30


def _left(scene: Scene) -> Component:
    """Return the list of coalitions, which is the same whichever organization is chosen."""
    return scene.once(_legend, organization="")


def _legend(scene: Scene) -> Component:
    """Return the list of coalitions: those with a colour, then the other groups and the small ones, folded."""
    state, answers = scene.state, scene.answers
    coloured = answers.named_groups
    small = answers.small_groups
    if coloured.empty and small.empty:
        return html.Div(
            [html.H2(text("Coalitions")), html.P(text("No organization works with another one yet."), className="note")]
        )
    left_in = members_left(answers)
    doubtful = could_be_chance(answers)
    largest, others, few = (
        [
            _row(
                state,
                row,
                int(left_in.get(row["cluster"], 0)),
                is_doubtful=row["cluster"] in doubtful,
                hover=chance_of_group(answers, int(row["cluster"])),
            )
            for row in rows(part)
        ]
        for part in (coloured.head(COLOURED), coloured.iloc[COLOURED:], small.head(_MOST_SMALL))
    )
    if len(small) > _MOST_SMALL:
        few.append(
            html.Li(counted("and {number} more", "and {number} more", len(small) - _MOST_SMALL), className="muted")
        )
    return html.Div(
        [
            html.H2(text("Coalitions")),
            html.P(
                text("Groups that work with each other more than with others. They are computed from your data."),
                className="muted small",
            ),
            html.Ul(largest, className="legend"),
            _folded(counted("{number} other group", "{number} other groups", len(others)), others),
            _folded(counted("{number} small group", "{number} small groups", len(small)), few),
        ]
    )  # fmt: skip


def _folded(title: str, items: list[Component]) -> Component:
    if not items:
        return html.Div()
    return html.Details([html.Summary(title), html.Ul(items, className="legend")])


def _row(state: State, row: Row, n_left: int, *, is_doubtful: bool, hover: str) -> Component:
    number = int(row["cluster"])
    lit = state.coalition == number
    disc = swatch(row.get("colour"))
    whole = int(row["organizations"])
    size = html.Span(
        decimal(whole) if n_left == whole else text("{left} of {all}", left=decimal(n_left), all=decimal(whole)),
        className="muted count",
        title=text("organizations"),
    )
    doubt = [html.Span([" ", text("could be chance")], className="muted small")] if is_doubtful else []
    link = go(
        state.replace(coalition=None if lit else number, organization=""),
        [disc, html.Span([str(row["name"]), *doubt], className="legend-name"), size],
        className="legend-row lit" if lit else "legend-row",
        title=hover,
    )
    return html.Li(link)


def _right(scene: Scene) -> Component:
    """Return the card of what is chosen: an organization, a coalition, several organizations, else what is shown."""
    state, answers = scene.state, scene.answers
    if state.organization:
        return organization_card(state, answers)
    if state.coalition is not None:
        return _coalition_card(state, answers)
    if state.several:
        return several_card(state, answers)
    return _overview(scene)


def _coalition_card(state: State, answers: Answers) -> Component:
    table = answers.coalitions.set_index("cluster")
    if state.coalition is None or state.coalition not in table.index:
        return html.Div(html.P(text("This link names a coalition that is not in this selection.")), className="note")
    row = row_at(table, state.coalition)
    members = answers.members[answers.members["cluster"] == state.coalition]
    brokers = answers.brokers
    degree = brokers["degree"].reindex(members["organization_id"]).fillna(0).to_numpy()
    ordered = members.assign(degree=degree).sort_values(["degree", "organization_id"], ascending=[False, True])
    colour = answers.named_groups.set_index("cluster")["colour"].get(state.coalition)
    close = go(state.replace(coalition=None), "\u00d7", className="close", title=text("Close this card"))
    return html.Article(
        [
            close,
            html.H2(
                [swatch(None if colour is None or pd.isna(colour) else int(colour)), str(row["name"])],
                id="card-title", tabIndex=-1,
            ),
            html.P(holds_together(row, LANGUAGE), className="lead"),
            html.P(cohesion_sentence(row["cohesion"], LANGUAGE)),
            *_evidence(state, answers),
            _rename(str(row["name"])),
            html.H3(
                [
                    text("Organizations: {number}", number=decimal(len(members))), " ",
                    why(state, "members", str(state.coalition)),
                ]
            ),
            LongList(
                MEMBERS, of=str(state.coalition),
                items=[
                    list_item(state.replace(organization=row["organization_id"], coalition=None), str(row["name"]))
                    for row in rows(ordered)
                ],
            ),
            html.P(go(state.replace(view="gaps", whom=str(state.coalition)), text("Gaps in reach of this coalition"))),
        ],
        className="card",
    )  # fmt: skip


def _evidence(state: State, answers: Answers) -> list[Component]:
    """Return what speaks for the coalitions, and what asks again until all of it is checked."""
    done = is_checked(state, answers)  # before the sentences: they may then say more, never less
    asking = dcc.Interval(id=CHECKING, interval=1000, disabled=done)
    compared = dcc.Store(id=CHECKED, data=answers.chance.ended.is_set())
    return [html.Div(evidence(state, answers), id=EVIDENCE), asking, compared]


def _rename(name: str) -> Component:
    field = dmc.TextInput(
        id=RENAME, value=name, size="xs", attributes={"input": {"maxLength": 60}},
        **{"aria-label": text("Name of this coalition")},
    )  # fmt: skip
    button = html.Button(text("Save this name"), id=RENAME_BUTTON, className="plain")
    return html.Details([html.Summary(text("Rename")), html.Div([field, button], className="rename")])


def _overview(scene: Scene) -> Component:
    """Return the summary: what else the network tells, a sentence and a link each."""
    state, answers = scene.state, scene.answers
    if not answers.ties.number_of_edges():
        return _without_ties(state, answers)
    return html.Article(
        [
            html.H2(text("Summary"), id="card-title", tabIndex=-1),
            html.P(
                text("{organizations}, {relationships}, {coalitions}.",
                    organizations=counted("{number} organization", "{number} organizations",
                                          answers.ties.number_of_nodes()),
                    relationships=counted("{number} relationship", "{number} relationships",
                                          answers.ties.number_of_edges()),
                    coalitions=counted("{number} coalition", "{number} coalitions", len(coalitions_left(answers))),
                ),
                className="lead",
            ),
            why_each(state, "organizations", "relationships", "coalitions"),
            findings(scene),
            *_evidence(state, answers),
            html.P(text("Organizations close to each other on the map work together. A larger disc has more partners. "
                        "Click an organization to see its causes, places, partners and role."), className="muted hint"),
        ],
        className="card",
    )  # fmt: skip


def _without_ties(state: State, answers: Answers) -> Component:
    """Return that no relationship is left, or that the data have none, and what can be done then."""
    organizations = counted("{number} organization", "{number} organizations", answers.ties.number_of_nodes())
    if state.filtered:
        said = text("{organizations} and no relationship between them pass the filters.", organizations=organizations)
        ways = [html.P(go(state.unfiltered(), text("Clear filters")))]
    else:
        said = text(
            "{organizations}. The data do not say that any two of them did something together, so there are no "
            "relationships and no coalitions.",
            organizations=organizations,
        )
        has_places = not answers.tables.presences.empty
        ways = [html.P(go(state.replace(view="gaps"), text("See in which places they are present")))] * has_places
    return html.Article(
        [
            html.H2(text("What this map shows"), id="card-title", tabIndex=-1),
            html.P(said, className="lead"),
            *ways,
            html.P(text("Click an organization to see its causes and places."), className="muted hint"),
        ],
        className="card",
    )


def _callbacks(app: Dash, explorer: Explorer) -> None:
    @app.callback(
        Output(ids.RENAMED, "data"),
        Input(RENAME_BUTTON, "n_clicks"),
        Held(RENAME, "value"),
        Held(ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def rename(clicks: int | None, name: str | None, search: str) -> int:
        state = State.of(search)
        if not clicks or state.coalition is None:
            raise PreventUpdate
        explorer.rename(state, state.coalition, tidy(name or ""))
        return explorer.revision

    @app.callback(
        Output(EVIDENCE, "children"),
        Output(CHECKING, "disabled"),
        Output(CHECKED, "data"),
        Output(ids.LEFT, "children", allow_duplicate=True),
        Output(ids.PIECES, "pieces", allow_duplicate=True),
        Input(CHECKING, "n_intervals"),
        Held(CHECKED, "data"),
        Held(ids.ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def check(_: int | None, listed_with_chance: bool, search: str) -> tuple[Any, ...]:
        state = State.of(search).replace(why=())
        if state.view != VIEW.name or state.organization:
            raise PreventUpdate
        try:
            answers = explorer.answers(state)
            done = is_checked(state, answers)  # before the sentences: they may then say more, never less
            compared = answers.chance.ended.is_set()
            # List and heading are made anew once, when they can say which coalitions could be chance.
            scene = Scene(state, answers, explorer)
            anew: list[Any] = [no_update, no_update]
            if compared and not listed_with_chance:
                anew = [still(_left(scene)), Patch()]
                anew[1].update(Pieces.written({ids.HEADING: heading_of(VIEW, scene)}))
            return still(evidence(state, answers)), done, compared, *anew
        except PartnerNetworkError:  # the address makes no sense: the page says so
            raise PreventUpdate from None


VIEW = View(
    name="coalitions",
    label=gettext_noop("Map"),
    question=gettext_noop("Who stands together?"),
    answer=stands_together,
    rests_on=lambda scene: ("coalitions" if coalitions_told(scene.answers) else "organizations",),
    left=_left,
    right=_right,
    callbacks=_callbacks,
    tables=(
        Table("organizations", gettext_noop("Organizations"), organizations_listed),
        Table("coalitions", gettext_noop("Coalitions"), coalitions_listed),
    ),
)
