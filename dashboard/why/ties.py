"""Why so many relationships and partners, and why two organizations are close."""

from dashboard.language import LANGUAGE, counted, decimal, text
from dashboard.why.record import Asked, Because, amounts
from graph.sentences.ties import warmth
from graph.ties.evidence import TieRows, tie_rows

__all__ = ["coalitions_met", "partners", "relationship", "relationships"]


def relationships(asked: Asked) -> Because:
    """Return what all relationships rest on."""
    number = asked.answers.ties.number_of_edges()
    said = counted("{number} relationship", "{number} relationships", number)
    return _because(_ties_of(asked), said, number, said)


def partners(asked: Asked, organization: str = "") -> Because | None:
    """Return what the relationships of an organization rest on."""
    if organization not in asked.answers.ties:
        return None
    number = len(asked.answers.ties.adj[organization])
    said = counted("{number} partner", "{number} partners", number)
    return _because(_ties_of(asked, organization), _of(asked, organization, said), number, said)


def coalitions_met(asked: Asked, organization: str = "") -> Because | None:
    """Return what the relationships of an organization with those who are in a coalition rest on."""
    if organization not in asked.answers.ties:
        return None
    groups = asked.answers.groups.reindex(list(asked.answers.ties.adj[organization])).dropna()
    number = int(groups.nunique())
    every = _ties_of(asked, organization)
    others = every.frame["from_id"].where(every.frame["from_id"] != organization, every.frame["to_id"])
    frame = every.frame[others.isin(groups.index)]
    rows = TieRows(
        frame,
        every.interactions[every.interactions["interaction_id"].isin(frame["interaction_id"].dropna())],
        every.declared_ties[every.declared_ties.index.isin(frame["declared"].dropna())],
    )
    title = counted("works with {number} coalition", "works with {number} coalitions", number)
    said = counted("{number} partner", "{number} partners", len(groups))
    more = counted("They are in {number} coalition.", "They are in {number} coalitions.", number)
    return _because(rows, _of(asked, organization, title), number, said, more)


def relationship(asked: Asked, one: str = "", other: str = "") -> Because | None:
    """Return what the relationship of two organizations rests on."""
    ties = asked.answers.ties
    if one not in ties or other not in ties.adj[one]:
        return None
    rows = _ties_of(asked, one, other)
    tables = {"interactions": rows.interactions, "declared_ties": rows.declared_ties}
    names = (str(asked.answers.names[one]), str(asked.answers.names[other]))
    strength = text(
        "The relationship is {warmth}: its strength is {strength}. Newer interactions count more, and so do those with "
        "fewer participants.",
        warmth=warmth(ties.adj[one][other]["strength"], LANGUAGE),
        strength=decimal(round(ties.adj[one][other]["strength"], 2)),
    )
    return Because(
        title=text("{one} and {other}: {rows}", one=names[0], other=names[1], rows=amounts(tables)),
        number=sum(map(len, tables.values())),
        made=strength,
        rows=tables,
        participants=frozenset((one, other)),
    )


def _ties_of(asked: Asked, *ends: str) -> TieRows:
    answers = asked.answers
    return tie_rows(answers.tables, answers.selection, answers.ties, *ends)


def _because(ties: TieRows, title: str, number: int, said: str, more: str = "") -> Because:
    """Return the rows of ties, and how they make what is said of them."""
    rows = {"interactions": ties.interactions, "declared_ties": ties.declared_ties}
    made = text(
        "{number}, from {rows}. One row can be about several, and several rows about one.",
        rows=amounts(rows),
        number=said,
    )
    ends = frozenset((*ties.frame["from_id"], *ties.frame["to_id"]))
    return Because(title, number, f"{made} {more}".strip(), rows, participants=ends)


def _of(asked: Asked, organization: str, said: str) -> str:
    return text("{name}: {number}", name=str(asked.answers.names[organization]), number=said)
