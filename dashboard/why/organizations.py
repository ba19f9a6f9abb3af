"""Why so many organizations, coalitions, and members of a coalition."""

import pandas as pd

from dashboard.explorer.left import coalitions_left
from dashboard.language import counted, decimal, text
from dashboard.why.record import Asked, Because

__all__ = ["coalitions", "members", "organizations"]


def organizations(asked: Asked) -> Because:
    """Return the organizations that the filters leave."""
    rows = asked.answers.selected_tables.organizations
    return Because(
        title=counted("{number} organization", "{number} organizations", len(rows)),
        number=len(rows),
        made=_once(),
        rows={"organizations": rows},
    )


def members(asked: Asked, number: str = "") -> Because | None:
    """Return the organizations of a coalition, whether the filters leave them or not."""
    table = asked.answers.coalitions.set_index("cluster")
    at = {str(one): one for one in table.index}.get(number)
    if at is None:
        return None
    everybody = asked.answers.tables.organizations
    of_coalition = asked.answers.members.loc[asked.answers.members["cluster"] == at, "organization_id"]
    rows = everybody[everybody["organization_id"].isin(of_coalition)]
    n_left = int(rows["organization_id"].isin(asked.answers.ties.ids).sum())
    name = str(table.loc[at, "name"])
    made = [_once(), _computed()]
    if n_left < len(rows):
        made.append(text("The filters leave {left} of them.", left=decimal(n_left)))
    return Because(
        title=counted("{name}: {number} organization", "{name}: {number} organizations", len(rows), name=name),
        number=len(rows),
        made=" ".join(made),
        rows={"organizations": rows},
    )


def coalitions(asked: Asked) -> Because:
    """Return the organizations of the coalitions that the filters leave, each with its coalition."""
    answers = asked.answers
    numbers = coalitions_left(answers)["cluster"]
    names = answers.coalitions.set_index("cluster")["name"]
    homes = answers.groups.reindex(answers.ties.ids)
    homes = homes[homes.isin(numbers)].sort_values(kind="stable")
    everybody = answers.selected_tables.organizations.set_index("organization_id", drop=False)
    rows = everybody.loc[homes.index].reset_index(drop=True)
    said = counted(
        "{number} organization is in a coalition, and stands here with it.",
        "{number} organizations are in a coalition, and stand here with it.", len(rows),
    )  # fmt: skip
    small = text("Groups of two, and those too small for an area of the map, do not count.")
    return Because(
        title=counted("{number} coalition", "{number} coalitions", len(numbers)),
        number=len(numbers),
        made=f"{said} {_computed()} {small}",
        rows={"organizations": rows},
        beside={str(i): str(names[number]) for i, number in homes.items() if not pd.isna(number)},
    )


def _once() -> str:
    return text("Each organization stands once, with the first row that names it.")


def _computed() -> str:
    return text("No row says who belongs to a coalition: that is computed from all relationships.")
