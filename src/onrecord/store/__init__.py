"""Where records are kept: the embedded store, one SQLite file."""

from onrecord.store.embedded import Found, Store, default_path

__all__ = ["Found", "Store", "default_path"]
