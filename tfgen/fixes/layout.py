"""A text with edits made in it, laid out where it was laid out before, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from tfgen.diagnostics import Edit
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.rewrite import rewrite


def edited(text: str, edits: Sequence[Edit]) -> str:
    """``text`` with ``edits``, which are in order and do not overlap.

    A file as ``terraform fmt`` leaves it is left like that. In any other file a line is laid out if
    it was before the edit, and the lines that it came from. Line ends are the file's own.
    """
    pieces = _Pieces(_laid_out_lines(text))
    end = "\r\n" if "\r\n" in text else "\n"
    at = line = 0
    for edit in edits:
        line = pieces.keep(text[at : edit.range.start.offset], line)
        last = line + text.count("\n", edit.range.start.offset, edit.range.end.offset)
        pieces.put(edit.text.replace("\r\n", "\n").replace("\n", end), line, last)
        at, line = edit.range.end.offset, last
    pieces.keep(text[at:], line)
    after = "".join(pieces.texts)
    if format_source(rewrite(text)) == text:
        return format_source(rewrite(after))
    return "".join(_mixed(after, pieces.canonical))


def _laid_out_lines(text: str) -> list[bool]:
    """For each line, whether ``terraform fmt`` leaves it as it is."""
    lines = zip(_lines(text), _lines(format_source(text)), strict=False)
    return [line == laid_out for line, laid_out in lines]


def _mixed(text: str, canonical: Sequence[bool]) -> Iterator[str]:
    """The lines of a text, laid out where they are to be canonical."""
    as_is, laid_out = _lines(text), _lines(format_source(text))
    if not len(as_is) == len(laid_out) == len(canonical):
        yield text
        return
    for line, laid_out_line, is_canonical in zip(as_is, laid_out, canonical, strict=True):
        yield laid_out_line if is_canonical else line


class _Pieces(Struct):
    """The parts of a text after its edits. ``canonical``:
    for each line, whether those it came from were laid out.

    ``before`` says so for each line of the text before.
    """

    before: Sequence[bool]
    texts: list[str] = field(default_factory=list)
    canonical: list[bool] = field(default_factory=lambda: [True])

    def keep(self, text: str, line: int) -> int:
        """Take over text that stays, from a line on; the line it ends in."""
        self.texts.append(text)
        for number, part in enumerate(text.split("\n")):
            if number:
                self.canonical.append(True)
            if part:
                self.canonical[-1] &= self.before[line + number]
        return line + text.count("\n")

    def put(self, text: str, first: int, last: int) -> None:
        """Put new text in place of some lines' text."""
        self.texts.append(text)
        were_laid_out = all(self.before[first : last + 1])
        self.canonical[-1] &= were_laid_out
        self.canonical += [were_laid_out] * text.count("\n")


def _lines(text: str) -> list[str]:
    """The lines with their ends; after the last line end there is one more, perhaps empty."""
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + [last]
