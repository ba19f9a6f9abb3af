"""How long a test waits for a condition: far longer than a busy machine needs, so that only what hangs fails."""

__all__ = ["PATIENCE", "PATIENCE_MS"]

PATIENCE = 300.0
"""In seconds."""
PATIENCE_MS = PATIENCE * 1000
"""In milliseconds, as the browser's driver counts."""
