"""``python -m tfgen``."""

from tfgen.cli import main

main()
