"""Help: what each view answers, how to read the map and the table of gaps, and what the words mean."""

from dash import html
from dash.development.base_component import Component

from dashboard import views
from dashboard.components.links import go
from dashboard.language import gettext_noop, text
from dashboard.state import State
from dashboard.views.record import Scene, View

__all__ = ["VIEW", "WORDS"]

_READING = (
    gettext_noop("Each disc on the map is an organization. A larger disc has more partners. A line joins two "
                 "organizations that did something together, or that a survey or a network map joins."),
    gettext_noop("Organizations of one coalition stand in one area with one colour. The distance between two "
                 "coalitions on the map means nothing."),
    gettext_noop("In the table of gaps, a row is a place and a column is a cause. A number says how many organizations "
                 "are present there."),
    gettext_noop("A filter leaves out organizations, places, causes or days. What is left out counts nowhere. Each "
                 "filter that is set has a chip; a click on the chip removes the filter."),
    gettext_noop("The address of the page keeps the view, the filters and what you chose. Copy it to come back to the "
                 "same screen."),
)  # fmt: skip
_KEYS = (
    (gettext_noop("Tab"), gettext_noop("go to the next control; the map is one control")),
    (gettext_noop("Arrow keys"), gettext_noop("go from organization to organization on the map, and from cell to cell "
                                              "in the table of gaps")),
    (gettext_noop("Enter"), gettext_noop("choose the organization or the cell")),
    (gettext_noop("Escape"), gettext_noop("close a panel or a list")),
)  # fmt: skip
_FOR_EVERYBODY = (
    gettext_noop("Every control works by keyboard. At 200 % zoom and on a phone, nothing is cut off."),
    gettext_noop("On a phone, open the list of coalitions and other choices with the line: Lists and choices."),
    gettext_noop("The page accessibility.md of the documentation says what is tested, and what the limits are."),
)
WORDS = {
    gettext_noop("organization"): gettext_noop("a group, an agency, a funder or an authority"),
    gettext_noop("cause"): gettext_noop("an issue that organizations work on, such as safe water"),
    gettext_noop("place"): gettext_noop("where organizations work. Places lie within larger places"),
    gettext_noop("relationship"): gettext_noop(
        "two organizations did something together, or a survey or a network map says that they are connected"
    ),
    gettext_noop("coalition"): gettext_noop(
        "a group of organizations that work with each other more than with others. The program finds coalitions in "
        "your data; nobody declared them"
    ),
    gettext_noop("could be chance"): gettext_noop(
        "networks that were shuffled at random have groups like this one, too. So the group may mean nothing"
    ),
    gettext_noop("bridging partner"): gettext_noop("an organization that connects others who do not work together"),
    gettext_noop("present"): gettext_noop("the data say that an organization works on a cause in a place"),
    gettext_noop("need"): gettext_noop(
        "how much work on a cause is needed in a place. It is 1 everywhere if the data do not say it"
    ),
    gettext_noop("cause-and-place pair"): gettext_noop("one cause in one place: one cell of the table of gaps"),
    gettext_noop("whom to call"): gettext_noop("organizations outside your group that are present where it is not"),
    gettext_noop("introduction"): gettext_noop(
        "a way to an organization through people who already work together, step by step"
    ),
    gettext_noop("names to check"): gettext_noop("two names that may belong to one organization. You decide"),
}
"""What the words on screen mean; each stands in GLOSSARY.md, too."""


def _centre(scene: Scene) -> Component:
    """Return the page of help."""
    words = [(text(word), text(meaning)) for word, meaning in WORDS.items()]
    keys = [(text(key), text(does)) for key, does in _KEYS]
    return html.Div(
        [
            html.Section([html.H2(text("What each view answers")), _views(scene.state)]),
            html.Section([html.H2(text("How to read it")), html.Ul([html.Li(text(one)) for one in _READING])]),
            html.Section([html.H2(text("Words")), html.Dl([*map(_explained, words)])]),
            html.Section([html.H2(text("Keys")), html.Dl([*map(_explained, keys)])]),
            html.Section([html.H2(text("Accessibility")), html.Ul([html.Li(text(one)) for one in _FOR_EVERYBODY])]),
        ],
        className="data-page help",
    )


def _explained(pair: tuple[str, str]) -> Component:
    word, meaning = pair
    return html.Div([html.Dt(word), html.Dd(meaning)])


def _views(state: State) -> Component:
    return html.Ul(
        [
            html.Li(
                [go(state.replace(view=view.name), text(view.label), className="name-link"), " ", text(view.question)]
            )
            for view in views.VIEWS
            if view.in_navigation
        ]
    )


VIEW = View(
    name="help",
    label=gettext_noop("Help"),
    question=gettext_noop("How do I read this?"),
    layout="wide",
    centre=_centre,
    without_organizations=True,
    in_navigation=False,
)
