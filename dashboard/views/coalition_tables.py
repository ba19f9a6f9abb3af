"""What the view of the coalitions hands out as tables."""

import pandas as pd

from dashboard.components.evidence import could_be_chance
from dashboard.components.relationship import relationship
from dashboard.explorer.left import members_left
from dashboard.language import text
from dashboard.rows import rows
from dashboard.views.record import Scene
from dashboard.words import ORGANIZATION_KINDS, STATUSES

__all__ = ["coalitions_listed", "organizations_listed"]


def organizations_listed(scene: Scene) -> pd.DataFrame:
    """Return the organizations that the filters leave, those with most partners first.

    Where a coalition is selected, its members; where an organization is selected, that and its partners, with how
    close they are.
    """
    state, answers = scene.state, scene.answers
    ids, homes = set(answers.ties.ids), answers.homes
    center = state.organization if state.organization in ids else ""
    if center:
        ids &= {center, *answers.ties.adj[center]}
    elif state.coalition is not None:
        ids = {one for one in ids if one in homes and homes[one].number == state.coalition}
    organizations = answers.selected_tables.organizations
    listed = rows(organizations[organizations["organization_id"].isin(ids)])
    listed.sort(key=lambda row: (-answers.ties.degree[row["organization_id"]], row["name"], row["organization_id"]))
    own = [row["organization_id"] for row in listed]
    frame = pd.DataFrame(
        {
            text("Organization"): [row["name"] for row in listed],
            text("Coalition"): [homes[one].name if one in homes else "" for one in own],
            text("Partners"): [answers.ties.degree[one] for one in own],
            text("Kind"): [text(ORGANIZATION_KINDS[row["kind"]]) if row["kind"] else "" for row in listed],
            text("Status"): [text(STATUSES[row["status"]]) if row["status"] else "" for row in listed],
        }
    )
    if not center:
        return frame
    heading = text("Relationship with {name}", name=answers.names[center])
    return frame.assign(**{heading: [relationship(answers, center, one) if one != center else "" for one in own]})


def coalitions_listed(scene: Scene) -> pd.DataFrame:
    """Return the coalitions, largest first: how many organizations, how many of them the filters leave."""
    answers = scene.answers
    left_in = members_left(answers)
    table, doubtful = answers.coalitions, could_be_chance(answers)
    otherwise = "" if answers.chance.ended.is_set() else text("being checked")
    return pd.DataFrame(
        {
            text("Coalition"): table["name"].tolist(),
            text("Organizations"): table["organizations"].tolist(),
            text("Of these in this selection"): [int(left_in.get(number, 0)) for number in table["cluster"]],
            text("Could be chance"): [text("yes") if number in doubtful else otherwise for number in table["cluster"]],
        }
    )
