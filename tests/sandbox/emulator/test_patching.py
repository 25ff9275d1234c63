import pytest

from tfgen.sandbox.emulator.patching import add_missing, add_missing_property, wrap, wrap_property

pytestmark = pytest.mark.slow


def some_class() -> type:
    class Some:
        def add(self, a, b=1):
            """Adds."""
            return a + b

        @property
        def name(self):
            return "some"

    return Some


def test_a_wrapped_method_gets_the_original_first():
    target = some_class()

    @wrap(target, "add")
    def add(original, self, a, b=1):
        return original(self, a, b) * 10

    assert target().add(1, b=2) == 30
    assert target.add.__doc__ == "Adds."


def test_a_wrapped_property_gets_the_original_value():
    target = some_class()

    @wrap_property(target, "name")
    def name(self, value):
        return value.upper()

    assert target().name == "SOME"


def test_what_is_there_already_is_kept():
    target = some_class()

    def add(self):
        return "mine"

    def subtract(self):
        return "mine"

    add_missing(target, add, subtract)
    add_missing_property(target, "name", property(lambda self: "mine"))
    add_missing_property(target, "kind", property(lambda self: "mine"))
    assert (target().add(1), target().subtract(), target().name, target().kind) == (2, "mine", "some", "mine")
