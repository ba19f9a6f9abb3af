"""What one cell says: dates, words for statuses and blanks, several names in a cell."""
