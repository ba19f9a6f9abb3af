"""Files and folders, as the parts of a workspace that each will be."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from graph.errors import UnreadableSource
from loaders.formats import Form, form_of
from loaders.formats.content import Content
from loaders.formats.mapped.form import MAPPED
from loaders.formats.mapped.kept import mapping_beside, mapping_path, read_mapping, toml_text
from loaders.formats.own_tables.folder import own_files
from loaders.formats.own_tables.stated import read_stated
from loaders.formats.own_tables.together import FORM
from loaders.formats.people import content_without_people
from loaders.loaded import Loaded
from loaders.reading.opened import Opened
from loaders.reading_options import Reading
from loaders.values.formula_safe_cells import csv_text
from loaders.workspace.csv_folder import REPORT
from loaders.workspace.manifest_file import is_workspace
from loaders.workspace.state import read_folder

__all__ = ["Source", "digest_of_tables", "sources_of"]


@dataclass(frozen=True)
class Source:
    """Files that will be one part.

    Attributes
    ----------
    digests : dict of str to str
        The hash of each file, by its name in the workspace.
    form : Form, optional
        What reads them; without one they are files of our own form, or a folder.
    files : tuple of Opened
        The files, for `form`.
    folder : Path, optional
        A folder of ours.
    """

    digests: dict[str, str]
    form: Form | None = None
    files: tuple[Opened, ...] = ()
    folder: Path | None = None

    def content(self, reading: Reading) -> Content:
        """Return what it holds, without people unless they are asked for.

        Raises
        ------
        UnreadableSource
            If it cannot be read.
        """
        content = self._content(reading)
        return content if reading.people else content_without_people(content)

    def _content(self, reading: Reading) -> Content:
        if self.folder is not None:
            if is_workspace(self.folder) or (self.folder / REPORT).is_dir():
                return Content(read_folder(self.folder))
            return Content(own_tables=tuple(read_stated(path) for path in own_files(self.folder)))
        if self.form is None:
            return Content(own_tables=tuple(read_stated(file.path) for file in self.files))
        return Content(self.form.load(self.files, reading))


def sources_of(paths: Sequence[Path], reading: Reading, into: Path) -> list[Source]:
    """Return the parts that files and folders will be.

    Files of a form that says that each stands alone, and files of our own form, are each a part; the others are read
    together with those of their form, for they may refer to each other, and are one part.

    Raises
    ------
    UnreadableSource
        If one is missing or is the workspace itself, or two would have the same name in it.
    """
    sources: list[Source] = []
    groups: dict[str, list[Opened]] = {}
    forms: dict[str, Form] = {}
    whole = [path.resolve() for path in paths]
    _each_once(whole)
    if into.resolve() in whole:
        raise UnreadableSource(f"{into}: cannot be loaded into itself. Name the files to load, or another workspace.")
    for path in {path.resolve(): path for path in paths}.values():
        if path.is_dir():
            sources.append(Source({f"{path.resolve().name}/": _digest_of_folder(path)}, folder=path))
            continue
        file = Opened(path, reading.progress)
        form = form_of(file, reading)
        if form.label == FORM:
            sources.append(Source({file.name: _digest(file, "")}, files=(file,)))
        elif form.stands_alone:
            sources.append(
                Source({file.name: _digest(file, _read_with(reading) + _mapped(file, form, reading))}, form, (file,))
            )
        else:
            forms[form.name] = form
            groups.setdefault(form.name, []).append(file)
    sources += [
        Source({file.name: _digest(file, _read_with(reading)) for file in files}, forms[name], tuple(files))
        for name, files in groups.items()
    ]
    return sources


def _each_once(paths: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in paths:
        if seen.setdefault(path.name, path) != path:
            raise UnreadableSource(
                f"{path.name}: named twice, in {seen[path.name].parent} and in {path.parent}. A workspace knows a file "
                "by its name, so that a newer version takes the place of the earlier one. Rename one of the two."
            )


def _read_with(reading: Reading) -> str:
    """Return what, besides the file itself, tells what it is read as."""
    try:
        program = version("partner-network-explorer")
    except PackageNotFoundError:
        program = ""
    apart = sorted(sorted(pair) for pair in reading.apart)
    return f"{reading.date}|{reading.names}|{reading.form_asked}|{reading.people}|{apart}|{program}"


def _mapped(file: Opened, form: Form, reading: Reading) -> str:
    """Return the mapping that a file is read by, as text; empty where it is read by none."""
    if form is not MAPPED:
        return ""
    beside = mapping_beside(file) if reading.mapping is None else None
    mapping = beside[0] if beside else read_mapping(Path(reading.mapping or mapping_path(file.path)))
    return toml_text(mapping)


def _digest(file: Opened, read_with: str) -> str:
    hashed = blake2b(file.data, digest_size=16)
    hashed.update(read_with.encode())
    return hashed.hexdigest()


def _digest_of_folder(folder: Path) -> str:
    hashed = blake2b(digest_size=16)
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
        hashed.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        hashed.update(path.read_bytes())
    return hashed.hexdigest()


def digest_of_tables(loaded: Loaded) -> str:
    """Return a hash of what a data set holds."""
    hashed = blake2b(digest_size=16)
    for table, frame in loaded.tables.frames().items():
        hashed.update(csv_text(frame, table).encode())
    return hashed.hexdigest()
