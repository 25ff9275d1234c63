"""Findings as JUnit XML: a suite for each file, a case for each finding."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tfgen.report.characters import clean_xml
from tfgen.report.view import DiagnosticJson, Fails, ResultJson
from tfgen.report.words import words


def render_junit(view: ResultJson, fails: Fails) -> str:
    """The XML document. Findings that make the command fail are failures,
    the others are skipped cases.

    Without findings there is one case that passed: CI servers take a report without cases for a
    broken one. No text of the files stands in it.
    """
    root = ET.Element("testsuites", name="tfgen")
    suites: dict[str, list[DiagnosticJson]] = {}
    for f in view["diagnostics"]:
        suites.setdefault(f["file"] or "tfgen", []).append(f)
    for name, diagnostics in suites.items():
        _suite(root, name, diagnostics, fails)
    if not suites:
        suite = ET.SubElement(
            root, "testsuite", name="tfgen", tests="1", failures="0", errors="0", skipped="0"
        )
        ET.SubElement(suite, "testcase", classname="tfgen", name="no findings")
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def _suite(root: ET.Element, name: str, diagnostics: list[DiagnosticJson], fails: Fails) -> None:
    failures = sum(map(fails, diagnostics))
    suite = ET.SubElement(
        root,
        "testsuite",
        name=clean_xml(name),
        tests=str(len(diagnostics)),
        failures=str(failures),
        errors="0",
        skipped=str(len(diagnostics) - failures),
    )
    for f in diagnostics:
        _case(suite, name, f, fails(f))


def _case(suite: ET.Element, file: str, f: DiagnosticJson, is_failure: bool) -> None:
    title = f"{f['code']} {f['name']}"
    if f["line"]:
        title = f"{title} at {f['line']}:{f['column']}"
    case = ET.SubElement(suite, "testcase", classname=clean_xml(file), name=title)
    if is_failure:
        outcome = ET.SubElement(
            case, "failure", message=clean_xml(f["summary"]), type=f["severity"]
        )
    else:
        outcome = ET.SubElement(case, "skipped", message=clean_xml(f["summary"]))
    outcome.text = clean_xml(words(f, summary=False)) or None
