"""What ``tfgen check`` does for a code base that adopts it: ``--baseline``, ``--write-baseline``, ``--show-config``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct
from msgspec.structs import replace

from tfgen.cli.common import Command, OutputOptions, display, print_json, progress, show, with_options
from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.pipelines.check import Checked
from tfgen.suppress.policy import SuppressionPolicy


class SuppressOptions(Struct, frozen=True):
    """The options. ``baseline`` is the path as the user gave it."""

    baseline: str | None
    write: bool
    show_config: bool

    def policy(self) -> SuppressionPolicy:
        """The terms of the run; exit 1 when the baseline named is not there, or none is to be written to."""
        path = Path(self.baseline) if self.baseline is not None else None
        if path and not self.write and not os.access(path, os.F_OK):
            text = f"there is no baseline {self.baseline}. To make it: tfgen check --baseline {self.baseline}"
            raise click.ClickException(f"{text} --write-baseline")
        return SuppressionPolicy(baseline=path and path.absolute(), with_baselines=not self.write)


def adopting_options(function: Command) -> Command:
    """The options, handed on as one ``suppress``."""

    @wraps(function)
    def wrapped(baseline: str | None, write_baseline: bool, show_config: bool, **options: Any) -> int:
        return function(suppress=SuppressOptions(baseline, write_baseline, show_config), **options)

    known = "Do not report the findings that FILE knows; instead of the baseline of .tfgen.yaml."
    writes = "Write the findings of now to the baseline."
    config = "Show the settings in effect and where each comes from; check nothing."
    return with_options(
        wrapped,
        (
            click.option("--baseline", metavar="FILE", help=known),
            click.option("--write-baseline", is_flag=True, help=writes),
            click.option("--show-config", is_flag=True, help=config),
        ),
    )


def fail_level(policy: SuppressionPolicy, output: OutputOptions) -> Callable[[str | None], Severity]:
    """The level by file: that of ``--fail-level`` where it is given, else that of the settings, else an error."""
    if _fail_level_given():
        return lambda _: output.fail_level
    return lambda file: policy.fail_level(file) or output.fail_level


def _fail_level_given() -> bool:
    source = click.get_current_context().get_parameter_source("fail_level")
    return source not in (ParameterSource.DEFAULT, None)


def show_config(
    folders: Sequence[str],
    policy: SuppressionPolicy,
    suppress: SuppressOptions,
    version: str | None,
    output: OutputOptions,
) -> int:
    """Print the settings in effect for each folder; findings about their files instead, when there are any."""
    from tfgen.settings.effective import FORMAT_VERSION, SettingsDocument, Flags, in_effect, render

    if output.format not in ("text", "json") or output.outputs:
        raise click.UsageError("--show-config prints text or json")
    flags = Flags(output.fail_level if _fail_level_given() else None, version, suppress.baseline)
    found = [in_effect(f, policy.files.of(f), flags, lambda p: display(Path(p))) for f in folders]
    if policy.files.found:
        texts = {display(Path(p)): t for p, t in policy.files.texts.items()}
        return show(CheckResult(tuple(policy.files.found)), output, path=lambda p: display(Path(p)), texts=texts)
    document = SettingsDocument(format_version=FORMAT_VERSION, directories=found)
    if output.format == "json":
        print_json(document)
    else:
        click.echo(render(document))
    return 0


def write_baseline(checked: Checked, policy: SuppressionPolicy, output: OutputOptions) -> Checked:
    """Write what was found to its baselines; what is left is what no baseline holds.

    Entries about files that this run did not read stay as they are. Nothing is written when settings are broken.
    """
    from tfgen.cli.outputs import write_reports
    from tfgen.report.words import plural
    from tfgen.suppress.baseline import NewerError, encode, may_be_in_baseline
    from tfgen.suppress.baselines import entries

    if policy.files.found:
        progress("Nothing was written.", output)
        return checked
    groups: dict[Path, list[Diagnostic]] = {p: [] for p in map(policy.baseline_of, checked.texts) if p}
    if not groups:
        raise click.UsageError("there is no baseline to write: name it with --baseline FILE, or in .tfgen.yaml")
    left: list[Diagnostic] = []
    for d in checked.result.diagnostics:
        path = policy.baseline_of(d.file) if d.file and may_be_in_baseline(d) else None
        (groups.get(path, left) if path else left).append(d)
    for path, found in groups.items():
        try:
            counts = entries(found, path, checked.texts)
        except NewerError as error:
            raise click.ClickException(f"{display(path)} is of a newer tfgen and stays as it is. {error}.") from error
        write_reports([(path.as_posix(), encode(counts).decode())])
        progress(f"{plural(counts.total(), 'finding') or 'No findings'} written to {display(path)}.", output)
    return replace(checked, result=replace(checked.result, diagnostics=tuple(left)))
