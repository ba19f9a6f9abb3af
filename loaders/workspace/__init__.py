"""A workspace: a folder that grows file by file, remembers each load and can go back; and our folders of CSV files."""

from loaders.workspace.changes import add_to_workspace, load_into, roll_back, unload
from loaders.workspace.checkup import doctor
from loaders.workspace.csv_folder import write_folder
from loaders.workspace.forgetting import forget
from loaders.workspace.history import loads
from loaders.workspace.keeping import Added
from loaders.workspace.state import read_folder
from loaders.workspace.tidying import tidy

__all__ = [
    "Added", "add_to_workspace", "doctor", "forget", "load_into", "loads", "read_folder", "roll_back", "tidy", "unload",
    "write_folder",
]  # fmt: skip
