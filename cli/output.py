"""How a frame leaves the command: as a table to read, or as a file another tool reads."""

from typing import TYPE_CHECKING

import click

from cli.options import FORMATS, Output

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["emit", "tell"]

_WIDEST = 60


def tell(message: str) -> None:
    """Say `message` on standard error, where progress and problems go."""
    click.echo(message, err=True)


def emit(frame: "pd.DataFrame", output: Output) -> None:
    """Print `frame`, or write it to a file.

    Raises
    ------
    click.UsageError
        If Parquet is asked for without a file: it is no text.
    """
    form, out = output.form, output.out
    if form is None:
        ending = out.suffix.lstrip(".").lower() if out else ""
        form = ending if ending in FORMATS else ("csv" if out else "table")
    rows = frame if output.top is None else frame.head(output.top)
    if form == "parquet":
        if out is None:
            msg = "Parquet is not text: name a file with --out."
            raise click.UsageError(msg)
        rows.to_parquet(out, index=False)
    else:
        text = _text(rows, form)
        if out is None:
            click.echo(text, nl=not text.endswith("\n"))
        else:
            out.write_text(text, encoding="utf-8", newline="")
    if out is not None:
        tell(f"Wrote {len(rows)} rows to {out}.")


def _text(rows: "pd.DataFrame", form: str) -> str:
    if form == "csv":
        return rows.to_csv(index=False)
    if form == "json":
        text: str = rows.to_json(orient="records", date_format="iso", force_ascii=False, indent=1, double_precision=15)
        return text + "\n"
    if rows.empty:
        return f"(no rows: {', '.join(map(str, rows.columns))})"
    return _table(rows)


def _table(rows: "pd.DataFrame") -> str:
    """Return `rows` for a reader: text to the left, numbers short, a blank for what is missing."""
    shown = rows.copy()
    for column in shown:
        values = shown[column]
        if values.dtype.kind == "f":
            shown[column] = [("" if v != v else f"{v:.4g}") for v in values]  # noqa: PLR0124  (NaN alone differs)
        else:
            text = ["" if v is None or v != v else str(v) for v in values.astype("object")]  # noqa: PLR0124
            shown[column] = [t if len(t) <= _WIDEST else t[: _WIDEST - 1] + "…" for t in text]
    numbers = [c for c in rows if rows[c].dtype.kind in "iuf" or str(rows[c].dtype).startswith(("Int", "Float"))]
    widths = {c: max(len(str(c)), *(len(t) for t in shown[c])) for c in shown}
    align = {c: ">" if c in numbers else "<" for c in shown}
    lines = ["  ".join(f"{c!s:{align[c]}{widths[c]}}" for c in shown).rstrip()]
    lines.extend(
        "  ".join(f"{t:{align[c]}{widths[c]}}" for c, t in zip(shown, row, strict=True)).rstrip()
        for row in shown.itertuples(index=False)
    )
    return "\n".join(lines)
