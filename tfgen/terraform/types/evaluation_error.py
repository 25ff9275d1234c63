"""Errors that evaluation finds in expressions."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from tfgen.source import Range


class ErrorKind(Enum):
    """The kinds of errors; each has a rule of its own that explains it."""

    ARGUMENT = "argument"
    OPERAND = "operand"
    OPERATION = "operation"
    UNKNOWN_FUNCTION = "unknown-function"
    ARGUMENT_COUNT = "argument-count"
    FUNCTION = "function"
    BRANCHES = "branches"
    CONDITION = "condition"
    INDEX = "index"
    ATTRIBUTE = "attribute"
    ITERATION = "iteration"
    TEMPLATE = "template"
    KEY = "key"
    COUNT = "count"
    FOR_EACH = "for-each"
    DEFAULT = "default"
    CONSTRAINT = "constraint"
    SENSITIVE = "sensitive"
    EPHEMERAL = "ephemeral"
    INPUT = "input"
    REFUSED = "refused"


class EvaluationError(Struct, frozen=True):
    """A mistake of ``kind`` at ``range``. ``static``: it is a mistake whatever the values are."""

    kind: ErrorKind
    range: Range
    summary: str
    detail: str
    help: str = ""
    static: bool = False
