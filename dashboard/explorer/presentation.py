"""Presentation mode: the same answers with sensitive organizations behind pseudonyms."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.tables import ShownTables, Tables

__all__ = ["Presentation", "pseudonyms"]


def _random_key() -> bytes:
    return secrets.token_bytes(32)


@dataclass(frozen=True)
class Presentation:
    """Who is shown by name.

    Attributes
    ----------
    always : bool
        Whether sensitive organizations stand behind pseudonyms whatever the address says.
    key : callable
        Returns the secret that makes the pseudonyms (`graph.tables.Tables.shown`); asked once, when it is needed.
    """

    always: bool = False
    key: Callable[[], bytes] = _random_key


def pseudonyms(tables: Tables, masked: ShownTables) -> Mapping[str, str]:
    """Return the id of each organization behind a pseudonym, by its own id; the rows of both have one order."""
    ids = zip(tables.shown().organizations["organization_id"], masked.organizations["organization_id"], strict=True)
    return {own: shown_id for own, shown_id in ids if own != shown_id}
