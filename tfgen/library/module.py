"""A module as it is for one provider version: inputs typed by the schema, absent ones left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from tfgen.library.spec import NameSpec, ValidationSpec
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.types.model import Type

StringFlag = Literal["bool", "number"] | None

Egress = Literal["closed", "open"]
"""Of a security group: nothing but what rules of their own allow goes out, or everything."""


class Wire(Struct, frozen=True):
    """The output ``module.output``, which feeds an input by itself."""

    module: str
    output: str


class Input(Struct, frozen=True):
    """An input variable. ``type_text`` is the constraint as the manifest writes it; ``flag``:
    a string-valued flag.

    ``required`` says that there is no default; ``default`` is then None.
    ``without``: the input that makes this one needless where a service writes it.
    """

    name: str
    description: str
    type: Type
    type_text: str
    required: bool
    default: Value
    nullable: bool
    sensitive: bool
    flag: StringFlag
    validation: tuple[ValidationSpec, ...]
    wire: Wire | None
    without: str | None = None


class Output(Struct, frozen=True):
    """An output value; ``keys`` names the input whose elements or keys are the keys of this map,
    ``without`` the input that makes it null where a service writes it.
    ``security_group`` says what the security group with this ID lets out; None where it is none.
    """

    name: str
    description: str
    value: str
    type: Type
    sensitive: bool
    keys: str | None
    without: str | None = None
    security_group: Egress | None = None


class Module(Struct, frozen=True):
    """A module for one provider version.
    ``absent`` gives for each input that this version lacks the reason.
    """

    name: str
    file: str
    description: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    names: tuple[NameSpec, ...]
    absent: Mapping[str, str]
    usage: str | None

    def input(self, name: str) -> Input | None:
        """The input of that name, or None."""
        for spec in self.inputs:
            if spec.name == name:
                return spec
        return None

    @property
    def group_output(self) -> Output | None:
        """The output that is the ID of a service's security group, or None."""
        for spec in self.outputs:
            if spec.security_group:
                return spec
        return None

    def output(self, name: str) -> Output | None:
        """The output of that name, or None."""
        for spec in self.outputs:
            if spec.name == name:
                return spec
        return None
