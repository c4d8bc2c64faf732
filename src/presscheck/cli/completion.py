"""`presscheck completion`: the script that teaches a shell to complete."""

from __future__ import annotations

import click

from presscheck.cli import app
from presscheck.cli.completing import words
from presscheck.cli.options import one_of
from presscheck.cli.terminal import send

SHELLS = ("bash", "zsh", "fish")


@click.command(
    short_help="Print the script that makes a shell complete commands and rules.",
    epilog="""\b
bash   echo 'eval "$(presscheck completion bash)"' >> ~/.bashrc
zsh    echo 'eval "$(presscheck completion zsh)"' >> ~/.zshrc
fish   presscheck completion fish > ~/.config/fish/completions/presscheck.fish""",
)
@click.argument("shell", metavar="SHELL", callback=one_of(SHELLS), shell_complete=words(SHELLS))
def completion(shell: str) -> None:
    """Print the script that makes a shell complete commands, options, formats, rules and files.

    SHELL is bash, zsh or fish.
    """
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None
    send(complete(app, {}, "presscheck", "_PRESSCHECK_COMPLETE").source().splitlines())
