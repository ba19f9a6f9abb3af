"""The blocks of the tutorial: run one after the other, and written anew by ``python tests/tutorial.py``."""

import ast
import contextlib
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

__all__ = ["BLOCK", "PAGE", "answers", "remade"]

HOUSE = Path(__file__).resolve().parents[1]
PAGE = HOUSE / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```python\n(?P<code>(?:.*\n)*?)```\n\n```text\n(?P<answer>(?:.*\n)*?)```$", re.MULTILINE)


def _last(code: str, names: dict[str, Any]) -> object:
    """Run a block; return the value of its last line, as a notebook does."""
    body = ast.parse(code).body
    assert isinstance(body[-1], ast.Expr)
    exec(compile(ast.Module(body[:-1], []), "tutorial", "exec"), names)
    return eval(compile(ast.Expression(body[-1].value), "tutorial", "eval"), names)


def answers(page: str) -> Iterator[str]:
    """Give the value of each block as text, run where the sample is and where the page may write."""
    names: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("loaders").symlink_to(HOUSE / "loaders")
        for block in BLOCK.finditer(page):
            found = _last(block["code"], names)
            yield f"{found.to_string(index=False) if isinstance(found, pd.DataFrame) else repr(found)}\n"


def remade(page: str) -> str:
    """Return a page with the value of each block below it."""
    found = iter(list(answers(page)))
    return BLOCK.sub(lambda m: f"```python\n{m['code']}```\n\n```text\n{next(found)}```", page)


if __name__ == "__main__":
    PAGE.write_text(remade(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
