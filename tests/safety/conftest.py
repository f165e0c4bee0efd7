"""What several tests of safety share."""

import pytest


@pytest.fixture
def listeners_as_they_were(request):
    """pytest listens to the log with the same two handlers in all tests: what is changed about them is changed back."""
    plugin = request.config.pluginmanager.getplugin("logging-plugin")
    before = [(one, one.formatter, list(one.filters)) for one in (plugin.caplog_handler, plugin.report_handler)]
    yield
    for handler, formatter, filters in before:
        handler.setFormatter(formatter)
        handler.filters[:] = filters
