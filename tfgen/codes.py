"""The table of codes: every finding tfgen can make, by stage. Severity is a field of a finding, not of its code."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    # 0xx: stack and manifest
    "TFG001": "invalid-yaml",
    "TFG002": "empty-file",
    "TFG003": "unknown-key",
    "TFG004": "wrong-shape",
    "TFG005": "duplicate-key",
    "TFG006": "missing-key",
    "TFG007": "document-too-large",
    "TFG008": "not-utf-8",
    "TFG009": "invalid-name",
    "TFG010": "reserved-service-name",
    "TFG011": "invalid-suffix",
    "TFG012": "unknown-module",
    "TFG013": "unknown-input",
    "TFG014": "missing-input",
    "TFG015": "wrong-input-type",
    "TFG016": "input-absent-in-provider-version",
    "TFG017": "unknown-reference",
    "TFG018": "reference-of-wrong-type",
    "TFG019": "dependency-cycle-of-services",
    "TFG020": "ambiguous-wiring",
    "TFG021": "invalid-interpolation",
    "TFG022": "literal-for-sensitive-input",
    "TFG023": "name-does-not-fit",
    "TFG024": "unknown-provider-version",
    "TFG025": "environment-changes-module",
    "TFG026": "shared-state",
    "TFG027": "unrepresentable-string",
    "TFG028": "compliance-not-judged",
    "TFG030": "schema-import",
    "TFG040": "invalid-manifest",
    # 1xx: rendering
    "TFG101": "template-error",
    "TFG102": "undefined-in-template",
    "TFG103": "unprintable-value",
    # 2xx: HCL syntax
    "TFG201": "syntax-error",
    "TFG202": "duplicate-argument",
    "TFG203": "invalid-escape",
    "TFG204": "invalid-encoding",
    "TFG205": "nothing-to-check",
    "TFG290": "quoted-reference",
    # 3xx: provider schema
    "TFG301": "unknown-argument",
    "TFG302": "missing-argument",
    "TFG303": "block-as-attribute",
    "TFG304": "attribute-as-block",
    "TFG305": "computed-only",
    "TFG306": "too-many-blocks",
    "TFG307": "missing-block",
    "TFG308": "unknown-type",
    "TFG309": "literal-of-wrong-type",
    "TFG310": "unknown-block",
    "TFG311": "invalid-string-flag",
    # 4xx: references and types
    "TFG401": "undeclared-reference",
    "TFG402": "unknown-attribute",
    "TFG403": "string-flag-compared-with-bool",
    "TFG404": "unknown-module-input",
    "TFG405": "missing-module-input",
    "TFG406": "unknown-module-output",
    "TFG407": "duplicate-declaration",
    # 5xx: names and style
    "TFG501": "name-without-suffix",
    "TFG502": "hard-coded-region",
    # 8xx: output
    "TFG801": "edited-by-hand",
    "TFG802": "file-not-ours",
    "TFG803": "path-blocked",
    "TFG804": "locked",
    "TFG805": "unreadable-manifest",
    "TFG806": "write-failed",
}
"""Code to name; names are kebab-case and say the pattern found."""
