from tfgen.diagnostics import CheckResult, Diagnostic
from tfgen.report.view import DiagnosticJson, view
from tfgen.report.words import words


def finding(*texts: str, code: str = "TFG301") -> DiagnosticJson:
    return view(CheckResult((Diagnostic(code, *texts),)), str)["diagnostics"][0]


def test_what_there_is_stands_on_lines_of_its_own() -> None:
    assert words(finding("Summary", "Detail.\nMore.", "Help.")) == "Summary\nDetail.\nMore.\nHelp."
    assert words(finding("Summary", "", "Help.")) == "Summary\nHelp."
    assert words(finding("Summary", "Detail."), summary=False) == "Detail."


def test_lines_of_an_edited_file_are_left_out() -> None:
    assert words(finding("Edited", "It differs:\n-a\n+b", "Move it.", code="TFG801")) == "Edited\nIt differs\nMove it."
