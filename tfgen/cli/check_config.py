"""``tfgen check --show-config``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tfgen.cli.console import by_display, display_file, print_json, show
from tfgen.cli.options import OutputOptions
from tfgen.cli.suppress_options import SuppressOptions, has_fail_level
from tfgen.diagnostics import CheckResult
from tfgen.suppress.policy import SuppressionPolicy


def show_config(
    folders: Sequence[str],
    policy: SuppressionPolicy,
    suppress: SuppressOptions,
    version: str | None,
    output: OutputOptions,
) -> int:
    """Print the settings in effect for each folder; findings about their files instead, when there are any."""
    from tfgen.settings.effective import FORMAT_VERSION, Flags, SettingsDocument, in_effect, render

    if output.format not in ("text", "json") or output.report_files:
        raise click.UsageError("--show-config prints text or json")
    flags = Flags(output.fail_level if has_fail_level() else None, version, suppress.baseline)
    files = policy.files
    directories = [in_effect(folder, files.of(folder), flags, display_file) for folder in folders]
    if files.diagnostics:
        result = CheckResult(tuple(files.diagnostics))
        return show(result, output, path=display_file, texts=by_display(files.texts))
    document = SettingsDocument(format_version=FORMAT_VERSION, directories=directories)
    if output.format == "json":
        print_json(document)
    else:
        click.echo(render(document))
    return 0
