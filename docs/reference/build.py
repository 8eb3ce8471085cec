"""Write the reference from the code: `python docs/reference/build.py`.

A test fails when the pages are not what this writes.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

import onrecord
from onrecord.cli import main as cli
from onrecord.exchange.columns import Table
from onrecord.exchange.gdelt_columns import CAMEO, EVENTS
from onrecord.exchange.plover import TABLE as PLOVER
from onrecord.exchange.tables import TABLES

HERE = Path(__file__).resolve().parent
NOTE = "<!-- Written by docs/reference/build.py from the code: do not edit. -->\n"


def commands() -> Iterator[str]:
    yield NOTE
    yield "# Commands and options\n"
    yield "What the commands do and print: [cli.md](../cli.md).\n"
    context = click.Context(cli, info_name="onrecord")
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inside = click.Context(command, info_name=name, parent=context)
        usage = " ".join(command.collect_usage_pieces(inside))
        yield f"## onrecord {name}\n"
        yield f"    onrecord {name} {usage}\n"
        yield f"{inspect.cleandoc(command.help or '')}\n"
        yield from options(command, inside)


def options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [p.get_help_record(context) for p in command.params if isinstance(p, click.Option)]
    told = [[part.replace("|", "\\|") for part in record] for record in records if record]
    rows = [f"| `{names}` | {what} |" for names, what in told]
    if rows:
        yield "\n".join(["| option | |", "|---|---|", *rows]) + "\n"


def python() -> Iterator[str]:
    yield NOTE
    yield "# Python\n"
    yield f"```\n{inspect.cleandoc(onrecord.__doc__ or '')}\n```\n"
    for name in onrecord.__all__:
        thing = getattr(onrecord, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            continue
        if isinstance(thing, type):
            yield from a_class(name, thing)
        elif callable(thing):
            yield f"## onrecord.{name}{inspect.signature(thing)}\n"
            yield f"{inspect.getdoc(thing) or ''}\n"
    yield "## Errors\n"
    from onrecord import errors

    yield f"```\n{inspect.cleandoc(errors.__doc__ or '')}\n```\n"


def a_class(name: str, kind: type) -> Iterator[str]:
    yield f"## onrecord.{name}\n"
    yield f"{inspect.getdoc(kind) or ''}\n"
    if issubclass(kind, msgspec.Struct):
        rows = [f"| `{f.name}` | `{shown(f.type)}` |" for f in msgspec.structs.fields(kind)]
        yield "\n".join(["| field | type |", "|---|---|", *rows]) + "\n"
    for key, method in vars(kind).items():
        function = getattr(method, "__func__", method)
        told = inspect.getdoc(method) if not key.startswith("_") else None
        if told and inspect.isfunction(inspect.unwrap(function)):
            yield f"- `{key}{inspect.signature(function)}`: {' '.join(told.split())}"
    yield ""


def shown(kind: object) -> str:
    text = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
    return text.replace("onrecord.records.", "").replace("typing.", "").replace("|", "or")


def columns() -> Iterator[str]:
    yield NOTE
    yield "# Columns of the exports\n"
    yield "What holds of all of them: [exchange.md](../exchange.md).\n"
    for title, tables in (
        ("CSV, Parquet, frames", TABLES),
        ("PLOVER", (PLOVER,)),
        ("GDELT-shaped and CAMEO", (EVENTS, CAMEO)),
    ):
        yield f"## {title}\n"
        for table in tables:
            yield from a_table(table)


def a_table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n"
    yield f"A row is {table.row}.\n"
    rows = [f"| `{c.name}` | {c.type} | {c.meaning} |" for c in table.columns]
    yield "\n".join(["| column | type | meaning |", "|---|---|---|", *rows]) + "\n"


PAGES = {"cli.md": commands, "python.md": python, "columns.md": columns}


def main() -> None:
    for name, write in PAGES.items():
        (HERE / name).write_text("\n".join(write()).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
