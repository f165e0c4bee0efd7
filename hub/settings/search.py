"""Which engine answers the search, and where its index lies."""

import os

ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
SEARCH_ENGINE = "tantivy"
