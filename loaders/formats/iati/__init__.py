"""Activities in the IATI standard become facts."""
