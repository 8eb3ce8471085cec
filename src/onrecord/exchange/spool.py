"""A JSON object of large sections, written while they grow: each is spooled to disk."""

import json
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from onrecord.exchange.files import bytes_file

_BLOCK = 1 << 20


class Sections:
    """`add` puts a named value into a section; `write` makes one object of objects of them."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._files: dict[str, IO[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, section: str, name: str, value: object) -> None:
        if section not in self._files:
            spooled = tempfile.TemporaryFile()  # noqa: SIM115 (the stack closes it)
            self._files[section] = self._stack.enter_context(spooled)
        out = self._files[section]
        comma = ",\n" if out.tell() else ""
        out.write(f"{comma}  {json.dumps(name)}: {_json(value)}".encode("utf-8", "replace"))

    def write(self, path: Path, head: dict[str, object]) -> None:
        with bytes_file(path) as out:
            parts = [
                f" {json.dumps(name)}: {_json(value)}".encode() for name, value in head.items()
            ]
            out.write(b"{\n" + b",\n".join(parts))
            for section, spooled in self._files.items():
                out.write(f",\n {json.dumps(section)}: {{\n".encode())
                spooled.seek(0)
                while block := spooled.read(_BLOCK):
                    out.write(block)
                out.write(b"\n }")
            out.write(b"\n}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
