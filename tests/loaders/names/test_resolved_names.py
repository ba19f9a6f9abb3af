"""The table of resolved names is of the names in the files, and says what the rules of today make of them."""

import pandas as pd
import pytest

from tests import resolved_names
from tests.resolved_names import FILES, MOVED, STATES, TABLE, frozen, moved

pytestmark = [pytest.mark.real_data, pytest.mark.usefixtures("real_data")]


def test_the_table_is_up_to_date() -> None:
    told = set(moved())
    assert told == MOVED, "list what moved in MOVED, and tell it in docs/likely.md with its reason"


def test_a_name_that_moved_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    table = pd.read_csv(TABLE, dtype="str", keep_default_na=False).head(3)
    rows = [dict(zip(table, row, strict=True)) for row in table.to_numpy()]
    monkeypatch.setattr(resolved_names, "_kept", lambda: pd.DataFrame(rows))
    now = pd.DataFrame([rows[0] | {"decided": "Other"}, rows[1]])
    monkeypatch.setattr(resolved_names, "resolved_today", lambda: now)
    lines = list(moved())
    assert sum(line.endswith("is 'Other'") for line in lines) == 1
    assert sum(line.endswith("is '(no such name)'") for line in lines) == len(STATES)
    assert len(lines) == 1 + len(STATES)


@pytest.mark.parametrize(("state", "count"), [("rules", 210), ("alias", 197), ("decided", 160), ("joined", 160)])
def test_how_many_organizations_of_ebola_each_state_has(state: str, count: int) -> None:
    tables = frozen("ebola", state)
    assert len(tables.organizations) == count
    assert tables.presences["cause_id"].nunique() == (13 if state == "joined" else 21)


@pytest.mark.parametrize("file", FILES)
def test_every_organization_is_one_of_the_table(file: str) -> None:
    tables = frozen(file)
    assert len(tables.presences)
    assert set(tables.presences["organization_id"]) <= set(tables.organizations["organization_id"])
