"""``module.yaml`` as its author wrote it: no provider version has been chosen yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tfgen.yaml.nodes import MapNode, Node


@dataclass(frozen=True, slots=True)
class ValidationSpec:
    """A condition on an input (an HCL expression over ``var.<input>``) and the message
    when it does not hold.
    """

    condition: str
    error: str


@dataclass(frozen=True, slots=True)
class InputSpec:
    """One input; exactly one of ``type`` and ``sources`` is written.

    ``sources`` (``from:``): attribute paths, of which the first that is settable gives the type.
    ``wire``: ``module.output`` that feeds the input when the stack has one such service.
    ``required_unless``: a path; where it is settable, the input is optional and null by default.
    ``without``: another input; where a service writes that one, this one is not wired, and where it
    does not, this one is asked for.
    """

    node: MapNode
    description: str
    type: str | None = None
    sources: tuple[str, ...] = field(default=(), metadata={"key": "from"})
    default: Node | None = None
    sensitive: bool = False
    nullable: bool | None = None
    validation: tuple[ValidationSpec, ...] = ()
    wire: str | None = None
    required_unless: str | None = None
    without: str | None = None


@dataclass(frozen=True, slots=True)
class OutputSpec:
    """One output: an HCL expression and its type.

    ``when``: a path; where it cannot be read in the provider version, the output does not exist.
    ``keys``: the input whose elements or keys are the keys of this map, so that references can be
    checked. ``without``: an input; where a service writes it, the output is null.
    ``security_group``: the output is the ID of a security group, which lets nothing out but what
    rules of their own allow (``closed``) or lets out everything (``open``).
    """

    node: MapNode
    description: str
    value: str
    type: str
    sensitive: bool = False
    when: str | None = None
    keys: str | None = None
    without: str | None = None
    security_group: str | None = None


@dataclass(frozen=True, slots=True)
class NameSpec:
    """A name that the module makes:
    ``pattern`` over ``{name}``, ``{suffix}``, ``{index}`` and ``{<input>}``.

    ``{<input>}`` stands for the longest key or element of that input.
    """

    attribute: str
    pattern: str


@dataclass(frozen=True, slots=True)
class ModuleSpec:
    """One manifest. ``usage`` holds the arguments of the README's example."""

    node: MapNode
    description: str
    inputs: Mapping[str, InputSpec]
    outputs: Mapping[str, OutputSpec] = field(default_factory=dict)
    names: tuple[NameSpec, ...] = ()
    usage: str | None = None


@dataclass(frozen=True, slots=True)
class SharedSpec:
    """``_shared/inputs.yaml``: the inputs of every module, before and after its own."""

    node: MapNode
    first: Mapping[str, InputSpec]
    last: Mapping[str, InputSpec]
