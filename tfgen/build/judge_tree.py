"""The verdict on rendered files before they are written:
that of ``check`` on the tree that they will be a part of.
"""

from __future__ import annotations

import posixpath
from pathlib import Path

from msgspec.structs import replace

from tfgen.build.left_behind import LeftBehind
from tfgen.build.rendered_tree import OutputState, survey_of
from tfgen.build.result import BuildOptions, RenderedStack
from tfgen.checker.check_survey import CheckedSurvey, SurveyOptions, check_survey
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Suppressed, joined
from tfgen.output.manifest import load_manifest
from tfgen.output.ownership import Ownership
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.files import key_of
from tfgen.terraform.config.known_bodies import KnownBodies


def judge(output: RenderedStack, known: KnownBodies, options: BuildOptions) -> CheckResult:
    """The result of checking the tree that the files will make; ``known`` has their bodies.

    Findings that a value of the stack causes stand at its key. Paths are relative to the output
    root. Raises ``OSError`` when a folder of the tree cannot be listed.
    """
    state, left_behind = output_state(output, options)
    survey_options = SurveyOptions(
        imported=options.imported,
        cache=options.cache / "checks" if options.cache else None,
        processes=options.processes,
        known=known,
    )
    checked = check_survey(survey_of(output.files, state), survey_options)
    rendered = frozenset(state.key(file.path) for file in output.files)
    result = _reported(checked, rendered, options.out)
    found = left_behind.reported(_below_out(result.diagnostics, state))
    return replace(result, diagnostics=_placed(found, output))


def _reported(checked: CheckedSurvey, rendered: frozenset[str], out: Path) -> CheckResult:
    """The findings to report. Settings and baselines count for the user's own files;
    in what is rendered now they can only raise a level.
    """
    policy = SuppressionPolicy(folder=key_of(out))
    own, others = checked.only(rendered.__contains__), checked.only(lambda f: f not in rendered)
    left, ignored = own.result.diagnostics, 0
    if own.read.files:
        from tfgen.suppress.comments import without_ignored

        left, ignored = without_ignored(left, own.read.files, own.read.unsure)
    raised = CheckResult(tuple(map(policy.raised, left)), suppressed=Suppressed(ignored))
    return joined([raised, policy.apply(others.result, others.read)])


def output_state(output: RenderedStack, options: BuildOptions) -> tuple[OutputState, LeftBehind]:
    """The files of tfgen's that are not rendered now: those that stay, those that go,
    and the roots among those that stay.
    """
    manifest, _ = load_manifest(options.out)
    if manifest is None:
        return OutputState(options.out), LeftBehind(frozenset())
    rendered = set()
    for file in output.files:
        rendered.add(file.path)
    ownership = Ownership.of(options.out, manifest, output.owner)
    staying, leaving = ownership.no_longer_rendered(rendered, options.scope)
    roots: set[str] = set()
    others: set[str] = set()
    for path, record in staying.items():
        if record.owner:
            roots.add(posixpath.dirname(path))
            if ownership.others(record):
                others.add(posixpath.dirname(path))
    roots -= {posixpath.dirname(path) for path in rendered}
    state = OutputState(options.out, frozenset(staying), frozenset(leaving))
    return state, LeftBehind(frozenset(roots), frozenset(others), options.force)


def _below_out(diagnostics: Diagnostics, state: OutputState) -> Diagnostics:
    """The findings with paths relative to the output root."""
    found: list[Diagnostic] = []
    for diagnostic in diagnostics:
        if diagnostic.file is not None:
            diagnostic = replace(diagnostic, file=state.path(diagnostic.file))
        found.append(diagnostic)
    return tuple(found)


def _placed(diagnostics: Diagnostics, output: RenderedStack) -> Diagnostics:
    """The findings at the places that their readers can change."""
    if not diagnostics:
        return ()
    from tfgen.build.stack_places import StackPlaces

    return StackPlaces(output).placed(diagnostics)
