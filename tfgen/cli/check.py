"""``tfgen check``."""

from __future__ import annotations

import os

import click
from msgspec.structs import replace

from tfgen.cache.paths import cache_folder, default_imported_dir
from tfgen.cli.check_baseline import write_baseline
from tfgen.cli.check_config import show_config
from tfgen.cli.check_fixes import FixOptions, count_fixable, fix_files, fix_options, preview
from tfgen.cli.check_paths import count_elsewhere, named_paths
from tfgen.cli.console import by_display, display_file, show
from tfgen.cli.options import OutputOptions, check_options, provider_option
from tfgen.cli.suppress_options import SuppressOptions, fail_level, suppress_options
from tfgen.pipelines.check import Checked, CheckRequest, check
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.file_kinds import ENGINES, Engine


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[DIR|FILE]...", type=click.Path())
@provider_option
@suppress_options
@fix_options
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="Processes to work with; default: one for each CPU.",
)
@click.option(
    "--no-cache", is_flag=True, help="Judge everything anew, and keep nothing for the next time."
)
@click.option(
    "--engine",
    type=click.Choice(ENGINES),
    help="Judge as Terraform or as OpenTofu reads it; default: OpenTofu where there are .tofu files.",
)
@click.option(
    "--workspace",
    metavar="NAME",
    envvar="TF_WORKSPACE",
    help="The workspace that terraform.workspace names; default: TF_WORKSPACE, or the one selected.",
)
@click.option(
    "--every",
    is_flag=True,
    help="Judge each root in every workspace and with every values file that is found.",
)
@check_options
def command(
    paths: tuple[str, ...],
    version: str | None,
    suppress: SuppressOptions,
    fixes: FixOptions,
    jobs: int | None,
    no_cache: bool,
    engine: Engine | None,
    workspace: str | None,
    every: bool,
    output: OutputOptions,
) -> int:
    """Check Terraform directories against the provider's schema, without Terraform, provider or network.

    Each DIR (and each folder below it with .tf or .tofu files) is judged as a root or module of its own; local modules
    that it calls, and tests beside it, are read with it. Of a FILE the folder is judged, and what is found in the file
    is shown. The provider's version is --provider, else that of the lock file, else the one that required_providers
    lead to. Settings are read from the nearest .tfgen.yaml in or above each directory; options win over it.

    With --fix what can be mended by itself is mended, then everything is checked again. Files that tfgen generated are
    left alone: their stack file or template is to be mended.
    """
    named = named_paths(paths)
    policy = suppress.policy(named.where[0])
    if suppress.show_config:
        return show_config(named.where, policy, suppress, version, output)
    request = CheckRequest(
        named.folders,
        version,
        default_imported_dir(),
        policy,
        cache=None if no_cache else cache_folder() / "checks",
        processes=jobs or os.cpu_count() or 1,
        files=named.files,
        engine=engine,
        workspace=workspace or None,
        every=every,
    )
    return _checked(request, suppress, fixes, policy, output)


def _checked(
    request: CheckRequest,
    suppress: SuppressOptions,
    fixes: FixOptions,
    policy: SuppressionPolicy,
    output: OutputOptions,
) -> int:
    """Check, make the fixes and the baseline that are wanted, and print the result; the exit status."""
    if fixes.diff:
        return preview(request, fixes, output)
    checked = fix_files(request, fixes, output) if fixes.wanted else check(request)
    if suppress.write:
        checked = write_baseline(checked, policy, output)
    checked = _with_shared_files_once(checked)
    status = _show(checked, policy, output)
    count_fixable(checked.result.diagnostics, fixes, output)
    count_elsewhere(checked.elsewhere, output)
    return status


def _with_shared_files_once(checked: Checked) -> Checked:
    from tfgen.report.shared_files import once_each

    diagnostics = once_each(checked.result.diagnostics, checked.texts)
    return replace(checked, result=replace(checked.result, diagnostics=diagnostics))


def _show(checked: Checked, policy: SuppressionPolicy, output: OutputOptions) -> int:
    return show(
        checked.result,
        output,
        path=display_file,
        texts=by_display({**checked.texts, **policy.files.texts}),
        always=True,
        fail_level=fail_level(policy, output),
    )
