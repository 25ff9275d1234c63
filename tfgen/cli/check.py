"""``tfgen check``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from tfgen.cache.paths import cache_folder, default_imported_dir
from tfgen.cli.check_baseline import write_baseline
from tfgen.cli.check_config import show_config
from tfgen.cli.check_fixes import FixOptions, count_fixable, fix_files, fix_options, preview
from tfgen.cli.console import by_display, display_file, show
from tfgen.cli.options import OutputOptions, check_options, provider_option
from tfgen.cli.suppress_options import SuppressOptions, fail_level, suppress_options
from tfgen.pipelines.check import Checked, CheckRequest, check
from tfgen.suppress.policy import SuppressionPolicy


@click.command("check")
@click.argument("folders", nargs=-1, metavar="[DIR]...")
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
@check_options
def command(
    folders: tuple[str, ...],
    version: str | None,
    suppress: SuppressOptions,
    fixes: FixOptions,
    jobs: int | None,
    no_cache: bool,
    output: OutputOptions,
) -> int:
    """Check Terraform directories against the provider's schema, without Terraform, provider or network.

    Each DIR (and each folder below it with .tf files) is judged as a root or module of its own; local modules that it
    calls are read with it. The provider's version is --provider, else the newest schema at hand that meets
    required_providers. Settings are read from the nearest .tfgen.yaml in or above each directory; options win over it.

    With --fix what can be mended by itself is mended, then everything is checked again. Files that tfgen generated are
    left alone: their stack file or template is to be mended.
    """
    folders = folders or (".",)
    paths = _existing(folders)
    policy = suppress.policy()
    if suppress.show_config:
        return show_config(folders, policy, suppress, version, output)
    request = CheckRequest(
        paths,
        version,
        default_imported_dir(),
        policy,
        cache=None if no_cache else cache_folder() / "checks",
        processes=jobs or os.cpu_count() or 1,
    )
    if fixes.diff:
        return preview(request, fixes, output)
    checked = fix_files(request, fixes, output) if fixes.wanted else check(request)
    if suppress.write:
        checked = write_baseline(checked, policy, output)
    status = _show(checked, policy, output)
    count_fixable(checked.result.diagnostics, fixes, output)
    return status


def _existing(folders: Sequence[str]) -> tuple[Path, ...]:
    paths = tuple(map(Path, folders))
    for path in paths:
        if not path.is_dir():
            raise click.ClickException(f"there is no folder {path}")
    return paths


def _show(checked: Checked, policy: SuppressionPolicy, output: OutputOptions) -> int:
    return show(
        checked.result,
        output,
        path=display_file,
        texts=by_display({**checked.texts, **policy.files.texts}),
        always=True,
        fail_level=fail_level(policy, output),
    )
