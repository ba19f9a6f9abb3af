"""Write the tables of ``docs/measures.md`` from the code: ``make tables``."""

from pathlib import Path

from graph.measures.page import with_tables

PAGE = Path(__file__).with_suffix(".md")

PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
print(f"{PAGE} has the tables of the code.")
