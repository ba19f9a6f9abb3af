"""Salesforce NPSP: accounts, contacts, affiliations and relationships become organizations tied through people."""

import re
from dataclasses import dataclass, field

from loaders.facts.gathered import Gathered
from loaders.facts.mentions import Thing
from loaders.formats.contacts.rows import Export
from loaders.formats.contacts.shared import People, is_family
from loaders.values.words import organization_kind

__all__ = ["TABLES", "Accounts", "gather_accounts", "gather_affiliations", "gather_contacts", "gather_relationships"]

_ACCOUNT_SIGNS = {
    "billingcity", "billing city", "npe01 systemaccounttype c", "npe01 system accounttype c", "recordtypeid",
    "recordtype name",
    "npe01 systemisindividual c", "accountnumber", "isdeleted",
}  # fmt: skip
_ACCOUNT_TYPE = ("npe01 system accounttype c", "npe01 systemaccounttype c", "recordtype name")
_PRIVATE = ("household", "individual")
_FORMER = {"former", "inactive", "past"}

TABLES = {
    "affiliations": lambda headers: {"npe5 contact c", "npe5 organization c"} <= headers,
    "relationships": lambda headers: {"npe4 contact c", "npe4 relatedcontact c"} <= headers,
    "contacts": lambda headers: "id" in headers and bool(headers & {"accountid", "npsp primary affiliation c"}),
    "accounts": lambda headers: {"id", "name"} <= headers and bool(headers & _ACCOUNT_SIGNS),
}
"""The tables of an export by their headers, the most particular first."""


@dataclass
class Accounts:
    """What is known of the accounts.

    Attributes
    ----------
    organizations : dict of str to Thing
        By Salesforce id.
    private : set of str
        Ids of households and of people: they are no organizations.
    persons : dict of str to Thing
        Contacts, where people are asked for, by Salesforce id.
    """

    organizations: dict[str, Thing] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)
    persons: dict[str, Thing] = field(default_factory=dict)

    def at(self, account: str, name: str, source: str, facts: Gathered) -> Thing | None:
        """Return the organization with an id; a name makes one that no export of accounts tells of."""
        number = _number(account)
        if number in self.private:
            return None
        if number not in self.organizations and name:
            thing = facts.organization("", name, source)
            if thing is not None:
                self.organizations[number] = thing
        return self.organizations.get(number)


def gather_accounts(export: Export, accounts: Accounts, facts: Gathered) -> None:
    """Add accounts as organizations; households are rejected (``person``)."""
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        number, kind = _number(row.first("id")), row.first(*_ACCOUNT_TYPE)
        if any(word in kind.casefold() for word in _PRIVATE) or row.flag("npe01 systemisindividual c"):
            accounts.private.add(number)
            facts.reject(source, "account type", kind, "an organization; people are left out", "person")
            continue
        thing = facts.organization(
            "", row.first("name"), source, kind=organization_kind(row.first("type")), website=row.first("website"),
            place=row.first("billingcity", "billing city"),
        )  # fmt: skip
        if thing is None:
            facts.reject(source, "Name", row.first("name"), "the name of the account", "no_organization")
        else:
            accounts.organizations[number] = thing


def gather_contacts(export: Export, accounts: Accounts, ties: People, facts: Gathered, *, people: bool) -> None:
    """Note to which organization each contact belongs.

    The contacts themselves are rejected (``person``); where people are asked for, each is an organization of kind
    ``other`` that is sensitive.
    """
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        for header in ("npsp primary affiliation c", "accountid"):
            place = accounts.organizations.get(_number(row.first(header)))
            if place is not None:
                ties.belong(_number(row.first("id")), place, source)
        number = _number(row.first("id"))
        if people and number:
            name = row.first("name") or " ".join(filter(None, (row.first("firstname"), row.first("lastname"))))
            thing = facts.organization(number, name, source, kind="other", sensitive="true")
            if thing is not None:
                accounts.persons[number] = thing
                continue
        facts.reject(source, "Id", "a person", "an organization; people are left out", "person")


def gather_affiliations(export: Export, accounts: Accounts, ties: People, facts: Gathered) -> None:
    """Note who belongs, or belonged, to which organization."""
    seen: set[tuple[object, ...]] = set()
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        account, person = row.first("npe5 organization c"), _number(row.first("npe5 contact c"))
        place = accounts.at(account, row.first("npe5 organization r name", "organization name"), source, facts)
        if _number(account) in accounts.private:
            facts.reject(source, "npe5__Organization__c", account, "an organization; people are left out", "person")
        elif place is None or not person:
            expected = "an account of the export of accounts, or npe5__Organization__r.Name in this row"
            facts.reject(source, "npe5__Organization__c", account, expected, "unknown_id")
        else:
            start, end = row.first("npe5 startdate c"), row.first("npe5 enddate c")
            current = _current(row.first("npe5 status c"))
            ties.belong(person, place, source, start=start, end=end, current=current)
            if person in accounts.persons:
                last = "" if current else end or (start if current is False else "")
                tie = (accounts.persons[person], place, row.first("npe5 role c") or "affiliation", last)
                _declare(tie, seen, facts, source)


def gather_relationships(export: Export, accounts: Accounts, ties: People, facts: Gathered) -> None:
    """Note who knows whom, once a pair; families are private, and so is who has no organization.

    Where people are asked for, a relationship is a declared tie of the two.
    """
    seen: set[tuple[object, ...]] = set()
    for row in export.rows:
        source = facts.record(export.sheet.file, export.sheet.name, row.line)
        one, other = (_number(row.first(header)) for header in ("npe4 contact c", "npe4 relatedcontact c"))
        former = _current(row.first("npe4 status c")) is False
        if one in accounts.persons and other in accounts.persons and not former:
            a, b = sorted((accounts.persons[one], accounts.persons[other]))
            _declare((a, b, row.first("npe4 type c") or "relationship", ""), seen, facts, source)
            continue
        tied = {*ties.stand_for(one)} | {*ties.stand_for(other)}
        if is_family(row.first("npe4 type c")) or former or len(tied) < 2 or not _belong_both(ties, one, other):
            expected = "a current relationship of people of two organizations; people are left out"
            facts.reject(source, "npe4__RelatedContact__c", "people", expected, "person")
        else:
            ties.know(one, other, source)


def _current(status: str) -> bool | None:
    """Return whether a status says that it holds now; ``None`` where it says nothing."""
    return None if not status else status.casefold() not in _FORMER


def _declare(tie: tuple[Thing, Thing, str, str], seen: set[tuple[object, ...]], facts: Gathered, source: str) -> None:
    if tie not in seen:
        seen.add(tie)
        one, other, kind, date = tie
        facts.add("declared_ties", source, from_id=one, to_id=other, kind=kind, directed=False, date=date)


def _belong_both(ties: People, one: str, other: str) -> bool:
    return bool(ties.stand_for(one)) and bool(ties.stand_for(other))


def _number(text: str) -> str:
    """Return a Salesforce id as its first 15 characters: the 3 after them only repeat which are capitals."""
    return text[:15] if re.fullmatch(r"[A-Za-z0-9]{18}", text) else text
