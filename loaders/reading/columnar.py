"""Parquet files become rows of cells."""

import io
from collections.abc import Iterator
from typing import Any

from graph.errors import UnreadableSource
from loaders.reading import limits

__all__ = ["PARQUET", "parquet_rows"]

PARQUET = b"PAR1"
_ROWS_AT_ONCE = 20_000


def parquet_rows(content: bytes, name: str) -> Iterator[list[Any]]:
    """Give the names of the columns, then the rows, of a Parquet file.

    Raises
    ------
    UnreadableSource
        If it is broken or too large.
    """
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(io.BytesIO(content)) as file:
            about = file.metadata
            unpacked = sum(about.row_group(i).total_byte_size for i in range(about.num_row_groups))
            if unpacked > limits.MOST_BYTES:
                raise limits.too_large(name)
            if about.num_rows * about.num_columns > limits.MOST_CELLS:
                raise UnreadableSource(
                    f"{name}: {about.num_rows:,} rows of {about.num_columns:,} columns; at most "
                    f"{limits.MOST_CELLS:,} cells are read. Keep the columns that matter, or split the file."
                )
            yield list(file.schema_arrow.names)
            for batch in file.iter_batches(_ROWS_AT_ONCE):
                columns = [column.to_pylist() for column in batch.columns]
                yield from (list(row) for row in zip(*columns, strict=True))
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError, MemoryError, TypeError) as error:
        raise UnreadableSource(
            f"{name}: Parquet that cannot be read ({' '.join(str(error).split())[:200]}). {limits.ALLOWED} Write the "
            "file again, or save it as CSV and load that."
        ) from error
