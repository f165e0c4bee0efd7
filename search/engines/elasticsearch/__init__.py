"""The engine for several machines: Elasticsearch finds and ranks; words (spelling, endings, titles) come from the index of the machine's own."""

from search.engines.elasticsearch.cluster import Cluster
from search.engines.elasticsearch.engine import ElasticEngine

__all__ = ["Cluster", "ElasticEngine"]
