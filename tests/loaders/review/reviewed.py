"""A SOURCE that was loaded, with the questions about it."""

from pathlib import Path

import loaders
from loaders.review import SourceReview, decisions_place

WHO = (
    "Donor,Organization,Sector\n"
    "River Fund,Hill Aid,Water\nRiver Fund,Hill Aid Trust,Water\nTearfund,Well Diggers,Water\nTear Fund,Hill Aid,Land\n"
)


def reviewed(path: Path) -> SourceReview:
    """Return the questions about a SOURCE that is read as the dashboard reads it."""
    reading = loaders.Reading(proposed=True)
    review = SourceReview([path], reading, decisions_place([path], reading))
    review.take(loaders.load(path, reading=review.reading))
    return review
