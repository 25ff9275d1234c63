"""``tfgen sandbox``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from tfgen.build.result import RenderedStack
from tfgen.cli.completion import complete_environment
from tfgen.cli.console import print_json, progress
from tfgen.cli.options import OutputOptions, report_options, templates_option
from tfgen.cli.stacks import StackOptions, load
from tfgen.source import SourceFile
from tfgen.stack.root_module import SecretVariable

if TYPE_CHECKING:
    from tfgen.sandbox.engine import Engine
    from tfgen.sandbox.mirror import Mirror
    from tfgen.sandbox.run import Until


@click.command("sandbox")
@click.argument("stack", default=".", metavar="[STACK|DIR]", type=click.Path(), is_eager=True)
@click.option(
    "-e",
    "--env",
    "environment",
    metavar="NAME",
    help="The environment; default: the stack's first.",
    shell_complete=complete_environment,
)
@click.option(
    "--phase",
    type=click.Choice(["init", "validate", "plan", "apply", "all"]),
    default="all",
    help="The last phase to run.",
)
@click.option("--keep", is_flag=True, help="Leave what was applied and the emulated AWS up.")
@click.option("--suffix", help="Suffix of this deployment, instead of the environment's.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the stack's files lie, your own among them; default: beside the stack.",
)
@templates_option
@report_options
def command(
    stack: str,
    environment: str | None,
    phase: Until,
    keep: bool,
    suffix: str | None,
    out: Path | None,
    templates: Path | None,
    output: OutputOptions,
) -> int:
    """Really apply a stack, against an emulated AWS.

    Renders one environment for the provider version at hand and runs real Terraform: init, validate, plan, apply, plan
    again (no changes), destroy. Your own files beside the rendered ones are taken along.

    AWS is moto on a loopback port; nothing can reach the real one. A green run proves calls and wiring, not that AWS
    would take every value. Exit status 1: it could not start; 2: a phase failed.
    """
    from tfgen.sandbox.engine import require_engine
    from tfgen.sandbox.errors import SandboxError
    from tfgen.sandbox.mirror import provider_mirror

    try:
        engine, mirror = require_engine(), provider_mirror()
        chosen = environment or _first_environment(stack)
        environments = (chosen,) if chosen else ()
        _announce(engine, mirror, chosen, output)
        place = out or (Path() if stack == "-" else None)
        options = StackOptions(stack, environments, place, mirror.version, suffix, templates)
        loaded = load(options, output, local_modules=True, force=True)
        if isinstance(loaded, int):
            return loaded
        rendered = loaded.rendered.output
        if not rendered or loaded.rendered.result.has_errors:
            return max(loaded.show(output), 2)
        if output.format == "text":
            loaded.show(output)
        return _run(rendered, loaded.out, engine, mirror, phase, keep, output)
    except SandboxError as error:
        raise click.ClickException(str(error)) from error


def _own_files(rendered: RenderedStack, out: Path, output: OutputOptions) -> tuple[SourceFile, ...]:
    """The user's own files beside the rendered ones; those that are left out are named."""
    from tfgen.build.own_files import own_files

    own = own_files(rendered, out)
    if own.files:
        names = ", ".join(file.path for file in own.files)
        progress(f"Taken along: {names}", output)
    for left in own.left_out:
        progress(f"Left out: {left.path}, since {left.reason}.", output)
    return own.files


def _announce(
    engine: Engine, mirror: Mirror, environment: str | None, output: OutputOptions
) -> None:
    versions = f"{engine.title}, provider aws {mirror.version}"
    progress(f"{versions}, environment {environment or 'unknown'}", output)


def _first_environment(stack: str) -> str | None:
    """The first environment of a stack; None where the file does not say, which ``load`` reports."""
    from tfgen.cli.input_files import NotUtf8Error, read_file
    from tfgen.cli.stack_files import stack_path
    from tfgen.stack.load import load_stack

    try:
        loaded, _ = load_stack(read_file(stack_path(stack)))
    except NotUtf8Error:
        return None
    if loaded:
        return loaded.environments[0].name
    return None


def _run(
    rendered: RenderedStack,
    out: Path,
    engine: Engine,
    mirror: Mirror,
    phase: Until,
    keep: bool,
    output: OutputOptions,
) -> int:
    from tfgen.cli.colour import console
    from tfgen.cli.sandbox_view import report_data, report_view, sandbox_progress
    from tfgen.sandbox.run import run_sandbox

    root, own = rendered.roots[0], _own_files(rendered, out, output)
    endpoints = rendered.schema.provider_config().blocks["endpoints"].block.attributes
    with sandbox_progress(console(stderr=True), quiet=output.quiet) as listener:
        report = run_sandbox(
            [*(replace(file, origins=()) for file in rendered.files), *own],
            f"envs/{root.environment}",
            endpoint_names=tuple(endpoints),
            mirror=mirror,
            engine=engine,
            variables={s.name: _invented_value(s) for s in root.secrets},
            until=phase,
            keep=keep,
            region=root.region,
            progress=listener,
        )
    if output.format == "json":
        print_json(report_data(report))
    else:
        console(soft_wrap=True).print(report_view(report))
    if report.ok:
        return 0
    return 2


def _invented_value(secret: SecretVariable) -> str:
    """A value for a sensitive variable, as ``TF_VAR_`` takes it: no two runs have the same."""
    if secret.type_text == "number":
        return str(secrets.randbelow(9000) + 1000)
    if secret.type_text == "bool":
        return "true"
    return secrets.token_hex(12)
