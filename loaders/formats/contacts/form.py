"""Exports of databases of contacts: CiviCRM and Salesforce NPSP."""

from collections.abc import Callable, Mapping, Sequence

from graph.errors import UnreadableSource
from graph.sources import source_of
from loaders.facts.form import Form
from loaders.facts.gathered import Gathered
from loaders.formats.contacts import civicrm, npsp
from loaders.formats.contacts.rows import Export, exported
from loaders.formats.contacts.shared import People
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["CIVICRM", "NPSP"]

Tables = Mapping[str, Callable[[set[str]], bool]]


def _recognises_civicrm(file: Opened) -> bool:
    return any(exported(sheet, civicrm.TABLES) is not None for sheet in file.tables)


def _recognises_npsp(file: Opened) -> bool:
    return any(exported(sheet, npsp.TABLES) is not None for sheet in file.tables)


def _load_civicrm(files: Sequence[Opened], reading: Reading) -> Loaded:
    facts, contacts, ties = Gathered("CiviCRM export", reading.date), civicrm.Contacts(), People()
    tables = _exports(files, civicrm.TABLES, "contact_id_a and contact_id_b, or contact_type and display_name", facts)
    for export in tables["contacts"]:
        civicrm.gather_contacts(export, contacts, ties, facts, people=reading.people)
    for export in tables["relationships"]:
        civicrm.gather_relationships(export, contacts, ties, facts)
    for export in tables["activities"]:
        civicrm.gather_activities(export, contacts, ties, facts)
    ties.add_ties(facts)
    return facts.loaded()


def _load_npsp(files: Sequence[Opened], reading: Reading) -> Loaded:
    facts, accounts, ties = Gathered("Salesforce NPSP export", reading.date), npsp.Accounts(), People()
    tables = _exports(files, npsp.TABLES, "npe5__Contact__c and npe5__Organization__c", facts)
    for export in tables["accounts"]:
        npsp.gather_accounts(export, accounts, facts)
    for export in tables["contacts"]:
        npsp.gather_contacts(export, accounts, ties, facts, people=reading.people)
    for export in tables["affiliations"]:
        npsp.gather_affiliations(export, accounts, ties, facts)
    for export in tables["relationships"]:
        npsp.gather_relationships(export, accounts, ties, facts)
    ties.add_ties(facts)
    return facts.loaded()


def _exports(files: Sequence[Opened], tables: Tables, headers: str, facts: Gathered) -> dict[str, list[Export]]:
    """Return the tables of all files by what they are, so that one file may refer to another."""
    exports: dict[str, list[Export]] = {what: [] for what in tables}
    for file in files:
        exported_sheets = [(sheet, exported(sheet, tables)) for sheet in file.sheets]
        used = [export for _, export in exported_sheets if export is not None and export.rows]
        if not used:
            raise UnreadableSource(
                f"{file.name}: no rows of an export of this database. Allowed: tables with the columns {headers}, and "
                "rows below them. Export them with their API names, or load another file."
            )
        for export in used:
            exports[export.what].append(export)
        for sheet in (sheet for sheet, export in exported_sheets if export is None and sheet.rows):
            facts.note(source_of(file.name, sheet.name), "", "another sheet", headers, "unused_sheet")
    return exports


CIVICRM = Form("civicrm", "CiviCRM export", _recognises_civicrm, _load_civicrm)
NPSP = Form("npsp", "Salesforce NPSP export", _recognises_npsp, _load_npsp)
