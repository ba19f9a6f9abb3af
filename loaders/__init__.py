"""The doors outside: every file format and Neo4j. Everything comes in as Tables and goes out as Tables.

What is listed here is the way in from a notebook; each name is loaded when it is first used.
"""

import lazy_loader

# What is public stands in `__init__.pyi`. A help text needs the names of the options, and no reader.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
