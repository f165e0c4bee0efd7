"""Where things lie."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent.parent
HUB_DATA = Path(os.environ.get("HUB_DATA") or BASE_DIR / "var").resolve()
"""Database, index and media: the only folder that the hub writes to. Made here, since SQLite makes no folder."""
HUB_DATA.mkdir(parents=True, exist_ok=True)
