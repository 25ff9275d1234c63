"""The grammars of AWS's schedule expressions: cron with five or six fields, rate, at."""

from __future__ import annotations

import re

from msgspec import Struct

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
_UNITS = ("minute", "hour", "day")
_CALL = re.compile(r"(cron|rate|at)\((.*)\)", re.DOTALL)
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?")


class ScheduleGrammar(Struct, frozen=True):
    """The schedules that a service reads: see ``data/aws_constraints/tables/schedules.toml``."""

    forms: tuple[str, ...]
    other: bool = False
    question: bool = False
    singular: bool = False


class _CronField(Struct, frozen=True):
    name: str
    least: int
    most: int
    words: tuple[str, ...] = ()
    special: str = ""


_AWS_FIELDS = (
    _CronField("minutes", 0, 59),
    _CronField("hours", 0, 23),
    _CronField("day of month", 1, 31, special="?LW"),
    _CronField("month", 1, 12, _MONTHS),
    _CronField("day of week", 1, 7, _DAYS, "?L#"),
    _CronField("year", 1970, 2199),
)
_UNIX_FIELDS = (
    _CronField("minutes", 0, 59),
    _CronField("hours", 0, 23),
    _CronField("day of month", 1, 31),
    _CronField("month", 1, 12, _MONTHS),
    _CronField("day of week", 0, 7, _DAYS),
)


def schedule_problem(text: str, grammar: ScheduleGrammar) -> str | None:
    """The reason why a service cannot read a schedule,
    a sentence without its full stop; None when it can.
    """
    if "unix" in grammar.forms:
        return _unix_problem(text)
    call = _CALL.fullmatch(text)
    if call is None or call[1] not in grammar.forms:
        return _form_problem(grammar)
    if call[1] == "cron":
        return _cron_problem(call[2], grammar)
    if call[1] == "rate":
        return _rate_problem(call[2], grammar)
    return _time_problem(call[2])


def _unix_problem(text: str) -> str | None:
    if text.startswith("@"):
        return None
    return _fields_problem(text.split(), _UNIX_FIELDS)


def _time_problem(text: str) -> str | None:
    if _AT.fullmatch(text):
        return None
    return "The time is written yyyy-mm-ddThh:mm:ss"


def _form_problem(grammar: ScheduleGrammar) -> str | None:
    if grammar.other:
        return None
    forms = [f"{form}(...)" for form in grammar.forms]
    return f"It takes {' or '.join(forms)}"


def _cron_problem(text: str, grammar: ScheduleGrammar) -> str | None:
    fields = text.split()
    problem = _fields_problem(fields, _AWS_FIELDS)
    if problem is None and grammar.question and "?" not in (fields[2], fields[4]):
        return "One of day of month and day of week must be ?"
    return problem


def _rate_problem(text: str, grammar: ScheduleGrammar) -> str | None:
    parts = text.split()
    if len(parts) != 2 or not parts[0].isdecimal():
        return "A rate is a whole number and a unit"
    number, unit = int(parts[0]), parts[1].lower()
    if number < 1:
        return "A rate is 1 or more"
    singular = unit.removesuffix("s")
    if singular not in _UNITS:
        return f'A rate\'s unit is minute, hour or day, not "{unit}"'
    expected = singular if number == 1 else f"{singular}s"
    if grammar.singular and unit != expected:
        return f'With {number} the unit is "{expected}"'
    return None


def _fields_problem(texts: list[str], fields: tuple[_CronField, ...]) -> str | None:
    if len(texts) != len(fields):
        return f"It has {len(texts)} fields, not {len(fields)}"
    for text, field in zip(texts, fields, strict=True):
        if not all(_is_alternative(part, field) for part in text.upper().split(",")):
            return f'The {field.name} cannot be "{text}"'
    return None


def _is_alternative(text: str, field: _CronField) -> bool:
    """True for one of a field's alternatives: ``*``, ``5``, ``MON-FRI``, ``*/5``, ``L``, ``3#2``."""
    if any(char in text for char in field.special):
        return True
    start, slash, step = text.partition("/")
    if slash and not (step.isdecimal() and int(step) >= 1):
        return False
    if start == "*":
        return True
    first, dash, last = start.partition("-")
    return _is_value(first, field) and (not dash or _is_value(last, field))


def _is_value(text: str, field: _CronField) -> bool:
    if text in field.words:
        return True
    return text.isdecimal() and field.least <= int(text) <= field.most
