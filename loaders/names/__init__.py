"""One organization, many names."""
