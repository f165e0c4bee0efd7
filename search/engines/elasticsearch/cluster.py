"""The way to the cluster: one client, short patience for readers, and errors that say what is wrong without what was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from elastic_transport import RandomSelector, SerializationError, TlsError
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
        """The connections, opened when first needed: by each process for itself. Any host will do, and one that failed is passed over for a second,
        two, four, at most half a minute; hosts that are not named are not looked for. By turns would be by the turns of each thread, and every
        question of a reader has a thread of its own: all would go to the first."""
        trusted: dict[str, Any] = {"ca_certs": self.authorities} if self.authorities else {}
        return Elasticsearch(list(self.hosts), api_key=self.api_key or None, node_selector_class=RandomSelector, **trusted)

    def _asking(self, seconds: float) -> Elasticsearch:
        """A host that is away, or says nothing for so long, is left for another one."""
        return self._client.options(request_timeout=seconds, max_retries=min(len(self.hosts) - 1, 2), retry_on_timeout=True)

    @cached_property
    def reading(self) -> Elasticsearch:
        """For readers, who are waiting: half of their patience is for the first host, if there are others."""
        return self._asking(self.patience / min(len(self.hosts), 2))

    @cached_property
    def looking(self) -> Elasticsearch:
        """For whoever wants to know how an index stands."""
        return self._asking(LOOKING)

    @cached_property
    def holding(self) -> Elasticsearch:
        """For the lock, which lapses: soon, and once more in any case."""
        return self.looking.options(max_retries=min(len(self.hosts), 2))

    @cached_property
    def writing(self) -> Elasticsearch:
        """For the indexer. Everything that it asks for may be asked for twice: the answer may be lost when it has been done."""
        return self._client.options(request_timeout=WRITING, max_retries=len(self.hosts), retry_on_timeout=True)


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
