"""Where each organization and each coalition stands on the map."""

from graph.map.layout import map_layout

__all__ = ["map_layout"]
