"""The way to the cluster: one client, short patience for readers, and errors that say what is wrong without what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from elastic_transport import SerializationError, TlsError
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, UnsupportedProductError

from search.engines.base import EngineAwayError, IndexUnavailableError

WRITING: Final = 30.0
HALF: Final = "Elasticsearch gave half an answer, or none that can be read."
LOOKING: Final = 5.0
AWAY: Final = "Elasticsearch does not answer."
MISSING: Final = "There is no search index in Elasticsearch yet."


@dataclass(frozen=True)
class Cluster:
    """``hosts``: addresses with scheme and port. ``api_key``: empty for none; ``authorities``: a file of certificates to trust, else the system's.
    ``patience``: seconds until a search is given up, all hosts together."""

    hosts: tuple[str, ...]
    api_key: str = ""
    authorities: str = ""
    patience: float = 1.0

    @cached_property
    def _client(self) -> Elasticsearch:
        """The connections, opened when first needed: by each process for itself."""
        trusted: dict[str, Any] = {"ca_certs": self.authorities} if self.authorities else {}
        return Elasticsearch(list(self.hosts), api_key=self.api_key or None, **trusted)

    @cached_property
    def reading(self) -> Elasticsearch:
        """For readers, who are waiting: a host that is away is left for another one."""
        others = min(len(self.hosts) - 1, 2)
        return self._client.options(request_timeout=self.patience / (1 + others), max_retries=others)

    @cached_property
    def looking(self) -> Elasticsearch:
        """For whoever wants to know how an index stands."""
        return self._client.options(request_timeout=LOOKING, max_retries=min(len(self.hosts) - 1, 2))

    @cached_property
    def writing(self) -> Elasticsearch:
        """For the indexer."""
        return self._client.options(request_timeout=WRITING, max_retries=len(self.hosts))


@contextmanager
def told() -> Iterator[None]:
    """Errors of the client as ours. They are not chained: what Elasticsearch answers may repeat what a reader typed, or the words of a page."""
    try:
        yield
    except NotFoundError:
        raise IndexUnavailableError(MISSING) from None
    except UnsupportedProductError:
        raise EngineAwayError(AWAY) from None
    except ApiError as error:
        raise refused(error.status_code, error.error) from None
    except TlsError:
        raise EngineAwayError("Elasticsearch has a certificate that is not trusted here.") from None
    except SerializationError:
        raise EngineAwayError(HALF) from None
    except TransportError:
        raise EngineAwayError(AWAY) from None


def whole(body: Any) -> Mapping[str, Any]:
    """The body of an answer. Raises ``EngineAwayError`` where there is none: one that is cut off within its head passes for an empty one."""
    if not isinstance(body, Mapping):
        raise EngineAwayError(HALF)
    return body


def refused(status: int, kind: Any) -> IndexUnavailableError:
    """The error for an answer with this status and kind of error."""
    return IndexUnavailableError(MISSING) if status == 404 else EngineAwayError(f"Elasticsearch answered {status} ({kind}).")
