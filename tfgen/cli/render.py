"""``tfgen render``."""

from __future__ import annotations

from hashlib import sha256

import click

from tfgen.cli.console import progress
from tfgen.cli.options import OutputOptions, check_options
from tfgen.cli.stacks import StackOptions, load, stack_options


@click.command("render")
@stack_options
@click.option("--dry-run", is_flag=True, help="Show what would be written, write nothing.")
@click.option(
    "--check", is_flag=True, help="Write nothing; exit status 2 when something would be written."
)
@click.option(
    "--force", is_flag=True, help="Overwrite files that were edited by hand or are not tfgen's."
)
@check_options
def command(
    options: StackOptions, output: OutputOptions, dry_run: bool, check: bool, force: bool
) -> int:
    """Render a stack file into verified modules and roots.

    STACK is a stack file, a folder with a stack.yaml, or - for standard input. Nothing is written unless everything is
    right.
    """
    loaded = load(options, output, force=force)
    if isinstance(loaded, int):
        return loaded
    rendered = loaded.rendered.output
    if rendered is None or loaded.rendered.result.has_errors:
        loaded.show(output)
        progress("Nothing was written.", output)
        return 2
    from tfgen.cli.writing import Target, write
    from tfgen.output.model import OutputFile

    files = [
        OutputFile(file.path, file.text, rendered.owners[file.path]) for file in rendered.files
    ]
    stack_digest = sha256(loaded.source.text.encode()).hexdigest()
    target = Target(
        root=loaded.out,
        provider=f"{rendered.stack.provider}={rendered.stack.version}",
        inputs={"stack": stack_digest, "schema": rendered.schema.digest},
        scope=frozenset(options.environments) or None,
        stack=rendered.owner,
        report=lambda more: loaded.show(output, more),
    )
    return write(files, target, output, dry=dry_run or check, check=check, force=force)
