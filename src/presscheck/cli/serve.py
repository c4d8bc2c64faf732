"""`presscheck serve`: the page in the browser, and the HTTP API."""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib.util import find_spec

import click

from presscheck.cli.options import one_of, rules_option, selection
from presscheck.config.keys import LEVELS, PRESETS
from presscheck.trouble import Trouble

NEEDED = ("starlette", "uvicorn", "python_multipart", "pebble")


@click.command(short_help="Check drafts on a page in the browser; serve the HTTP API.")
@click.argument("folder", required=False, metavar="[FOLDER]")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    default=7737,
    help="The port (7737); 0 takes any free one.",
)
@click.option("--host", default="127.0.0.1", metavar="HOST", help="Listen there, not on this computer alone.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name that leads here. Repeatable.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@selection
@rules_option
@click.option(
    "--level",
    callback=one_of(LEVELS),
    metavar="LEVEL",
    help="Show findings of this severity or above: error, warning (default) or advice.",
)
@click.option("--preset", callback=one_of(tuple(PRESETS)), metavar="NAME", help="Start from a set of settings: ci.")
@click.option("--config", metavar="FILE", help="Use this configuration for every draft.")
@click.option("--no-config", is_flag=True, help="Take no notice of any configuration.")
def serve(
    folder: str | None,
    port: int,
    host: str,
    hosts: Sequence[str],
    no_open: bool,
    select: Sequence[str],
    ignore: Sequence[str],
    extra: Sequence[str],
    level: str | None,
    preset: str | None,
    config: str | None,
    no_config: bool,
) -> None:
    """Open a page to paste or drop drafts on; with FOLDER, also a table of its drafts that follows each save.

    Drafts are checked on this computer and kept nowhere. With --host the page can be reached from other computers,
    by those who have the address with its token.
    """
    if missing := [name for name in NEEDED if not find_spec(name)]:
        raise Trouble(f"serve needs {missing[0]}; install it with: pip install 'presscheck[web]'")
    from presscheck.web.choice import Choice
    from presscheck.web.serve import serve

    def told(address: str) -> None:
        click.echo(f"presscheck is at {address} (Ctrl-C stops it)")
        if not no_open:
            click.launch(address)

    rules = tuple(map(os.path.abspath, extra))
    asked = {"preset": preset, "select": tuple(select), "ignore": tuple(ignore), "rules": rules, "level": level}
    choice = Choice(
        tuple((name, value) for name, value in asked.items() if value),
        os.path.abspath(config) if config else None,
        not no_config,
        os.path.abspath(folder or os.curdir),
    )
    serve(choice, host=host, port=port, folder=folder, hosts=hosts, told=told)
