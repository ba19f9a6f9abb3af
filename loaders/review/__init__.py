"""What a user decides about the names and columns of a SOURCE, kept in the files that every load reads."""

from loaders.review.columns import ColumnReview
from loaders.review.names import NameReview, decisions_place
from loaders.review.queue import review_queue
from loaders.review.source import SourceReview

__all__ = ["ColumnReview", "NameReview", "SourceReview", "decisions_place", "review_queue"]
