"""Which engine answers the search: the embedded one, whose index lies in ``HUB_DATA``, or Elasticsearch beside it, where it is named."""

import os

ELASTICSEARCH_HOSTS = [host.strip() for host in os.environ.get("ELASTICSEARCH_URL", "").split(",") if host.strip()]
ELASTICSEARCH_API_KEY = os.environ.get("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA = os.environ.get("ELASTICSEARCH_CA", "")
ELASTICSEARCH_INDEX = os.environ.get("ELASTICSEARCH_INDEX") or "hub"
"""How the names of all indexes of this hub begin: one cluster may serve several hubs."""
ELASTICSEARCH_PATIENCE = float(os.environ.get("ELASTICSEARCH_PATIENCE") or 0.3)
"""Seconds that a question of a reader waits for it before the index of this machine answers."""
SEARCH_ENGINE = "elasticsearch" if ELASTICSEARCH_HOSTS else "tantivy"
