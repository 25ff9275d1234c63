"""The files of the Terraform language by the ends of their names, and the engines that read them.

Terraform: ``internal/configs/parser_file_matcher.go`` (1.15). OpenTofu:
``internal/configs/parser_config_dir.go`` (1.12).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Literal

Engine = Literal["terraform", "tofu"]
"""A program that reads the language."""

FileKind = Literal["configuration", "test", "mock"]

ENGINES: tuple[Engine, ...] = ("terraform", "tofu")

ENGINE_NAMES = {"terraform": "Terraform", "tofu": "OpenTofu"}
"""The engines as messages name them."""

CONFIGURATION = (".tf", ".tf.json", ".tofu", ".tofu.json")
VALUES = (".tfvars", ".tfvars.json")
TESTS = (".tftest.hcl", ".tftest.json", ".tofutest.hcl", ".tofutest.json")
MOCKS = (".tfmock.hcl", ".tfmock.json")
UNJUDGED = (
    ".tfquery.hcl",
    ".tfquery.json",
    ".tfmigrate.hcl",
    ".tfcomponent.hcl",
    ".tfcomponent.json",
    ".tfstack.hcl",
    ".tfstack.json",
    ".tfdeploy.hcl",
    ".tfdeploy.json",
)
"""Files of queries, state migrations and stacks, which no rule looks at."""

JUDGED = (*CONFIGURATION, *VALUES, *TESTS, *MOCKS)
"""Files that rules look at."""

LANGUAGE = (*CONFIGURATION, *TESTS, *MOCKS, *UNJUDGED)
"""All but files with values, which say nothing without a configuration."""

TEST_FOLDER = "tests"
"""The folder beside a configuration in which ``terraform test`` looks for test files."""

_OF_TOFU = (".tofu", ".tofu.json", ".tofutest.hcl", ".tofutest.json")
_TWINS = (
    (".tftest.json", ".tofutest.json"),
    (".tftest.hcl", ".tofutest.hcl"),
    (".tf.json", ".tofu.json"),
    (".tf", ".tofu"),
)


def is_of_tofu(name: str) -> bool:
    """True for the name of a file that only OpenTofu reads."""
    return name.endswith(_OF_TOFU)


def is_override(path: PurePath) -> bool:
    """True for a configuration file whose name says that it overrides others."""
    stem = path.name.removesuffix(".json").removesuffix(".tofu").removesuffix(".tf")
    return stem == "override" or stem.endswith("_override")


def unread(names: Iterable[str], engine: Engine) -> frozenset[str]:
    """The files among these of one directory that an engine passes over.

    Terraform reads no ``.tofu`` files; OpenTofu reads one in place of the ``.tf`` file of the same
    base name and syntax.
    """
    given = frozenset(names)
    if engine == "terraform":
        return frozenset(filter(is_of_tofu, given))
    return frozenset(name for name in given if _twin(name) in given)


def _twin(name: str) -> str | None:
    """The name that OpenTofu prefers to this one, None where there is no such."""
    for ending, preferred in _TWINS:
        if name.endswith(ending):
            return name.removesuffix(ending) + preferred
    return None


def kind_of(name: str) -> FileKind:
    """The kind of a file by its name; all that is no test and no mock data is configuration."""
    if name.endswith(TESTS):
        return "test"
    if name.endswith(MOCKS):
        return "mock"
    return "configuration"
