"""Organizations of a data set as they are compared: their names, their ids in registers, where they were named."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from graph.names import normal_name, tidy
from graph.sources import place_of
from graph.tables import Tables
from loaders.names.words import abbreviates, is_acronym, plain_name

__all__ = ["Known", "known_organizations", "names_within", "register_of"]

_REGISTER_ID = re.compile(r"[A-Z]{2}-[A-Z0-9_]{2,}-\S*\w\S*", re.IGNORECASE)
_MADE_ID = re.compile(r"[a-z]+-[0-9a-f]{12}")
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_ALSO_KNOWN_AS = re.compile(r"(.+?)\s*\(?(?:\baka\b|a\.k\.a\.|also known as)\s+([^()]+?)\)?", re.IGNORECASE)
_BESIDE = re.compile(r"(\S+)\s*(?: - |: |/)\s*(.+)|(.+?)\s*(?: - |/)\s*(\S+)")
_IDS = ("x_org_ids", "x_org_id", "x_iati_id")


@dataclass(frozen=True)
class Known:
    """One organization.

    Attributes
    ----------
    id, name : str
        As in the table of organizations.
    aliases : tuple of str
        Its other names as the data set has them.
    within : tuple of str
        Names that its name itself states, such as both parts of ``Name (ACRONYM)``.
    registers : dict of str to frozenset of str
        Its ids by register, such as ``GB-CHC``, in small letters.
    file : str
        The file that it was first named in.
    mentions : int
        Number of facts about it.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    registers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    file: str = ""
    mentions: int = 0

    @property
    def full_names(self) -> tuple[str, ...]:
        """Its name, and of its aliases those that are no acronyms."""
        return tuple(dict.fromkeys((self.name, *(a for a in self.aliases if not is_acronym(a)))))

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Where its id stands when one of several is kept: registers first, then ids of people, then ours."""
        return not _REGISTER_ID.fullmatch(self.id), bool(_MADE_ID.fullmatch(self.id)), self.id


def register_of(text: str) -> str:
    """Return the register that an id belongs to, in small letters; empty if it is no id of a register.

    Ids are made as org-id.guide and IATI have them: a country or agency, a register, a number.

    Examples
    --------
    >>> register_of("GB-CHC-202918"), register_of("xm-dac-928"), register_of("org-687e097e6c4e"), register_of("oxfam")
    ('gb-chc', 'xm-dac', '', '')
    """
    return text.casefold().rsplit("-", text.count("-") - 1)[0] if _REGISTER_ID.fullmatch(text) else ""


def names_within(name: str) -> tuple[str, ...]:
    """Return the names that a name itself states: ``Name (ACRONYM)``, ``ACRONYM - Name``, ``Name (aka Other)``.

    Examples
    --------
    >>> names_within("World Health Organization (WHO)"), names_within("Caritas (Honduras)")
    (('World Health Organization', 'WHO'), ())
    >>> names_within("Agro Action (aka Field Help)")
    ('Agro Action', 'Field Help')
    """
    also = _ALSO_KNOWN_AS.fullmatch(name)
    if also:
        return also[1], also[2]
    for pattern in (_IN_BRACKETS, _BESIDE):
        match = pattern.fullmatch(name)
        parts = tuple(part for part in match.groups() if part) if match else ()
        if len(parts) == 2 and (abbreviates(parts[1], parts[0]) or abbreviates(parts[0], parts[1])):
            return parts
    return ()


def known_organizations(tables: Tables) -> dict[str, Known]:
    """Return the organizations of a data set by id, in the order of their ids."""
    frame = tables.organizations.sort_values("organization_id")
    mentions = _mentions(tables)
    ids = [name for name in _IDS if name in frame]
    columns = ["organization_id", "name", "aliases", "source", *ids]
    organizations = {}
    for own, name, aliases, source, *listed in frame[columns].itertuples(index=False, name=None):
        tidy_name = tidy(name)
        organizations[own] = Known(
            own,
            tidy_name,
            tuple(alias for alias in _items(aliases) if plain_name(alias)),
            tuple(part for part in names_within(tidy_name) if plain_name(part)),
            _registers([own, *(one for cell in listed for one in _items(cell))]),
            place_of(source)[0],
            mentions.get(own, 0),
        )
    return organizations


def _items(cell: object) -> list[str]:
    return [] if pd.isna(cell) else [text for part in str(cell).split(";") if (text := tidy(part))]  # type: ignore[call-overload]


def _registers(ids: Iterable[str]) -> dict[str, frozenset[str]]:
    numbers_of: dict[str, set[str]] = {}
    for one in ids:
        if register := register_of(one):
            numbers_of.setdefault(register, set()).add(normal_name(one))
    return {register: frozenset(numbers) for register, numbers in numbers_of.items()}


def _mentions(tables: Tables) -> dict[str, int]:
    columns = [
        tables.participations["organization_id"],
        tables.presences["organization_id"],
        tables.supports["organization_id"],
        tables.declared_ties["from_id"],
        tables.declared_ties["to_id"],
    ]
    return {str(own): int(n) for own, n in pd.concat(columns).value_counts().items()}
