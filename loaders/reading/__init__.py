"""Bytes of any file become sheets of cells, whatever the cells mean."""
