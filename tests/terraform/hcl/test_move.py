from tfgen.diagnostics import Diagnostic, Edit, Fix
from tfgen.source import LineIndex, Pos, Range, SourceFile
from tfgen.terraform.hcl.move import moved
from tfgen.terraform.hcl.parse import parse

HCL = 'resource "a" "b" {\n  c = "x ${[for k in var.d : k if true]...} %{ if e }f%{ endif }"\n}\n'.replace("...", "")


def test_a_tree_keeps_its_form_at_other_places() -> None:
    before = "# something\n\n"
    lines = LineIndex.of(before + HCL)
    body, _ = parse(SourceFile("x", HCL))
    behind, _ = parse(SourceFile("x", before + HCL))
    assert body is not None
    assert behind is not None
    more = len(before)
    later = moved(body, lambda place: lines.range(place.start.offset + more, place.end.offset + more))
    assert later.blocks == behind.blocks


def test_a_finding_with_its_fix() -> None:
    def at(offset: int) -> Range:
        return Range(Pos(offset, 1, offset + 1), Pos(offset + 1, 1, offset + 2))

    finding = Diagnostic("TFG301", "x", range=at(5), fix=Fix("y", (Edit(at(5), "z"),)))
    found = moved(finding, lambda place: at(place.start.offset - 3))
    assert (found.range, found.fix, found.severity) == (at(2), Fix("y", (Edit(at(2), "z"),)), finding.severity)
