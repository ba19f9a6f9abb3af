"""Grants in the 360Giving standard: sheets and JSON become the same nested grants, and those become facts."""
