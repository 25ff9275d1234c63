"""``python -m tests.terraform.hcl.campaign --files N --seed S``: real ``terraform fmt`` judges tfgen's."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from pathlib import Path

from tests.terraform.hcl.campaign.compare import OUTCOMES, Compared, campaign
from tests.terraform.hcl.campaign.disorder import DISORDERS
from tests.terraform.hcl.campaign.sources import SOURCES


def main() -> int:
    """Run, print the table and the differences; exit 1 when there are some."""
    parser = argparse.ArgumentParser(prog="python -m tests.terraform.hcl.campaign", description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, help="put the files that differ into this folder")
    options = parser.parse_args()
    began = time.monotonic()
    found = list(campaign(options.files, options.seed))
    wrong = [one for one in found if one.outcome == "DIFFERS"]
    for number, one in enumerate(wrong):
        print("\n".join(difference(one)))
        if options.save:
            options.save.mkdir(parents=True, exist_ok=True)
            (options.save / f"{number}.tf").write_bytes(one.messed.text.encode())
    print("\n".join(table(found)))
    print(f"seed {options.seed}: {len(found)} files in {time.monotonic() - began:.0f} s, {len(wrong)} differ")
    return 1 if wrong else 0


def difference(one: Compared) -> Iterator[str]:
    """Where the two differ, as a diff from Terraform's to tfgen's."""
    yield f"--- {one.messed.source}, {one.messed.style}"
    if one.ours is None or one.theirs is None:
        yield "tfgen refuses it" if one.theirs else "only terraform refuses it"
        return
    theirs, ours = repr_lines(one.theirs), repr_lines(one.ours)
    yield from list(unified_diff(theirs, ours, "terraform fmt", "tfgen fmt", lineterm="", n=1))[:40]


def repr_lines(text: str) -> list[str]:
    """Lines with their ends to be seen."""
    return [repr(line)[1:-1] for line in text.splitlines(keepends=True)]


def table(found: Iterable[Compared]) -> Iterator[str]:
    """Outcomes by source and by style."""
    outcomes = [(one, one.outcome) for one in found]
    yield f"{'':20}" + "".join(f"{outcome:>10}" for outcome in OUTCOMES)
    for title, keys in (("source", SOURCES), ("style", DISORDERS)):
        for key in keys:
            counts = Counter(outcome for one, outcome in outcomes if getattr(one.messed, title) == key)
            yield f"{key:20}" + "".join(f"{counts[outcome]:10}" for outcome in OUTCOMES)
    totals = Counter(outcome for _, outcome in outcomes)
    yield f"{'total':20}" + "".join(f"{totals[outcome]:10}" for outcome in OUTCOMES)


if __name__ == "__main__":
    sys.exit(main())
