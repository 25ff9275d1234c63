"""How many nested blocks of each kind a body holds, and how many it may hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tfgen.rules.configuration import Configuration
from tfgen.rules.sites import Site, sites
from tfgen.schema import NestedBlock
from tfgen.source import Range


@dataclass(frozen=True, slots=True)
class Counted:
    """The blocks of one name in one body; ``open`` says that a ``dynamic`` block may add any number."""

    site: Site
    name: str
    schema: NestedBlock
    count: int
    open: bool
    places: tuple[Range, ...]


def counted(configuration: Configuration) -> Iterator[Counted]:
    """The count of every block that the schemas of the configuration know; 0 included."""
    for site in sites(configuration):
        blocks = tuple(site.blocks())
        written = Counter(name for name, block in blocks if block.type != "dynamic")
        dynamic = {name for name, block in blocks if block.type == "dynamic"}
        as_arguments = {a.name for a in site.body.attributes}
        for name, nested in site.schema.blocks.items():
            if name not in as_arguments:
                places = tuple(b.header for n, b in blocks if n == name and b.type != "dynamic")
                yield Counted(site, name, nested, written[name], name in dynamic, places)
