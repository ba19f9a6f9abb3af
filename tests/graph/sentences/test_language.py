"""Every sentence about an answer goes through the translator it is handed, and English is what commands print."""

import ast
import re
from datetime import date
from functools import cache
from gettext import NullTranslations
from pathlib import Path

import pandas as pd
import pytest

import graph
from graph.clusters.chance import WholeNetwork
from graph.sentences import allies, brokers, chance, change, clusters, reach, ties
from graph.sentences.tables import with_sentences

ROOMS = [Path(graph.__file__).parent / room for room in ("sentences", "words")]


class Marked(NullTranslations):
    """A language in which every message stands between brackets, its places untouched."""

    def gettext(self, message: str) -> str:
        return f"[{message}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"[{super().ngettext(msgid1, msgid2, n)}]"


MARKED = Marked()
US = frozenset({"a"})


@cache
def tables() -> graph.Tables:
    return graph.Tables.of({
        "organizations": pd.DataFrame({"organization_id": list("abcd"), "name": list("ABCD"), "capabilities": "law"}),
        "causes": pd.DataFrame({"cause_id": ["w", "l"], "name": ["Water", "Land"]}),
        "communities": pd.DataFrame({"community_id": ["n", "s", "nationwide"], "name": ["North", "South", "All"]}),
        "presences": pd.DataFrame(
            {"organization_id": list("abcdd"), "community_id": ["n", "s", "s", "nationwide", "n"],
             "cause_id": ["w", "w", "l", "w", None]}
        ),
        "interactions": pd.DataFrame({"interaction_id": list("ij"), "kind": "meeting", "date": "2024-06-01"}),
        "participations": pd.DataFrame({"interaction_id": list("iijj"), "organization_id": list("abbc")}),
    })  # fmt: skip


@cache
def chosen() -> graph.MissingAllies:
    return graph.missing_allies(tables().shown(), coalition=US)


def cell(place: str) -> graph.CellAllies:
    return graph.cell_allies(tables().shown(), coalition=US, cause_id="w", community_id=place)


@cache
def gaps() -> graph.ReachGaps:
    return graph.reach_gaps(tables().shown())


def coalitions() -> graph.ClusterTable:
    return graph.cluster_table(graph.tie_network(tables()), tables().shown())


WITHIN, BEYOND = WholeNetwork(0.6, 0.6, 0.7, 1, 99), WholeNetwork(0.7, 0.2, 0.3, 0, 19)
PIECES = pd.DataFrame({"piece": [1, 2, 3], "loses_touch": [False, True, True]})
SENTENCES = {
    "call": lambda language: allies.call(chosen(), language),
    "together": lambda language: allies.together_close(chosen(), language),
    "why nobody": lambda language: allies.why_nobody(graph.missing_allies(tables().shown(), coalition=None), language),
    "nobody": lambda language: reach.most_needed(gaps().frame, gaps().frame.head(1), "none", language),
    "covered": lambda language: reach.covered(gaps().frame, 1, whose="us", language=language),
    "basis": lambda language: reach.basis(gaps(), language),
    "size": lambda language: " ".join(reach.grid_summary(gaps(), language)),
    "outside": lambda language: " ".join(reach.outside_grid(gaps(), language)),
    "there": lambda language: reach.there(3, 1, language),
    "unknown": lambda language: reach.last_heard(None, language),
    "hold together": lambda language: brokers.hold_together(["A", "B"], "A", 3, language),
    "standing": lambda language: brokers.standing(
        "A", 2, rank=1, n_bridging=3, role="liaison", own="", language=language
    ),
    "breaks": lambda language: brokers.loses_touch("A", PIECES, language),
    "falls apart": lambda language: brokers.falls_apart(3, language),
    "links": lambda language: brokers.only_links(1, language),
    "repeats": lambda language: brokers.repeats(0.3, language),
    "cohesion": lambda language: clusters.cohesion_sentence(0.84, language),
    "fringe": lambda language: clusters.fringe_sentence(["A"], language),
    "whole": lambda language: chance.whole_sentence(WITHIN, language),
    "whole beyond": lambda language: chance.whole_sentence(BEYOND, language),
    "group": lambda language: chance.chance_sentence(1, 99, WITHIN, language),
    "group in a whole": lambda language: chance.chance_sentence(29, 99, BEYOND, language),
    "group beyond": lambda language: chance.chance_sentence(0, 99, BEYOND, language),
    "steady": lambda language: chance.steadiness_sentence([1.0, 1.0], language),
    "less steady": lambda language: chance.steadiness_sentence([1.0, 0.999], language),
    "stays": lambda language: chance.stays_sentence([0.9, 0.8], 100, language),
    "some stay": lambda language: chance.stays_sentence([0.9, 0.2, float("nan")], 40, language),
    "tie": lambda language: ties.relationship_sentence(0.3, ["meeting"], date(2024, 3, 11), language),
    "thin": lambda language: change.thin_data(graph.data_warnings(tables().shown()), language),
}
ENGLISH = {
    "call": "Call B first: it alone would close 1 gap. With 1 more organization, 2 gaps would close.",
    "nobody": "Nobody is present in 1 of 4 cause-and-place pairs, for example Land in North.",
    "covered": "We are present in 3 of 4 cause-and-place pairs; 3 pairs depend on a single organization; "
    "1 pair is a gap.",
    "there": "1 member of this coalition is present; 2 other organizations are.",
    "hold together": "A and B hold the network together. Without A alone, 3 organizations would lose touch.",
    "standing": "Works with 2 organizations. 1st of 3 bridging partners: connects coalitions that are not its own.",
    "breaks": "Without A, 2 organizations in 2 groups lose touch with the rest.",
    "whole": "These groups could be chance: 1 of 99 shuffled networks falls into groups as clearly.",
    "whole beyond": "The network as a whole is more than chance: none of 19 shuffled networks falls into groups "
    "as clearly.",
    "group": "This group could be chance: 1 of 99 shuffled networks holds one like it. "
    "More data would make this clearer. The test does not use dates and strengths.",
    "group in a whole": "This group could be chance: 29 of 99 shuffled networks hold one like it. "
    "The network as a whole is more than chance, but for this group alone we cannot say so.",
    "group beyond": "More than chance: none of 99 shuffled networks holds a group as large and as closely tied.",
    "less steady": "On average, a member is in this group in 99% of the runs of the search.",
    "some stay": "In 40 random draws of the contacts, a member stays in 55% on average. "
    "1 of 2 members stays in less than half of the draws.",
    "links": "1 organization is the only link to a part of the network.",
    "cohesion": "Most of their joint work (84%) is with each other.",
    "fringe": "1 organization could also belong to another coalition: A.",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_made_in_the_language_that_it_is_handed(name: str) -> None:
    english = SENTENCES[name](NullTranslations())
    assert english
    assert "{" not in english
    marked = SENTENCES[name](MARKED)
    assert marked.startswith("[")
    assert marked.endswith("]")
    assert re.sub(r"[\[\]]", "", marked) == english


@pytest.mark.parametrize("name", ENGLISH)
def test_a_sentence_in_english(name: str) -> None:
    assert SENTENCES[name](NullTranslations()) == ENGLISH[name]


@pytest.mark.parametrize("answer", [coalitions, chosen, lambda: cell("s"), lambda: cell("n")])
def test_tables_are_translated_and_numbers_are_not(answer: object) -> None:
    result = answer()  # type: ignore[operator]
    english, marked = with_sentences(result), with_sentences(result, MARKED)
    assert isinstance(english.index, pd.RangeIndex)
    plain = marked.apply(
        lambda column: column.str.replace(r"[\[\]]", "", regex=True) if column.dtype == "str" else column
    )
    pd.testing.assert_frame_equal(plain, english)
    last = marked.iloc[:, -1]
    assert last.str.startswith("[").all()


def test_the_names_of_coalitions_are_made_in_the_language_that_is_handed_in() -> None:
    frames = [
        [make(ties, tables().shown(), language=language) for language in (NullTranslations(), MARKED)]
        for ties in [graph.tie_network(tables())]
        for make in (graph.cluster_members, lambda *a, **k: graph.cluster_table(*a, **k).frame)
    ]
    for (english, marked), column in zip(frames, ("cluster_name", "name"), strict=True):
        assert marked[column].dropna().str.startswith("[").all()
        assert (marked[column].dropna().str.replace(r"[\[\]]", "", regex=True) == english[column].dropna()).all()


def test_nobody_makes_a_sentence_below_this_room() -> None:
    """A reason in a lower room is one word, a code."""
    codes = {*chosen().frame["reason"], *cell("s").frame["reason"], *coalitions().frame["holds"]}
    assert codes <= {
        "covers", "there", "neighbouring", "same place", "nationwide", "elsewhere", "shared", "inside", "no_tie",
    }  # fmt: skip


def test_every_function_that_makes_words_is_handed_a_language() -> None:
    without = [
        f"{path.stem}.{function.name}"
        for room in ROOMS
        for path in room.glob("*.py")
        for function in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(function, ast.FunctionDef)
        and not function.name.startswith("_")
        and function.name not in {"gettext_noop", "ngettext_noop"}  # they mark a message and leave it as it is
        and "language" not in {argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)}
    ]
    assert without == []
