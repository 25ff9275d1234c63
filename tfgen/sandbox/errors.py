"""Errors that stop the sandbox before Terraform runs;
the command line shows the text and exits with 1.
"""

from __future__ import annotations

INSTALL = "pip install 'tfgen-hcl[sandbox]'"
"""The command that installs everything the sandbox needs."""


class SandboxError(Exception):
    """The sandbox could not start or go on;
    the text is for the user, whole and without a traceback.
    """


class MissingExtraError(SandboxError):
    """A package of the extra ``sandbox`` is not installed.

    ``package`` is its distribution name, ``command`` the shell command that installs it.
    """

    def __init__(self, package: str, need: str, command: str = INSTALL) -> None:
        super().__init__(f"{need} needs the package {package}, which is not installed: {command}")
        self.package = package
        self.command = command
