"""The `microsite` command."""

from __future__ import annotations

import click

from . import __version__
from .commands import contacts, editions, finished, project, words
from .findings import InputError


class _Command(click.Group):
    """Says what is wrong with the input in plain words, without a traceback; lists its commands in the order of their use."""

    def invoke(self, context: click.Context):
        try:
            return super().invoke(context)
        except (InputError, ValueError) as error:
            raise click.ClickException(str(error)) from None

    def list_commands(self, context: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__)
def main() -> None:
    """Publish an edition of Know · Protect · Report, and look after its words and contacts.

    Begin with `microsite new FOLDER`. Each command has its own --help. The exit code is 0 when all went well, 1 when something has to be
    mended first, and 2 when the command itself was not understood.
    """


for command in (
    *(editions.new, editions.serve, editions.build, editions.check, editions.pages),
    *(finished.print_, finished.bundle, finished.compress, finished.hosting),
    *(contacts.review, contacts.confirm, contacts.links_),
    *(words.readability, words.translations),
    project.schemas,
):
    main.add_command(command)
