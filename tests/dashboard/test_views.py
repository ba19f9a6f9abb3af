"""The list of views: names that tell them apart, and everything else that is made from it."""

from pathlib import Path

from dashboard.page.shell import look, navigation
from dashboard.state import State
from dashboard.views import VIEWS, state_of, view_of, views_markdown
from tests.dashboard.browser_stand_in import StandIn
from tests.dashboard.component_tree import words

DOCS = Path(__file__).resolve().parents[2] / "docs/dashboard.md"


def test_the_first_view_is_the_one_without_an_address() -> None:
    assert VIEWS[0].name == State().view
    assert state_of("").view == VIEWS[0].name


def test_no_two_views_share_a_name_a_label_or_a_question() -> None:
    controls = [(one.name, one.prop) for one in dict.fromkeys(one for view in VIEWS for one in view.controls)]
    for names in ([v.name for v in VIEWS], [v.label for v in VIEWS], [v.question for v in VIEWS], controls):
        assert len(set(names)) == len(names)


def test_each_view_asks_a_question_in_a_few_words() -> None:
    for view in VIEWS:
        assert view.question.endswith("?")
        assert len(view.label) <= 20


def test_an_unknown_view_is_the_first() -> None:
    assert view_of(State(view="nowhere")) is VIEWS[0]
    assert look(State(view="nowhere")) == look(State())


def test_the_navigation_is_the_list() -> None:
    *links, last = navigation(State(view="gaps", causes=("land",)))
    listed = [view for view in VIEWS if view.in_navigation]
    assert [vars(link)["children"] for link in links] == [view.label for view in listed]
    assert [vars(link)["title"] for link in links] == [view.question for view in listed]
    assert [vars(link)["className"] for link in links] == [
        "view lit" if view.name == "gaps" else "view" for view in listed
    ]
    assert vars(last)["href"] == "./?view=help&causes=land"


def test_every_view_has_its_question_and_its_answer(at_hamlet: StandIn) -> None:
    for view in VIEWS:
        heading = words(at_hamlet.shown(State(view=view.name))["heading.children"], " ")
        assert heading.startswith(view.question)
        assert (heading == view.question) == (view.name == "help")


def test_the_documentation_has_the_list() -> None:
    assert views_markdown() in DOCS.read_text(encoding="utf-8")
