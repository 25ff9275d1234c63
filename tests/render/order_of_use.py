"""The order in which a module's files use its variables, read as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tfgen.source import SourceFile
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr
from tfgen.terraform.hcl.walk import references

FROM_MANIFEST = ("variables.tf", "outputs.tf", "versions.tf")


class Reader:
    """Reads the blocks of some files from the top, and each local and block where it is first referred to.

    ``variables`` and ``blocks`` are names and addresses in that order.
    """

    def __init__(self, files: Iterable[SourceFile]) -> None:
        parsed = [Parsed(file, body) for file in files if (body := parse(file)[0])]
        self.declared = configure("", parsed, None).declared
        self.variables: list[str] = []
        self.seen: set[tuple[str, ...]] = set()
        for file in parsed:
            if not file.file.path.endswith(FROM_MANIFEST):
                self._read_file(file.body)

    def places(self, value: Expr) -> Iterator[int]:
        """The places among all blocks of those that an expression refers to, through locals too."""
        for reference in references(value):
            address = self._address(reference.names)
            if address is None:
                continue
            node = self.declared[address].node
            if isinstance(node, Attribute):
                yield from self.places(node.expr)
            else:
                yield [d.node for d in self.declared.values()].index(node)

    def _read_file(self, body: Body) -> None:
        for block in body.blocks:
            if block.type != "locals":
                address = self._address((*_kind(block), *(label.value for label in block.labels)))
                assert address is not None
                self._visit(address)

    def _visit(self, address: tuple[str, ...]) -> None:
        if address in self.seen:
            return
        self.seen.add(address)
        node = self.declared[address].node
        if isinstance(node, Attribute):
            self._read_expression(node.expr)
        elif address[0] == "var":
            self.variables.append(address[1])
        else:
            self._read_body(node.body)

    def _read_body(self, body: Body) -> None:
        for part in sorted((*body.attributes, *body.blocks), key=lambda node: node.range.start.offset):
            if isinstance(part, Block):
                self._read_body(part.body)
            else:
                self._read_expression(part.expr)

    def _read_expression(self, expr: Expr) -> None:
        for reference in references(expr):
            address = self._address(reference.names)
            if address is not None:
                self._visit(address)

    def _address(self, names: tuple[str, ...]) -> tuple[str, ...] | None:
        for length in (2, 3):
            if names[:length] in self.declared:
                return names[:length]
        return None


def _kind(block: Block) -> tuple[str, ...]:
    return () if block.type == "resource" else (block.type,)
