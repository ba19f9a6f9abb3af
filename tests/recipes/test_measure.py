"""A new measure is a function and one list entry: commands, documentation and menus have it then."""

import json

from loaders.sample import sample_folder
from tests.recipes.house import House

LIST = "graph/measures/registry.py"
MODULE = "graph/measures/letters.py"
FUNCTION = '''"""Letters: a measure for a test."""

import networkx as nx
import pandas as pd

__all__ = ["letters"]


def letters(ties: nx.Graph) -> pd.Series:
    """Return how many letters each id has."""
    ids = list(ties)
    return pd.Series([len(i) for i in ids], index=pd.Index(ids, name="organization_id"), name="letters", dtype="int64")
'''
IMPORT = "from graph.measures.letters import letters\n"
ENTRY = """    Measure(
        "letters", "how long its id is", "id length",
        "number of letters", "letters", 0, inf, "as all others", "right", "Toy 2024", letters,
    ),
"""


def test_a_measure_is_a_function_and_a_list_entry(house: House) -> None:
    house.write(MODULE, FUNCTION)
    house.enter(LIST, "from graph.measures.cutpoints", IMPORT)
    house.enter(LIST, ")  # fmt: skip", ENTRY)

    listed = house.partners("centrality", "--measures", "--format", "json")
    assert listed.returncode == 0, listed.stderr
    (entry,) = [row for row in json.loads(listed.stdout) if row["name"] == "letters"]
    assert (entry["label"], entry["short"], entry["directed"]) == ("how long its id is", "id length", "right")

    asked = house.partners("centrality", str(sample_folder()), "--measure", "letters", "--format", "json")
    assert asked.returncode == 0, asked.stderr
    scores = json.loads(asked.stdout)
    assert scores
    assert all(row["letters"] == len(row["organization_id"]) for row in scores)

    headed = house.partners("centrality", str(sample_folder()), "--measure", "letters", "--labels", "--format", "csv")
    assert headed.stdout.splitlines()[0] == "organization_id,name,how long its id is"

    wrong = house.partners("centrality", str(sample_folder()), "--measure", "leters")
    assert wrong.returncode == 2
    assert "Nearest: 'letters'" in wrong.stderr

    table = house.python("from graph.measures.registry import measures_markdown; print(measures_markdown())")
    assert "| `letters` | how long its id is | id length |" in table.stdout

    assert house.changes() == {MODULE: "new", LIST: IMPORT + ENTRY}
