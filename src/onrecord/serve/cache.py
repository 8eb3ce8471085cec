"""Answers that are dear to compute and may be some seconds old."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Cache:
    """Keeps answers for `fresh` seconds; after that gives the old one while a new one is made.

    So no visitor waits for an overview but the very first.
    """

    def __init__(self, fresh: float = 20.0, size: int = 2000) -> None:
        self.fresh = fresh
        self.size = size
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._making: set[Hashable] = set()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        now = time.monotonic()
        with self._lock:
            found = self._kept.get(key)
            stale = found is not None and now - found[0] > self.fresh
            renew = stale and key not in self._making
            if renew:
                self._making.add(key)
        if found is None:
            return self._put(key, make())
        if renew:
            threading.Thread(target=self._renew, args=(key, make), daemon=True).start()
        value: T = found[1]
        return value

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _renew(self, key: Hashable, make: Callable[[], Any]) -> None:
        try:
            self._put(key, make())
        except Exception:
            with self._lock:  # the next visitor tries again, and meets the error
                self._kept.pop(key, None)
        finally:
            with self._lock:
                self._making.discard(key)

    def _put(self, key: Hashable, value: T) -> T:
        with self._lock:
            if len(self._kept) >= self.size:
                oldest = sorted(self._kept, key=lambda k: self._kept[k][0])
                for old in oldest[: self.size // 4]:
                    del self._kept[old]
            self._kept[key] = (time.monotonic(), value)
        return value
