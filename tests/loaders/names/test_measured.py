"""What is merged and what is asked, measured on pairs labelled by hand."""

from collections import Counter

from bench.names import _PAGE, labelled, measure, rules, with_figures
from graph.names import normal_name
from loaders.names.evidence import RULES

PAIRS = labelled()


def test_the_labelled_set_is_large_mixed_and_without_contradictions() -> None:
    labels = Counter(same for *_, same in PAIRS)
    assert len(PAIRS) >= 400
    assert min(labels.values()) >= 150
    told = {(file, frozenset(map(normal_name, (one, other)))) for file, one, other, _ in PAIRS}
    assert len(told) == len(PAIRS)
    leader = {(file, name): (file, name) for file, one, other, _ in PAIRS for name in (one, other)}

    def lead(key: tuple[str, str]) -> tuple[str, str]:
        return key if leader[key] == key else lead(leader[key])

    for file, one, other, same in PAIRS:
        if same:
            leader[lead((file, one))] = lead((file, other))
    for file, one, other, same in PAIRS:
        assert same or lead((file, one)) != lead((file, other)), (one, other)


def test_what_is_merged_is_right() -> None:
    sure = measure(PAIRS, doubts=False)
    assert sure.precision >= 0.99
    assert sure.recall >= 0.24


def test_what_is_merged_or_asked_finds_most() -> None:
    offered = measure(PAIRS, doubts=True)
    assert offered.precision >= 0.9
    assert offered.recall >= 0.75


def test_each_sure_rule_is_right_by_itself() -> None:
    counted = rules(PAIRS)
    assert {rule for rule, _ in counted} <= set(RULES)
    for (rule, sure), counts in counted.items():
        assert not sure or counts[False] == 0, rule


def test_the_page_tells_the_figures_of_the_code() -> None:
    text = _PAGE.read_text(encoding="utf-8")
    assert with_figures(text) == text, "run: python -m bench.names"
