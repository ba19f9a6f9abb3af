"""The tables in ``docs/measures.md``, written from the code that uses them.

``make tables`` (``python docs/measures.py``) writes them again.
"""

import re
from collections.abc import Mapping

from graph.measures.registry import measures_markdown
from graph.schema import CONFLICT_KINDS, DIRECTED_KINDS, INTERACTION_KINDS
from graph.selection import Selection
from graph.ties.strength import LAPSED

__all__ = ["with_tables", "written_anew"]

_SECTION = re.compile(r"(<!-- list: (\w+) -->\n).*?(<!-- end of list -->)", re.DOTALL)


def written_anew(text: str, sections: Mapping[str, str]) -> str:
    r"""Return a page with what stands between ``<!-- list: NAME -->`` and ``<!-- end of list -->`` replaced.

    Raises
    ------
    KeyError
        If the page asks for a section that does not exist.

    Examples
    --------
    >>> written_anew("<!-- list: one -->\nold\n<!-- end of list -->", {"one": "new\n"}).splitlines()
    ['<!-- list: one -->', 'new', '<!-- end of list -->']
    """
    return _SECTION.sub(lambda section: f"{section[1]}{sections[section[2]]}{section[3]}", text)


def with_tables(text: str) -> str:
    r"""Return a page with each of its tables written anew between ``<!-- list: NAME -->`` and ``<!-- end of list -->``.

    Parameters
    ----------
    text : str
        The page, in Markdown. The names are ``measures``, ``kinds`` and ``strength``.

    Raises
    ------
    KeyError
        If the page asks for a table that does not exist.

    Examples
    --------
    >>> page = "<!-- list: kinds -->\nold\n<!-- end of list -->"
    >>> with_tables(page).splitlines()[4]
    '| `meeting` | 1 | undirected |'
    """
    tables = {"measures": measures_markdown(), "kinds": _kinds(), "strength": _settings()}
    return written_anew(text, {name: f"\n{table}\n\n" for name, table in tables.items()})


def _kinds() -> str:
    """Return the weight of each kind of interaction, and whether it has a direction."""
    weights = (
        dict.fromkeys(INTERACTION_KINDS, 1.0) | dict(Selection().kind_weights) | dict.fromkeys(CONFLICT_KINDS, 0.0)
    )
    rows = [
        f"| `{kind}` | {weights[kind]:g} | {'directed' if kind in DIRECTED_KINDS else 'undirected'} |"
        for kind in INTERACTION_KINDS
    ]
    return "\n".join(["| kind | weight by default | direction |", "| --- | --- | --- |", *rows])


def _settings() -> str:
    """Return the numbers in the formula of strength that are not in the data."""
    selection = Selection()
    rows = [
        (
            "half-life",
            f"{selection.half_life:g} days",
            "half_life",
            "an interaction of this age counts half of its weight",
        ),
        (
            "most participants",
            f"{selection.most_participants:,}",
            "most_participants",
            "an interaction with more participants makes no tie",
        ),
        ("lapsed below", f"{LAPSED:g}", "", "a tie lapses when its newest dated evidence has faded below this value"),
    ]
    lines = [f"| {name} | {number} | {_changed_by(field)} | {meaning} |" for name, number, field, meaning in rows]
    return "\n".join(["| number | by default | changed by | meaning |", "| --- | --- | --- | --- |", *lines])


def _changed_by(field: str) -> str:
    return f"`graph.Selection({field}=...)`, `--{field.replace('_', '-')}`" if field else ""
