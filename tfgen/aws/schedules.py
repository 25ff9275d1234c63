"""The grammars of AWS's schedule expressions: cron with five or six fields, rate, at."""

from __future__ import annotations

import re

from msgspec import Struct

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_UNITS = ("minute", "hour", "day")
_CALL = re.compile(r"(cron|rate|at)\((.*)\)", re.DOTALL)
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")


class Grammar(Struct, frozen=True):
    """What a service reads: see ``data/aws_constraints/tables/schedules.toml``."""

    forms: tuple[str, ...]
    other: bool = False
    question: bool = False
    singular: bool = False


class _Field(Struct, frozen=True):
    name: str
    least: int
    most: int
    words: tuple[str, ...] = ()
    special: str = ""


_AWS = (
    _Field("minutes", 0, 59),
    _Field("hours", 0, 23),
    _Field("day of month", 1, 31, (), "?LW"),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of week", 1, 7, _DAYS, "?L#"),
    _Field("year", 1970, 2199),
)
_UNIX = (
    _Field("minutes", 0, 59),
    _Field("hours", 0, 23),
    _Field("day of month", 1, 31),
    _Field("month", 1, 12, _MONTHS),
    _Field("day of week", 0, 7, _DAYS),
)


def fault(text: str, grammar: Grammar) -> str | None:
    """Why a service cannot read a schedule, as a sentence without its full stop; None when it can."""
    if "unix" in grammar.forms:
        return None if text.startswith("@") else _fields(text.split(), _UNIX)
    call = _CALL.fullmatch(text)
    if call is None or call[1] not in grammar.forms:
        return None if grammar.other else f"It takes {' or '.join(f'{form}(...)' for form in grammar.forms)}"
    if call[1] == "cron":
        return _cron(call[2], grammar)
    if call[1] == "rate":
        return _rate(call[2], grammar)
    return None if _AT.fullmatch(call[2]) else "The time is written yyyy-mm-ddThh:mm:ss"


def _cron(text: str, grammar: Grammar) -> str | None:
    fields = text.split()
    wrong = _fields(fields, _AWS)
    if wrong is None and grammar.question and "?" not in (fields[2], fields[4]):
        return "One of day of month and day of week must be ?"
    return wrong


def _rate(text: str, grammar: Grammar) -> str | None:
    parts = text.split()
    if len(parts) != 2 or not parts[0].isdecimal():
        return "A rate is a whole number and a unit"
    number, unit = int(parts[0]), parts[1].lower()
    if number < 1:
        return "A rate is 1 or more"
    if unit.removesuffix("s") not in _UNITS:
        return f'A rate\'s unit is minute, hour or day, not "{unit}"'
    if grammar.singular and (number == 1) == unit.endswith("s"):
        return f'With {number} the unit is "{unit.removesuffix("s")}{"" if number == 1 else "s"}"'
    return None


def _fields(given: list[str], fields: tuple[_Field, ...]) -> str | None:
    if len(given) != len(fields):
        return f"It has {len(given)} fields, not {len(fields)}"
    for text, field in zip(given, fields, strict=True):
        if not all(_part(part, field) for part in text.upper().split(",")):
            return f'The {field.name} cannot be "{text}"'
    return None


def _part(text: str, field: _Field) -> bool:
    """Whether one of a field's alternatives can be read: ``*``, ``5``, ``MON-FRI``, ``*/5``, ``L``, ``3#2``."""
    if any(char in text for char in field.special):
        return True
    start, slash, step = text.partition("/")
    if slash and not (step.isdecimal() and int(step) >= 1):
        return False
    if start == "*":
        return True
    first, dash, last = start.partition("-")
    ends = (first, last) if dash else (first,)
    return all(_value(end, field) for end in ends)


def _value(text: str, field: _Field) -> bool:
    return text in field.words or (text.isdecimal() and field.least <= int(text) <= field.most)
