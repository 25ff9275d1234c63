"""The two ways in which a patch changes a class of moto."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

Method = Callable[..., Any]


def wrap(target: type, name: str) -> Callable[[Method], Method]:
    """Decorator:
    the function replaces method ``name`` of ``target`` and gets the original before ``self``.
    """

    def decorate(function: Method) -> Method:
        original = getattr(target, name)

        @wraps(original)
        def replacement(self: Any, *args: Any, **kwargs: Any) -> Any:
            return function(original, self, *args, **kwargs)

        setattr(target, name, replacement)
        return function

    return decorate


def wrap_property(target: type, name: str) -> Callable[[Method], Method]:
    """Decorator: the function replaces property ``name`` of ``target``
    and gets the original's value after ``self``.
    """

    def decorate(function: Method) -> Method:
        original: property = getattr(target, name)
        read = original.fget
        if read is None:
            raise TypeError(f"{target.__name__}.{name} cannot be read")
        setattr(target, name, property(lambda self: function(self, read(self)), original.fset))
        return function

    return decorate


def add_missing(target: type, *functions: Method) -> None:
    """Give a class the methods it lacks; a later moto that has its own keeps it."""
    for function in functions:
        if not hasattr(target, function.__name__):
            setattr(target, function.__name__, function)


def add_missing_property(target: type, name: str, value: property) -> None:
    """Give a class a property it lacks."""
    if not hasattr(target, name):
        setattr(target, name, value)
