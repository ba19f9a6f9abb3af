"""What people decided, one entry a decision: who, when, on what, before and after. Entries are only ever added."""

from loaders.journal.coalitions import coalition_journal, coalition_names
from loaders.journal.entries import COALITION_NAME, MAPPING, NAME_DECISION, Entry, current, in_order
from loaders.journal.files import entries_in, rewritten
from loaders.journal.places import data_folder, data_home, journal_folders
from loaders.journal.source import Earlier, Journal, entries_frame
from loaders.journal.user import has_name, remember_user, user_name

__all__ = [
    "COALITION_NAME", "MAPPING", "NAME_DECISION", "Earlier", "Entry", "Journal", "coalition_journal", "coalition_names",
    "current", "data_folder", "data_home",
    "entries_frame", "entries_in", "has_name", "in_order", "journal_folders", "remember_user", "rewritten", "user_name",
]  # fmt: skip
