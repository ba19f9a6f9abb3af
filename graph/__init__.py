"""The network: what it is and what can be asked of it. Pure: no files, no database, no browser.

What is listed here is the way in from a notebook; each name is loaded when it is first used.

Examples
--------
>>> import pandas as pd
>>> import graph
>>> tables = graph.Tables.of({
...     "organizations": pd.DataFrame({"organization_id": ["a", "b"], "name": ["Ana Trust", "Ben House"]}),
...     "interactions": pd.DataFrame({"interaction_id": ["i"], "kind": ["meeting"]}),
...     "participations": pd.DataFrame({"interaction_id": ["i", "i"], "organization_id": ["a", "b"]}),
... })
>>> ties = graph.tie_network(tables)
>>> graph.centrality_scores(ties, ["degree"])
  organization_id       name  degree
0               a  Ana Trust       1
1               b  Ben House       1
"""

import lazy_loader

# What is public stands in `__init__.pyi`. Everything at once takes a second to load, and reading a file needs little.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
