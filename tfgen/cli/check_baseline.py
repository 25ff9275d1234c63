"""``tfgen check --write-baseline``."""

from __future__ import annotations

from pathlib import Path

import click
from msgspec.structs import replace

from tfgen.cli.console import display, progress
from tfgen.cli.options import OutputOptions
from tfgen.diagnostics import Diagnostic
from tfgen.pipelines.check import Checked
from tfgen.suppress.policy import SuppressionPolicy


def write_baseline(checked: Checked, policy: SuppressionPolicy, output: OutputOptions) -> Checked:
    """Write the diagnostics to their baselines; the check is left with those that no baseline holds.

    Entries about files that this run did not read stay as they are. Nothing is written when settings are broken.
    """
    if policy.files.diagnostics:
        progress("Nothing was written.", output)
        return checked
    groups, others = _by_baseline(checked, policy)
    if not groups:
        raise click.UsageError(
            "there is no baseline to write: name it with --baseline FILE, or in .tfgen.yaml"
        )
    for path, diagnostics in groups.items():
        _write(path, diagnostics, checked, output)
    return replace(checked, result=replace(checked.result, diagnostics=tuple(others)))


def _by_baseline(
    checked: Checked, policy: SuppressionPolicy
) -> tuple[dict[Path, list[Diagnostic]], list[Diagnostic]]:
    """The diagnostics of each baseline that there is for the files read, and those that no baseline holds."""
    from tfgen.suppress.baseline import may_be_in_baseline

    groups: dict[Path, list[Diagnostic]] = {}
    for file in checked.texts:
        path = policy.baseline_of(file)
        if path:
            groups[path] = []
    others: list[Diagnostic] = []
    for diagnostic in checked.result.diagnostics:
        group = others
        if diagnostic.file and may_be_in_baseline(diagnostic):
            path = policy.baseline_of(diagnostic.file)
            group = groups.get(path, others) if path else others
        group.append(diagnostic)
    return groups, others


def _write(
    path: Path, diagnostics: list[Diagnostic], checked: Checked, output: OutputOptions
) -> None:
    from tfgen.cli.report_files import write_reports
    from tfgen.report.words import plural
    from tfgen.suppress.baseline import NewerError, encode
    from tfgen.suppress.baselines import entries

    try:
        counts = entries(diagnostics, path, checked.texts)
    except NewerError as error:
        raise click.ClickException(
            f"{display(path)} is of a newer tfgen and stays as it is. {error}."
        ) from error
    write_reports([(path.as_posix(), encode(counts).decode())])
    progress(
        f"{plural(counts.total(), 'finding') or 'No findings'} written to {display(path)}.", output
    )
