"""Which engine answers the search. Its index lies in ``HUB_DATA``."""

SEARCH_ENGINE = "tantivy"
