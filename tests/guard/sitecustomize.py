"""Guards the Python processes that tests start: they find this file through ``PYTHONPATH``."""

import network_guard

network_guard.install()
