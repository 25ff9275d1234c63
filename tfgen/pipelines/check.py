"""The story of ``tfgen check``:
directories as they are on disk, tfgen's own output and anybody's HCL.

folders --survey--> directories that call each other --jobs--> results --policy--> what is reported
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import normpath
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from tfgen.checker.check_survey import SurveyOptions, check_survey
from tfgen.checker.grouping import Survey
from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.output.generated import GeneratedFiles
from tfgen.output.paths import left_over, output_root
from tfgen.suppress.policy import SuppressionPolicy
from tfgen.terraform.config.directory_walk import directories, owner
from tfgen.terraform.config.file_kinds import Engine
from tfgen.terraform.config.files import DirectoryReader


class CheckRequest(Struct, frozen=True):
    """A check to make.

    ``folders``: every folder with Terraform files at or below these is checked, and the local
    modules that it calls. ``files``: the directory of each is checked too, and with files only what
    is found in them is reported. ``version`` is the provider version for all (``6.62.0``); without it each
    directory's ``required_providers`` decides, and for a module that is only called the one of its
    caller. ``imported`` is the folder of imported schemas. Settings files, ignores and baselines
    count only with a ``policy``. ``texts`` has texts to check in place of those on disk, by the
    paths of ``Checked.texts``. ``workspace`` is the one that is selected; with ``every`` each root
    is checked in every workspace and with every values file that is found. ``cache`` is a folder
    for results that can be made again, ``processes`` how many may work. ``engine`` reads all files;
    without it the files of directories that call each other say whether that is Terraform or
    OpenTofu.
    """

    folders: tuple[Path, ...]
    version: str | None = None
    imported: Path | None = None
    policy: SuppressionPolicy | None = None
    texts: Mapping[str, str] = MappingProxyType({})
    cache: Path | None = None
    processes: int = 1
    files: tuple[Path, ...] = ()
    engine: Engine | None = None
    workspace: str | None = None
    every: bool = False


class Checked(Struct, frozen=True):
    """The result of a check; ``texts`` has the text of every file read, by path.

    ``elsewhere``: the number of findings in other files than those that were asked for.
    """

    result: CheckResult
    texts: Mapping[str, str]
    elsewhere: int = 0


def check(request: CheckRequest) -> Checked:
    """Check directories. Raises ``OSError`` when a folder cannot be listed;
    what cannot be read is a diagnostic.
    """
    before = list(_recovered((*request.folders, *_parents(request.files))))
    survey = _survey(request)
    if not survey.roots and not (request.policy and request.policy.skipped):
        before.append(_nothing((*request.folders, *request.files)))
    options = SurveyOptions(
        version=request.version,
        imported=request.imported,
        policy=request.policy,
        cache=request.cache,
        processes=request.processes,
        engine=request.engine,
        workspace=request.workspace,
        every=request.every,
    )
    checked = check_survey(survey, options, before)
    result = checked.result
    if request.policy is not None:
        result = request.policy.apply(result, checked.read)
    return _of_files(Checked(result, checked.read.texts), request)


def _of_files(checked: Checked, request: CheckRequest) -> Checked:
    """The findings in the files that were asked for, and below the folders; all without files."""
    if not request.files:
        return checked
    named = set()
    for file in request.files:
        named.add(normpath(file.as_posix()))
    others: set[str] = set()
    for path in checked.texts.keys() - named:
        if not any(map(Path(path).is_relative_to, request.folders)):
            others.add(path)
    found = checked.result.diagnostics
    wanted = tuple(d for d in found if d.file not in others)
    result = replace(checked.result, diagnostics=wanted)
    return Checked(result, checked.texts, len(found) - len(wanted))


def _recovered(folders: Iterable[Path]) -> Iterator[Diagnostic]:
    """Complete or undo an interrupted run first: half a tree is not worth checking."""
    for root in dict.fromkeys(output_root(folder) for folder in folders):
        if root and left_over(root):
            from tfgen.output.recover import recover

            yield from recover(root)[1]


def _parents(files: Iterable[Path]) -> list[Path]:
    return [file.parent for file in files]


def _survey(request: CheckRequest) -> Survey:
    """The directories to check, and those that they may call."""
    survey = Survey(DirectoryReader(request.texts, GeneratedFiles().holds))
    for folder in request.folders:
        for directory in directories(folder):
            if request.policy is None or request.policy.reads(directory):
                survey.add(directory)
    for parent in _parents(request.files):
        survey.add(owner(parent))
    survey.follow()
    return survey


def _nothing(folders: Sequence[Path]) -> Diagnostic:
    where = ", ".join(folder.as_posix() for folder in folders)
    return Diagnostic(
        "TFG205",
        "Nothing to check",
        f"There are no .tf or .tofu files in {where}.",
        severity=Severity.WARNING,
    )
