"""What ignores hide, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations import expected, files_of, places
from tests.suppress.hcl import FOUND, WRONG, check, codes
from tfgen.diagnostics import Diagnostic
from tfgen.source import LineIndex, SourceFile
from tfgen.suppress.comments import without_ignored
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.hcl.parse import parse


def expect(root: Path, text: str, hidden: int) -> None:
    """What is found in the files is what their marks say, and so many findings are hidden."""
    checked = check(root, files_of(text))
    assert places(checked.result.diagnostics, root.as_posix()) == expected(text)
    assert checked.result.suppressed.ignored == hidden


class TestWhatIsHidden:
    @pytest.mark.parametrize("word", ["TFG301", "unknown-argument", "tfg301", "TFG301,TFG301"])
    def test_at_the_end_of_the_line(self, tmp_path: Path, word: str) -> None:
        text = WRONG.replace("true", f"true # tfgen:ignore {word} a fork has it")
        expect(tmp_path, text, hidden=1)

    def test_on_the_line_above(self, tmp_path: Path) -> None:
        text = WRONG.replace("  encryptd", "  // tfgen:ignore TFG301 a fork has it\n  encryptd")
        expect(tmp_path, text, hidden=1)

    def test_on_the_line_above_and_no_further(self, tmp_path: Path) -> None:
        text = WRONG.replace("  encryptd", "  # tfgen:ignore TFG301 x\n  encryptd = 1\n  encryptd2")
        expect(tmp_path, text.replace("true", "true ⟵ TFG301"), hidden=1)

    @pytest.mark.parametrize(
        "text",
        [
            f"# tfgen:ignore TFG301 a fork has them\n{WRONG}",
            WRONG.replace("{\n", "{ # tfgen:ignore TFG301 a fork has them\n", 1),
        ],
    )
    def test_in_a_whole_block(self, tmp_path: Path, text: str) -> None:
        text = text.replace("true\n", "true\n  lifecycle_policy {\n    never = 1\n  }\n")
        expect(tmp_path, text, hidden=2)

    def test_after_the_block_it_ends(self, tmp_path: Path) -> None:
        text = f"# tfgen:ignore TFG301 x\n{WRONG}{FOUND.replace('files', 'more')}"
        expect(tmp_path, text, hidden=1)

    def test_in_a_nested_block_only(self, tmp_path: Path) -> None:
        block = "  lifecycle_policy { # tfgen:ignore TFG301 x\n    never = 1\n  }\n"
        expect(tmp_path, FOUND.replace("}\n", f"{block}}}\n"), hidden=1)

    def test_a_missing_argument_is_found_at_the_header(self, tmp_path: Path) -> None:
        text = 'resource "aws_subnet" "x" { # tfgen:ignore TFG302 the wrapper sets it\n}\n'
        expect(tmp_path, text, hidden=1)

    def test_a_block_on_one_line(self, tmp_path: Path) -> None:
        expect(tmp_path, 'resource "aws_vpc" "x" { cidr = 1 } # tfgen:ignore TFG301 x\n', hidden=1)

    def test_in_a_whole_argument(self, tmp_path: Path) -> None:
        argument = "  # tfgen:ignore TFG401 x\n  value = [\n    var.x,\n    var.y,\n  ]\n"
        text = f'output "o" {{\n{argument}  description = var.z ⟵ TFG227\n}}\n'
        expect(tmp_path, text, hidden=2)

    def test_two_on_one_line(self, tmp_path: Path) -> None:
        line = "  encryptd = var.x /* tfgen:ignore TFG301 one */ # tfgen:ignore TFG401 two\n"
        expect(tmp_path, WRONG.replace("  encryptd = true\n", line), hidden=2)

    def test_with_windows_line_ends(self, tmp_path: Path) -> None:
        text = f"# tfgen:ignore TFG301 x\n{WRONG}".replace("\n", "\r\n")
        expect(tmp_path, text, hidden=1)

    def test_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        expect(tmp_path, f"\ufeff# tfgen:ignore TFG301 x\n{WRONG}", hidden=1)

    def test_not_by_what_stands_in_a_heredoc(self, tmp_path: Path) -> None:
        text = FOUND.replace("}\n", "  creation_token = <<EOT\n# tfgen:ignore TFG301 x\nEOT\n}\n")
        expect(tmp_path, text, hidden=0)

    def test_not_in_another_file(self, tmp_path: Path) -> None:
        other = FOUND.replace("files", "b")
        expect(tmp_path, f"== a.tf\n# tfgen:ignore TFG301 x\n{WRONG}== b.tf\n{other}", hidden=1)

    def test_nothing_without_an_adoption(self, tmp_path: Path) -> None:
        from tfgen.pipelines.check import CheckRequest
        from tfgen.pipelines.check import check as check_folders

        (tmp_path / "main.tf").write_text(f"# tfgen:ignore TFG301 x\n{WRONG}")
        assert codes(check_folders(CheckRequest((tmp_path,)))) == [("TFG301", 3)]


class TestWhatIsWrongWithThem:
    def test_no_reason(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": WRONG.replace("true", "true # tfgen:ignore TFG301")})
        assert [(d.code, d.severity.label) for d in checked.result.diagnostics] == [
            ("TFG301", "error"),
            ("TFG270", "warning"),
        ]
        assert checked.result.diagnostics[1].help == "Write it behind the code, as in: tfgen:ignore TFG301 the reason."
        assert checked.result.suppressed.ignored == 0

    def test_no_code(self, tmp_path: Path) -> None:
        expect(tmp_path, WRONG.replace("true", "true # tfgen:ignore ⟵ TFG301 TFG274 warning"), hidden=0)

    def test_an_unknown_code(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": WRONG.replace("true", "true # tfgen:ignore unknown-argumnt,TFG301 x")})
        (only,) = checked.result.diagnostics
        assert (only.code, only.summary) == ("TFG271", 'Ignore of unknown code "unknown-argumnt"')
        assert only.help == "Did you mean TFG301 unknown-argument?"
        assert only.range is not None
        assert (only.range.start.column, only.range.end.column) == (34, 49)

    @pytest.mark.parametrize("code", ["TFG201", "TFG202", "TFG272", "TFG001", "TFG801"])
    def test_what_cannot_be_ignored(self, tmp_path: Path, code: str) -> None:
        expect(tmp_path, f"# tfgen:ignore {code} x ⟵ TFG273 warning\nlocals {{\n}}\n", hidden=0)

    def test_a_syntax_error_stays_and_so_does_a_duplicate(self, tmp_path: Path) -> None:
        expect(tmp_path, "locals { # tfgen:ignore TFG201 x ⟵ TFG201\n", hidden=0)
        text = WRONG.replace("encryptd", "encrypted = true\n  encrypted").replace(
            "true\n}", "true # tfgen:ignore TFG202 x ⟵ TFG202 TFG273 warning\n}"
        )
        expect(tmp_path, text, hidden=0)

    def test_unused(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": f"# tfgen:ignore TFG301,TFG302 x\n{WRONG}"})
        (only,) = checked.result.diagnostics
        assert (only.code, only.severity.label, only.summary) == ("TFG272", "warning", "Unused ignore of TFG302")
        assert only.detail == "missing-argument was not found on lines 2 to 4."

    def test_unused_on_a_line(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": 'output "a" {\n  value = 1 # tfgen:ignore TFG301 x\n}\n'})
        assert checked.result.diagnostics[0].detail == "unknown-argument was not found on line 2."

    def test_unused_because_there_is_no_code(self, tmp_path: Path) -> None:
        checked = check(tmp_path, {"main.tf": f"# tfgen:ignore TFG301 x\n\n{WRONG}"})
        assert codes(checked) == [("TFG301", 4), ("TFG272", 1)]
        assert checked.result.diagnostics[1].detail == "There is no code on its line or on the line below."

    def test_one_within_another_is_used(self, tmp_path: Path) -> None:
        text = f"# tfgen:ignore TFG301 x\n{WRONG}".replace("true", "true # tfgen:ignore TFG301 y")
        expect(tmp_path, text, hidden=1)


class TestNotSaidToBeUnused:
    def test_where_a_file_could_not_be_read(self, tmp_path: Path) -> None:
        text = "locals {\n  a = 1 # tfgen:ignore TFG401 x\n}\n== broken.tf\n{ ⟵ TFG201"
        expect(tmp_path, text, hidden=0)

    def test_where_there_is_no_schema(self, tmp_path: Path) -> None:
        versions = 'terraform {\n  required_providers {\n    aws = { source = "acme/aws" }\n  }\n}\n'
        expect(tmp_path, f"# tfgen:ignore TFG301 x\n{WRONG}== versions.tf\n{versions}", hidden=0)

    def test_where_the_module_called_could_not_be_read(self, tmp_path: Path) -> None:
        call = 'module "m" {\n  source = "../m"\n  zone = 1 # tfgen:ignore TFG404 x\n}\n'
        assert codes(check(tmp_path, {"a/main.tf": call, "m/main.tf": "{"}, "a")) == [("TFG201", 1)]


_LINES = [
    "# tfgen:ignore TFG301 x",
    "# tfgen:ignore TFG301,TFG302 x",
    "/* tfgen:ignore TFG303 x */",
    "# tfgen:ignore TFG301",
    "# a comment",
    "",
    "a = 1",
    "b = 1 # tfgen:ignore TFG301 x",
    "c = [ // tfgen:ignore TFG302 x",
    "]",
    "d = <<E",
    "E",
    "block {",
    "}",
]


@given(st.lists(st.sampled_from(_LINES), max_size=14), st.lists(st.tuples(st.integers(1, 14), st.integers(1, 3))))
def test_every_finding_is_told_or_counted(lines: list[str], places: list[tuple[int, int]]) -> None:
    file = SourceFile("main.tf", "\n".join(lines) + "\n")
    body, _ = parse(file)
    if body is None:
        return
    index = LineIndex.of(file.text)
    starts = [(index.starts[line - 1], f"TFG30{n}") for line, n in places if line <= len(lines)]
    given_ = [Diagnostic(code, "s").at("main.tf", index.range(start, start)) for start, code in starts]
    left, count = without_ignored(given_, [Parsed(file, body)])
    told_of = [d for d in left if not d.code.startswith("TFG27")]
    assert len(told_of) + count == len(given_)
    hidden = {d.range.start.line for d in given_ if d not in told_of and d.range}
    assert not hidden or any("tfgen:ignore" in line for line in lines[: max(hidden)])
