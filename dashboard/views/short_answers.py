"""The answers in one or two sentences, with names and numbers, to the questions that stand above every view."""

from dashboard.explorer.answers import Answers
from dashboard.state import State
from dashboard.words import count, listed

__all__ = ["holds_together", "nobody_there", "whom_to_call"]


def holds_together(state: State, answers: Answers) -> str:
    """Return who holds the network together, and what breaks without the one who matters most."""
    del state
    bridging = answers.brokers[answers.brokers["betweenness"] > 0]
    if bridging.empty:
        return "Nobody stands between others here: everybody who is tied is tied directly."
    top = bridging.head(3)["name"].tolist()
    cut = bridging[bridging["cutpoint"]]
    first = f"{listed(top, 3)} {'holds' if len(top) == 1 else 'hold'} the network together."
    if cut.empty:
        return f"{first} Nobody would lose touch if any single one of them left."
    lost = {i: int(answers.without(i)["loses_touch"].sum()) for i in cut["organization_id"]}
    worst = max(lost, key=lambda i: (lost[i], i))
    return (
        f"{first} {count(len(cut), 'organization')} {'is' if len(cut) == 1 else 'are'} the only link to others; "
        f"without {answers.names[worst]} alone, {count(lost[worst], 'organization')} would lose touch."
    )


def nobody_there(state: State, answers: Answers) -> str:
    """Return in how many cells nobody is, and where it matters most."""
    grid = answers.grid(answers.whom(state), state.level, state.inside)
    gaps, empty = grid.cells, grid.empty_cells
    if gaps.empty:
        return "The data in view name no causes or no places, so no gap can be told."
    if empty.empty:
        return f"Somebody is there in all {len(gaps):,} cells of cause and place."
    worst = empty.sort_values(["gap", "cause", "community"], ascending=[False, True, True]).head(3)
    names = [f"{cause} in {place}" for cause, place in zip(worst["cause"], worst["community"], strict=True)]
    return (
        f"Nobody is there in {len(empty):,} of {len(gaps):,} cells of cause and place, "
        f"{'most needed in' if grid.facts.needs == 'stated' else 'for example'} {listed(names, 3)}."
    )


def whom_to_call(state: State, answers: Answers) -> str:
    """Return the allies who would close most gaps, and what the first one alone would close."""
    allies = answers.allies(answers.whom(state), state.level, state.inside)
    found = allies.frame
    if found.empty:
        return allies.reason
    first = found.iloc[0]
    return (
        f"Call {listed(found['name'].tolist(), 3)}. {first['name']} alone would close "
        f"{count(int(first['cells']), 'cell')}: {first['closes']}."
    )
