import pytest

from tfgen.aws.schedules import ScheduleGrammar, schedule_problem

EVENTS = ScheduleGrammar(("cron", "rate"), question=True, singular=True)
UNIX = ScheduleGrammar(("unix",))


@pytest.mark.parametrize(
    "text",
    [
        "cron(0 12 * * ? *)",
        "cron(0/15 8-17 ? * MON-FRI *)",
        "cron(0 0 L * ? *)",
        "cron(0 0 ? * 6L *)",
        "cron(0 0 ? * 3#2 *)",
        "cron(0 0 15W * ? 2026/2)",
        "cron(5,35 14 * jan,Feb ? 2026)",
        "rate(1 hour)",
        "rate(2 hours)",
    ],
)
def test_what_eventbridge_reads(text: str) -> None:
    assert schedule_problem(text, EVENTS) is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("cron(0 12 * * ?)", "It has 5 fields, not 6"),
        ("cron(60 12 * * ? *)", 'The minutes cannot be "60"'),
        ("cron(0 12 * 13 ? *)", 'The month cannot be "13"'),
        ("cron(0 12 ? * 8 *)", 'The day of week cannot be "8"'),
        ("cron(0 12 ? * MON-FOO *)", 'The day of week cannot be "MON-FOO"'),
        ("cron(*/0 12 * * ? *)", 'The minutes cannot be "*/0"'),
        ("cron(0 12 * * ? 1969)", 'The year cannot be "1969"'),
        ("cron(0 12 1 * 2 *)", "One of day of month and day of week must be ?"),
        ("rate(0 minutes)", "A rate is 1 or more"),
        ("rate(1.5 hours)", "A rate is a whole number and a unit"),
        ("rate(5)", "A rate is a whole number and a unit"),
        ("rate(1 hours)", 'With 1 the unit is "hour"'),
        ("rate(3 day)", 'With 3 the unit is "days"'),
        ("rate(3 weeks)", 'A rate\'s unit is minute, hour or day, not "weeks"'),
        ("at(2026-01-01T00:00:00)", "It takes cron(...) or rate(...)"),
        ("", "It takes cron(...) or rate(...)"),
    ],
)
def test_what_it_does_not_read(text: str, why: str) -> None:
    assert schedule_problem(text, EVENTS) == why


@pytest.mark.parametrize("text", ["0 3 * * *", "*/5 0-6 1,15 JAN SUN", "0 0 * * 7", "@daily"])
def test_what_unix_reads(text: str) -> None:
    assert schedule_problem(text, UNIX) is None


@pytest.mark.parametrize("text", ["0 3 * *", "0 3 * * 8", "0 3 * * ?", "0 3 L * *"])
def test_what_unix_does_not_read(text: str) -> None:
    assert schedule_problem(text, UNIX) is not None


def test_other_forms() -> None:
    assert schedule_problem("whenever", ScheduleGrammar(("cron",), other=True)) is None
    assert schedule_problem("cron(x)", ScheduleGrammar(("cron",), other=True)) is not None


def test_units_where_one_may_be_in_the_plural() -> None:
    assert schedule_problem("rate(1 minutes)", ScheduleGrammar(("rate",))) is None
