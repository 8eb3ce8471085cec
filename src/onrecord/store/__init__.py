"""Where records are kept: the embedded store, one SQLite file."""

from onrecord.store.embedded import Store, default_path
from onrecord.store.search import Found

__all__ = ["Found", "Store", "default_path"]
