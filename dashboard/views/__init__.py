"""One module a view: what it shows for a state, and its callbacks."""
