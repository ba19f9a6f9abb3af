"""One writer of pictures: the map and the table of gaps as SVG, with nothing in it that runs or loads anything."""
