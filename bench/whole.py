"""From the tables to clusters, brokers and missing pairs: ``python -m bench.whole SIZE`` prints time and memory."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.memory import peak
from bench.networks import tables_of
from graph.allies.partners_of_partners import missing_pairs
from graph.brokers.scores import broker_scores
from graph.clusters.table import clusters
from graph.ties.strength import tie_network

if __name__ == "__main__":
    tables = tables_of(int(sys.argv[1]))
    told: dict[str, float] = {}

    def timed(what: str, action: Callable[[], Any]) -> Any:
        """Run one step and note its time."""
        start = time.perf_counter()
        found = action()
        told[what] = time.perf_counter() - start
        print(f"{what}: {told[what]:.1f} s", file=sys.stderr, flush=True)
        return found

    ties = timed("ties", lambda: tie_network(tables))
    members = timed("clusters", lambda: clusters(ties))
    timed("missing pairs", lambda: missing_pairs(ties))
    timed("brokers", lambda: broker_scores(ties, groups=members))
    # Not ru_maxrss, which also knows what the process that started this one held.
    told["GiB"] = peak() / 2**30
    print(json.dumps(told))
