"""A mapping in a small TOML file beside its spreadsheet, both ways."""

import tomllib
from pathlib import Path

from graph.errors import UnreadableSource
from loaders.formats.mapped.model import Column, Mapping
from loaders.formats.mapped.roles import ROLES, SHAPES
from loaders.formats.mapped.table import has_columns
from loaders.journal import MAPPING, Earlier, Journal
from loaders.reading.opened import Opened
from loaders.written import put

__all__ = ["mapping_beside", "mapping_journal", "mapping_path", "put_back", "read_mapping", "save", "toml_text"]

_ENDING = ".mapping.toml"
_VERSION = 1
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def mapping_path(file: Path) -> Path:
    """Return where the mapping of a file is kept.

    Examples
    --------
    >>> mapping_path(Path("members.xlsx")).name
    'members.xlsx.mapping.toml'
    """
    return file.with_name(file.name + _ENDING)


def save(mapping: Mapping, path: Path) -> None:
    """Write a mapping as TOML, with an entry in the journal of its folder; a crash leaves the file as it was.

    Raises
    ------
    OSError
        If the disk refuses the entry or the file.
    """
    text = toml_text(mapping)
    mapping_journal(path.parent).record(MAPPING, {path.name: text})
    put(path, text)


def mapping_journal(folder: Path) -> Journal:
    """Return the journal of the mappings in a folder: who changed which, and what it said before.

    The files stay where they are: a mapping goes with its spreadsheet, and may be edited by hand.
    """

    def reader(path: Path) -> Earlier:
        return Earlier(path, MAPPING, lambda content: {path.name: content.decode("utf-8-sig")}, stays=True)

    return Journal([str(folder)], [reader(path) for path in sorted(folder.glob(f"*{_ENDING}"))])


def put_back(path: Path, text: str | None) -> None:
    """Write a mapping as the journal says that it was; nothing: take it away.

    Raises
    ------
    OSError
        If the disk refuses.
    """
    if text is None:
        path.unlink(missing_ok=True)
    else:
        put(path, text)


def read_mapping(path: Path) -> Mapping:
    """Return the mapping that a TOML file states.

    Raises
    ------
    UnreadableSource
        If it is missing, no TOML, or not a mapping.
    UnknownName
        If it names a role, a shape or a kind that does not exist.
    """
    if path.exists() and not path.is_file():
        raise UnreadableSource(f"{path}: a folder, a pipe or a device. Name a mapping that is a file.")
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise UnreadableSource(
            f"{path}: no such mapping. Check the spelling, or make one with 'partners map FILE --write'."
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableSource(
            f"{path}: cannot be read as a mapping ({error}). Mend the line, or make it anew with 'partners map FILE "
            "--anew --write'."
        ) from error
    columns, shape = content.get("columns"), content.get("shape")
    texts = [shape, content.get("kind", ""), content.get("sheet", "")]
    texts += [*columns, *columns.values()] if isinstance(columns, dict) else [None]
    if content.get("version") != _VERSION or not columns or not all(isinstance(text, str) for text in texts):
        raise UnreadableSource(
            f"{path}: not a mapping. Allowed: version = {_VERSION}, shape = one of {', '.join(SHAPES)}, and a section "
            '[columns] with a line "header" = "role" each. Make it anew with \'partners map FILE --anew --write\'.'
        )
    made = tuple(Column(header, role, 1.0, "kept") for header, role in columns.items())
    return Mapping(str(shape), made, content.get("kind") or "meeting", content.get("sheet", ""))


def mapping_beside(file: Opened) -> tuple[Mapping, Path] | None:
    """Return the mapping beside a file, or one in its folder that has the same columns, and where it is kept.

    Raises
    ------
    UnreadableSource, UnknownName
        If the file's own mapping cannot be read.
    """
    own = mapping_path(file.path)
    if own.is_file():
        return read_mapping(own), own
    folder = file.path.parent
    others = sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else []
    for path in others:
        try:
            mapping = read_mapping(path)
        except Exception:  # noqa: BLE001, S112  (the mapping of another file is that file's trouble)
            continue
        if has_columns(file, mapping):
            return mapping, path
    return None


def toml_text(mapping: Mapping) -> str:
    """Return a mapping as TOML, with the words that may stand in it.

    Examples
    --------
    >>> text = toml_text(Mapping("organizations", (Column('The "Club"', "organization"),)))
    >>> tomllib.loads(text)["columns"]
    {'The "Club"': 'organization'}
    """
    lines = ["# How 'partners' reads a spreadsheet with these columns. What one row is:"]
    lines += [f"#   {shape}: {means}" for shape, means in SHAPES.items()]
    lines += [f"version = {_VERSION}", f"shape = {_text(mapping.shape)}"]
    lines += ["# The kind of what they did, where no column says it.", f"kind = {_text(mapping.kind)}"]
    lines += ["# The sheet of a workbook; empty: the one with these columns.", f"sheet = {_text(mapping.sheet)}"]
    lines += ["", "# What each column holds:"]
    lines += [f"#   {role}: {means}" for role, means in ROLES.items()]
    lines += ["[columns]"]
    lines += [f"{_text(column.header)} = {_text(column.role)}" for column in mapping.columns]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Return a text as a basic string of TOML."""
    return '"' + "".join(_SHORT.get(c) or (c if c.isprintable() else f"\\U{ord(c):08X}") for c in text) + '"'
