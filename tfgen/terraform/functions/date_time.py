"""Functions of dates and times (RFC 3339)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from tfgen.terraform.functions.arguments import text, text_at
from tfgen.terraform.functions.spec import FunctionCall, FunctionError, FunctionSpec, NotComputable
from tfgen.terraform.types.value import Value, number, string

_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))",
    re.ASCII,
)
_DURATION = re.compile(r"(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_UNITS = {
    "ns": 1,
    **dict.fromkeys(("us", "µs", "μs"), 10**3),
    "ms": 10**6,
    "s": 10**9,
    "m": 60 * 10**9,
    "h": 3600 * 10**9,
}
_TOKEN = re.compile(r"''|'(?:[^']|'')*'|'|([A-Za-z])\1*|[^A-Za-z']+")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def _time(call: FunctionCall, position: int) -> tuple[datetime, int]:
    """The time, and its nanoseconds."""
    given = text_at(call, position)
    match = _TIME.fullmatch(given)
    if match is None:
        if re.search(r"T\d:", given):
            raise NotComputable  # one digit for the hour: Go's versions differ
        raise FunctionError(f'not a valid RFC3339 timestamp: cannot use "{given}"', position)
    year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
    if year == 0:
        raise NotComputable
    nanoseconds = int((match[7] or "0").ljust(9, "0")[:9])
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=_zone(match)), nanoseconds
    except ValueError as error:
        raise FunctionError(f"not a valid RFC3339 timestamp: {error}", position) from None


def _zone(match: re.Match[str]) -> timezone:
    if match[8] is None:
        return UTC
    hours, minutes = int(match[9]), int(match[10])
    if hours > 24 or minutes > 60:
        raise ValueError("UTC offset out of range")
    if hours == 24 or minutes == 60:
        raise NotComputable
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if match[8] == "-" else offset)


def _stamp(of: datetime) -> str:
    return f"{of.year:04d}-{of:%m-%dT%H:%M:%S}{_offset(of, ':', 'Z')}"


def _offset(of: datetime, colon: str, utc: str) -> str:
    minutes = int((of.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes and utc:
        return utc
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"{sign}{hours:02d}{colon}{rest:02d}"


def _duration(given: str) -> int:
    """Nanoseconds."""
    rest = given.removeprefix("-")
    if rest == given:
        rest = given.removeprefix("+")
    if rest == "0":
        return 0
    total = end = 0
    for match in _DURATION.finditer(rest):
        if match.start() != end:
            break
        total += int(Decimal(match[1].rstrip(".")) * _UNITS[match[2]])
        end = match.end()
    if not rest or end != len(rest) or total > 2**63 - 1:
        raise FunctionError(f'time: invalid duration "{given}"')
    if given.startswith("-"):
        return -total
    return total


def _timeadd(call: FunctionCall) -> Value:
    at, nanoseconds = _time(call, 0)
    more = _duration(text_at(call, 1)) + nanoseconds
    try:
        return string(_stamp(at + timedelta(seconds=more // 10**9)))
    except OverflowError:
        raise NotComputable from None


def _timecmp(call: FunctionCall) -> Value:
    a, b = _time(call, 0), _time(call, 1)
    return number((a > b) - (a < b))


_VERBS: dict[str, Callable[[datetime], str]] = {
    "YY": lambda t: f"{t.year % 100:02d}",
    "YYYY": lambda t: f"{t.year:04d}",
    "M": lambda t: str(t.month),
    "MM": lambda t: f"{t.month:02d}",
    "MMM": lambda t: _MONTHS[t.month - 1][:3],
    "MMMM": lambda t: _MONTHS[t.month - 1],
    "D": lambda t: str(t.day),
    "DD": lambda t: f"{t.day:02d}",
    "EEE": lambda t: _DAYS[t.weekday()][:3],
    "EEEE": lambda t: _DAYS[t.weekday()],
    "h": lambda t: str(t.hour),
    "hh": lambda t: f"{t.hour:02d}",
    "H": lambda t: str(t.hour % 12 or 12),
    "HH": lambda t: f"{t.hour % 12 or 12:02d}",
    "AA": lambda t: ("AM", "PM")[t.hour // 12],
    "aa": lambda t: ("am", "pm")[t.hour // 12],
    "m": lambda t: str(t.minute),
    "mm": lambda t: f"{t.minute:02d}",
    "s": lambda t: str(t.second),
    "ss": lambda t: f"{t.second:02d}",
    "Z": lambda t: _offset(t, ":", "Z"),
    "ZZZ": lambda t: _offset(t, "", "UTC"),
    "ZZZZ": lambda t: _offset(t, "", ""),
    "ZZZZZ": lambda t: _offset(t, ":", ""),
}


def _formatdate(call: FunctionCall) -> Value:
    template, (at, _) = text_at(call, 0), _time(call, 1)
    return text(_TOKEN.sub(lambda match: _part(match[0], at), template))


def _part(token: str, at: datetime) -> str:
    if token == "''":
        return "'"
    if token == "'":
        raise FunctionError("unterminated literal '", 0)
    if token[0] == "'":
        return token[1:-1].replace("''", "'")
    if not (token[0].isascii() and token[0].isalpha()):
        return token
    if token not in _VERBS:
        raise FunctionError(f'invalid date format verb "{token}"', 0)
    return _VERBS[token](at)


FUNCTIONS = {
    "formatdate": FunctionSpec(_formatdate),
    "timeadd": FunctionSpec(_timeadd),
    "timecmp": FunctionSpec(_timecmp),
}
