"""Fuzz the readers and write what came of it: ``python -m tests.fuzz [--inputs N] [--page docs/fuzzing.md]``."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.fuzz.seeds import seeds
from tests.real_data import find_real_data

_OPTIONS = ("-max_len=24000", "-timeout=60", "-rss_limit_mb=6000", "-close_fd_mask=3", "-print_final_stats=0")
_LOADING = 20  # of so many inputs one becomes tables, which takes longer than only reading
_MOST_STARTS = 20


def _fuzzed(what: str, inputs: int, folder: Path) -> tuple[dict[str, int], list[str]]:
    """Return the counts and the findings of `inputs` mutated files; a process that dies is a finding, and goes on."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    for i, data in enumerate(seeds(find_real_data())):
        (corpus / f"seed-{i}").write_bytes(data)
    total = {"inputs": 0, "read": 0, "refused": 0}
    findings: list[str] = []
    for start in range(_MOST_STARTS):
        left = inputs - total["inputs"]
        if left <= 0:
            break
        account = folder / f"{start}.json"
        command = [sys.executable, "-m", "tests.fuzz.harness", what, str(account), str(corpus)]
        command += [f"-runs={left}", f"-seed={start + 1}", f"-artifact_prefix={folder}/died-{start}-", *_OPTIONS]
        ended = subprocess.run(command, check=False, capture_output=True)
        told = json.loads(account.read_text(encoding="utf-8")) if account.exists() else {"counts": {}, "findings": {}}
        for name, count in told["counts"].items():
            total[name] += count
        findings += [f"{what}: {place}\n{trace}" for place, trace in told["findings"].items()]
        if ended.returncode:
            findings.append(f"{what}: the process ended with {ended.returncode}, see {folder}/died-{start}-*")
        elif told["counts"].get("inputs", 0) < left - 100:
            findings.append(f"{what}: only {told['counts'].get('inputs', 0)} of {left} inputs were counted")
            break
    return total, findings


def _page(rows: list[tuple[str, dict[str, int], float, int]]) -> str:
    lines = [
        "# Fuzzing the readers",
        "",
        "`python -m tests.fuzz --page docs/fuzzing.md` writes this page. This command needs the optional packages",
        "of the extra `fuzz`. In a fuzzing test, the program reads many damaged files, so that its errors appear.",
        "The tool Atheris takes small files of every file format, and the first lines of real files. It changes these",
        "files at random, and prefers changes that make the program run new code. Packed files are unpacked,",
        "changed and packed again, so that their checksums are valid. A file passes the test if the program reads",
        "it, or refuses it with one of our error messages. Any other result is a finding. The test `readers` only",
        "reads the files. In the test `loading`, the program also makes tables from each file. Then the numbers",
        "of rows must also fit: `read = kept + merged + rejected`.",
        "",
        "| test | damaged files | read | refused | findings | seconds |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for what, counts, seconds, found in rows:
        lines.append(
            f"| {what} | {counts['inputs']:,} | {counts['read']:,} | {counts['refused']:,} | {found} | {seconds:,.0f} |"
        )
    today = datetime.now(UTC).date()
    inputs = sum(counts["inputs"] for _, counts, _, _ in rows)
    lines += ["", f"In total, {inputs:,} damaged files gave {sum(found for *_, found in rows)} findings ({today}).", ""]
    return "\n".join(lines)


def main() -> int:
    """Run the fuzzer over the readers, then over whole loads; return 1 if it found anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=101_000, help="how many mutated files, together")
    parser.add_argument("--page", type=Path, help="write the figures to this page")
    parser.add_argument("--keep", type=Path, help="keep findings in this folder")
    asked = parser.parse_args()
    rows, found = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.keep or Path(scratch)
        for what, inputs in (
            ("readers", asked.inputs - asked.inputs // _LOADING),
            ("loading", asked.inputs // _LOADING),
        ):
            start = time.perf_counter()
            counts, findings = _fuzzed(what, inputs, folder / what)
            rows.append((what, counts, time.perf_counter() - start, len(findings)))
            found += findings
            print(what, counts, f"{len(findings)} findings")
    print("\n\n".join(found))
    if asked.page:
        asked.page.write_text(_page(rows), encoding="utf-8")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
