"""Views that belong to no page: leaving, errors."""
