"""A piece of page that only shows is one component; what somebody may answer stays what it was."""

from typing import Any

from dash import dcc, html
from hypothesis import given
from hypothesis import strategies as st

from dashboard.still import Still, still
from tests.dashboard.component_tree import plain

WORDS = st.text(max_size=8) | st.none() | st.integers(0, 9)
SHOWN = st.builds(html.P, WORDS) | st.builds(dcc.Link, WORDS, href=st.just("./?view=gaps")) | WORDS
ANSWERED = st.builds(dcc.Input, id=st.just("name")) | st.builds(html.Button, WORDS) | st.builds(html.P, id=st.just("a"))


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.recursive(leaves, lambda parts: st.builds(html.Div, st.lists(parts, max_size=4)), max_leaves=8)


def elements(tree: Any) -> Any:
    """Return a tree without what stands for nothing."""
    if isinstance(tree, list):
        return [elements(part) for part in tree if part is not None]
    if not isinstance(tree, dict):
        return tree
    return {**tree, "props": {name: elements(value) for name, value in tree["props"].items()}}


@given(trees(SHOWN | ANSWERED))
def test_nothing_is_lost(tree: Any) -> None:
    assert elements(plain(still(tree))) == elements(plain(tree))


@given(trees(SHOWN))
def test_what_only_shows_is_one_component(tree: Any) -> None:
    assert not hasattr(tree, "_type") or isinstance(still(tree), Still)


@given(trees(ANSWERED))
def test_what_somebody_answers_is_still_a_component_of_dash(tree: Any) -> None:
    def answered(part: Any) -> list[str]:
        inside = getattr(part, "children", None)
        deeper = [one for child in (inside if isinstance(inside, list) else []) for one in answered(child)]
        return [part._type, *deeper] if part._type in {"Input", "Button", "P"} else deeper

    assert answered(still(tree)) == answered(tree)


def test_another_piece_has_another_digest_and_the_same_one_the_same() -> None:
    assert still(html.P("a")).digest == still(html.P("a")).digest != still(html.P("b")).digest
