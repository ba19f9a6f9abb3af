"""Files are read to see what was understood: every error is kept beside the reports of the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import PartnerNetworkError
from graph.report import LoadReport
from loaders.formats import form_of
from loaders.loading import load
from loaders.reading.opened import Opened
from loaders.reading_options import Reading

__all__ = ["Checked", "check"]


@dataclass(frozen=True)
class Checked:
    """What files hold, and which cannot be read.

    Attributes
    ----------
    reports : tuple of LoadReport
        One for each file, or for the files of one form that were read together.
    errors : tuple of PartnerNetworkError
        One for each file that cannot be read.
    """

    reports: tuple[LoadReport, ...]
    errors: tuple[PartnerNetworkError, ...]

    @property
    def report(self) -> LoadReport:
        """All reports as one."""
        return LoadReport.joined(self.reports)


def check(paths: Sequence[str | Path], reading: Reading | None = None) -> Checked:
    r"""Read files, and return the reports of those that can be read and the errors of the others.

    Files of one form are read together, for they may refer to each other, unless each file of that form stands alone.

    Parameters
    ----------
    paths : sequence of path
        Files and folders, as for `loaders.load`.
    reading : Reading, optional
        How to read them.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "who.csv"
    ...     _ = file.write_text("Donor,Implementing partner,Sector\nRiver Fund,Well Diggers,Water\n")
    ...     checked = check([file, Path(folder) / "missing.csv"])
    >>> checked.report.sheets[["file", "read", "kept"]].values.tolist(), len(checked.errors)
    ([['who.csv', 1, 1]], 1)
    """
    reading = reading or Reading()
    reports: list[LoadReport] = []
    errors: list[PartnerNetworkError] = []
    for files in _groups(paths, reading):
        report, unreadable = _read(files, reading)
        if report is not None:
            reports.append(report)
        errors += unreadable
    return Checked(tuple(reports), tuple(errors))


def _groups(paths: Sequence[str | Path], reading: Reading) -> Iterator[list[Opened]]:
    """Give what is read together: each file that stands alone as soon as it is recognised, then those of one form."""
    together: dict[str, list[Opened]] = {}
    for path in map(Path, paths):
        file = Opened(path, reading.progress)
        try:
            form = None if path.is_dir() else form_of(file, reading)
        except PartnerNetworkError:
            form = None
        if form is None or form.stands_alone:
            yield [file]
        else:
            together.setdefault(form.name, []).append(file)
    yield from together.values()


def _read(files: list[Opened], reading: Reading) -> tuple[LoadReport | None, list[PartnerNetworkError]]:
    """Return the report of files that are read together, without those that cannot be, each of which has its error."""
    try:
        return load(*files, reading=reading).report, []
    except PartnerNetworkError as error:
        if len(files) == 1:
            return None, [error]
    readable: list[Opened] = []
    report: LoadReport | None = None
    doubtful = files
    errors: list[PartnerNetworkError] = []
    # A file that cannot be read alone may be so because it refers to another.
    for _ in range(2):
        errors, waiting = [], []
        for file in doubtful:
            try:
                report = load(*readable, file, reading=reading).report
                readable.append(file)
            except PartnerNetworkError as error:
                errors.append(error)
                waiting.append(file)
        doubtful = waiting
    return report, errors
