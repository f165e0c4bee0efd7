"""How gunicorn serves the hub: ``gunicorn -c python:safety.serving hub.wsgi``. Options on its command line go before these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gunicorn.glogging import Logger

from .logs import ForgetRequest, RedactingFormatter

if TYPE_CHECKING:
    from gunicorn.config import Config


class QuietLogger(Logger):
    """gunicorn's own messages, redacted, and no access log whatever the command line asks for."""

    def setup(self, cfg: Config) -> None:
        """Give every handler that gunicorn makes our formatter and filter."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
            handler.addFilter(ForgetRequest())

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Write nothing: who read which page is nobody's business."""


logger_class = QuietLogger
accesslog = None
loglevel = "warning"
preload_app = True
"""The hub is loaded once and its processes share it: each takes a hundred megabytes less, and is there at once when another has ended."""
workers = 2
threads = 4
timeout = 60
graceful_timeout = 8
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
limit_request_line = 8190
"""The longest address that gunicorn can take. A search in an address (``?q=``) grows long in scripts of which each letter takes nine characters."""
