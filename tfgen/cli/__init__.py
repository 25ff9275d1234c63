"""The command line: the only place that prints, prompts or exits."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run ``tfgen`` with the arguments of this process and exit.

    0 fine; 2 findings or differences; 1 tfgen could not do its work; 130 after Ctrl-C.
    """
    import gc

    # One short run frees little: collecting less often saves a tenth of it.
    gc.set_threshold(50_000, 20, 20)
    try:
        from tfgen.cli.root import run

        status = run(sys.argv[1:])
        sys.stderr.flush()
    except KeyboardInterrupt:
        # While modules are imported nothing else catches it.
        os.write(2, b"Interrupted.\n")
        status = 130
    os._exit(status)  # to take every object apart would be a tenth of a short run
