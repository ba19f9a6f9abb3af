"""One run of the fuzzer: mutated files go through the readers, and whatever is no refusal is written down."""

import contextlib
import io
import json
import sys
import traceback
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["loaders"]):
    import loaders.formats
    from graph.errors import PartnerNetworkError
    from loaders.formats import form_of, load_as
    from loaders.reading.opened import Opened
    from loaders.reading_options import Reading
from tests.fuzz.seeds import changed_inside, opened

_TOLD_EVERY = 100


class Harness:
    """Counts inputs and keeps findings in a file, for the fuzzer ends the process by itself.

    Parameters
    ----------
    what : {"readers", "loading"}
        Whether a file is only read, or becomes tables.
    account : Path
        Where the counts and findings are written.
    """

    def __init__(self, what: str, account: Path) -> None:
        self.loading, self.account = what == "loading", account
        self.counts = {"inputs": 0, "read": 0, "refused": 0}
        self.findings: dict[str, str] = {}

    def __call__(self, data: bytes) -> None:
        """Read one input."""
        self.counts["inputs"] += 1
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                self._read(data)
            self.counts["read"] += 1
        except PartnerNetworkError:
            self.counts["refused"] += 1
        except BaseException as error:  # noqa: BLE001  (a panic of a library is no Exception)
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
            if place not in self.findings:
                self.findings[place] = traceback.format_exc()
                self.account.with_name(f"finding-{len(self.findings)}.bin").write_bytes(data)
                self._tell()
        if self.counts["inputs"] % _TOLD_EVERY == 0:
            self._tell()

    def _read(self, data: bytes) -> None:
        if not data.strip():
            return
        with TemporaryDirectory() as folder:
            self._read_files(opened(data, Path(folder)))

    def _read_files(self, files: list[Opened]) -> None:
        if not self.loading:
            for file in files:
                for form in loaders.formats.FORMS:
                    form.recognises(file)
                file.sheets  # noqa: B018  (reading is the test)
            return
        for loaded in load_as([(file, form_of(file)) for file in files if file.data.strip()], Reading()):
            sheets = loaded.report.sheets
            if not (sheets["read"] == sheets["kept"] + sheets["merged"] + sheets["rejected"]).all():
                msg = f"rows do not add up: {sheets.to_dict('records')}"
                raise AssertionError(msg)

    def _tell(self) -> None:
        self.account.write_text(json.dumps({"counts": self.counts, "findings": self.findings}), encoding="utf-8")


def _mutated(data: bytes, most: int, seed: int) -> bytes:
    return changed_inside(data, lambda part: atheris.Mutate(part, max(most, len(part) + 64)), seed)[:most]


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    what, account = sys.argv[1], Path(sys.argv[2])
    atheris.Setup([sys.argv[0], *sys.argv[3:]], Harness(what, account), custom_mutator=_mutated)
    atheris.Fuzz()
