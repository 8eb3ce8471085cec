"""Reads news and keeps a record of who did what to whom, where and when, and on whose word.

    import onrecord

    read = onrecord.load()
    reading = read(onrecord.Page.from_path("page.txt"))
    reading.statements

Names are imported when they are first used, so that `import onrecord` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from onrecord.version import __version__

if TYPE_CHECKING:
    from onrecord.errors import (
        EvidenceError,
        NotFound,
        OnrecordError,
        ResourceError,
        StoreError,
        StoreNewer,
        UsageError,
    )
    from onrecord.exchange.frames import frames
    from onrecord.pipeline import Pipeline
    from onrecord.records import (
        Actor,
        Argument,
        Article,
        Block,
        Event,
        Figure,
        Furniture,
        Page,
        Place,
        Reading,
        Rejected,
        Report,
        Statement,
        Time,
        Voice,
    )
    from onrecord.render.why import why_of as why
    from onrecord.store import Store

__all__ = [
    "Actor",
    "Argument",
    "Article",
    "Block",
    "Event",
    "EvidenceError",
    "Figure",
    "Furniture",
    "NotFound",
    "OnrecordError",
    "Page",
    "Pipeline",
    "Place",
    "Reading",
    "Rejected",
    "Report",
    "ResourceError",
    "Statement",
    "Store",
    "StoreError",
    "StoreNewer",
    "Time",
    "UsageError",
    "Voice",
    "__version__",
    "frames",
    "load",
    "why",
]

_ERRORS = {
    "EvidenceError",
    "NotFound",
    "OnrecordError",
    "ResourceError",
    "StoreError",
    "StoreNewer",
    "UsageError",
}
_HOMES = {"Pipeline": "onrecord.pipeline", "Store": "onrecord.store"} | dict.fromkeys(
    _ERRORS, "onrecord.errors"
)
_FUNCTIONS = {
    "frames": ("onrecord.exchange.frames", "frames"),
    "why": ("onrecord.render.why", "why_of"),
}


def load() -> "Pipeline":
    """The default pipeline, with its models and lexicons loaded once (about a second)."""
    from onrecord.pipeline import Pipeline

    return Pipeline()


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    if name in _FUNCTIONS:
        module, function = _FUNCTIONS[name]
        return getattr(import_module(module), function)
    return getattr(import_module(_HOMES.get(name, "onrecord.records")), name)


def __dir__() -> list[str]:
    return __all__
