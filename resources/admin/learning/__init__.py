"""What editors learn from the search: where help is missing."""
