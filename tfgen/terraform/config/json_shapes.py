"""The shapes of Terraform's bodies, as far as reading JSON needs them:
arguments, blocks, and the form of strings.

In JSON a property is an argument or a block by the shape of its body, and a string is a template
only where Terraform evaluates it. The table follows Terraform's own ``internal/configs`` (1.11 to
1.15).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from tfgen.terraform.schema import BlockSchema, NestedBlock


class Form(Enum):
    """The form of an argument's strings.

    ``TEMPLATE``: evaluated; ``VERBATIM``: taken as they are; ``REFERENCE``: each a static reference
    (``aws_vpc.main``); ``WRITTEN``: each an expression as HCL writes it. ``REQUIRED``: as an entry
    of ``required_providers`` has them.
    """

    TEMPLATE = "template"
    VERBATIM = "verbatim"
    REFERENCE = "reference"
    WRITTEN = "written"
    REQUIRED = "required"


class Shape(Struct, frozen=True):
    """The arguments and blocks of a body. ``other``: the form of arguments that are not named; None
    where there may be none.

    ``blocks`` maps a type to the names of its labels and the shape of its body. ``schema`` is the
    provider's for the rest of a body that is not all Terraform's own; ``providers``: it is such a
    body, known or not.
    """

    arguments: Mapping[str, Form] = field(default_factory=dict)
    blocks: Mapping[str, tuple[tuple[str, ...], Shape]] = field(default_factory=dict)
    other: Form | None = None
    schema: BlockSchema | None = None
    providers: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names that it knows."""
        return (*self.arguments, *self.blocks)


T, V, R, W = Form.TEMPLATE, Form.VERBATIM, Form.REFERENCE, Form.WRITTEN
ANY = Shape(other=T)
"""Arguments of any name."""

LOCALS = Shape(other=T)
"""Arguments whose names are those of local values."""

UNKNOWN = Shape(other=T, providers=True)
"""The body of a provider's block that nothing is known of."""

_VALUES = Shape(other=V)
REQUIRED_PROVIDERS = Shape(other=Form.REQUIRED)
"""Entries of ``required_providers``."""

_CHECKED = Shape({"condition": T, "error_message": T})
_CONDITIONS = {"precondition": ((), _CHECKED), "postcondition": ((), _CHECKED)}
_PROVISIONER = Shape({"when": R, "on_failure": R}, {"connection": ((), ANY)}, other=T)
_PROVISIONERS = {"provisioner": (("type",), _PROVISIONER), "connection": ((), ANY)}
_INSTANCES = {"count": T, "for_each": T, "provider": R}
_META = {**_INSTANCES, "depends_on": R}
_TRIGGER = Shape({"events": R, "condition": T, "actions": R})
_LIFECYCLE = Shape(
    {"create_before_destroy": V, "prevent_destroy": V, "ignore_changes": R, "replace_triggered_by": W,
     "enabled": T, "destroy": V},
    {**_CONDITIONS, "action_trigger": ((), _TRIGGER)},
)  # fmt: skip

RESOURCE = Shape(_META, {"lifecycle": ((), _LIFECYCLE), **_PROVISIONERS}, T, providers=True)
DATA = Shape(_META, {"lifecycle": ((), _LIFECYCLE)}, T, providers=True)
PROVIDER = Shape({"alias": V, "version": V}, other=T, providers=True)
_VARIABLE = Shape(
    {"type": W, "description": V, "default": V, "sensitive": V, "nullable": V, "ephemeral": V, "deprecated": V,
     "const": V},
    {"validation": ((), _CHECKED)},
)  # fmt: skip
_OUTPUT = Shape(
    {
        "value": T,
        "description": V,
        "sensitive": V,
        "ephemeral": V,
        "depends_on": R,
        "deprecated": V,
        "type": W,
    },
    _CONDITIONS,
)
_MODULE = Shape(
    {"source": T, "version": V, "count": T, "for_each": T, "depends_on": R, "providers": R},
    {"lifecycle": ((), Shape({"enabled": T}))},
    other=T,
)
_CLOUD = Shape(blocks={"workspaces": ((), _VALUES)}, other=V)
_FALLBACK = {"fallback": ((), ANY)}
_TARGET = Shape({"method": T, "enforced": T}, _FALLBACK)
_REMOTE_STATES = Shape(
    blocks={"default": ((), _TARGET), "remote_state_data_source": (("name",), _TARGET)}
)
_ENCRYPTION = Shape(
    blocks={
        "key_provider": (("type", "name"), ANY),
        "method": (("type", "name"), ANY),
        "state": ((), _TARGET),
        "plan": ((), _TARGET),
        "remote_state_data_sources": ((), _REMOTE_STATES),
    }
)
_TERRAFORM = Shape(
    {"required_version": V, "experiments": R, "language": R},
    {
        "backend": (("type",), _VALUES),
        "cloud": ((), _CLOUD),
        "required_providers": ((), REQUIRED_PROVIDERS),
        "encryption": ((), _ENCRYPTION),
        "provider_meta": (("provider",), _VALUES),
        "state_store": (("type",), Shape(blocks={"provider": (("type",), _VALUES)}, other=V)),
    },
)
FILE = Shape(
    blocks={
        "terraform": ((), _TERRAFORM),
        "language": ((), ANY),
        "required_providers": ((), REQUIRED_PROVIDERS),  # refused here, but not as unknown
        "provider": (("name",), PROVIDER),
        "variable": (("name",), _VARIABLE),
        "locals": ((), LOCALS),
        "output": (("name",), _OUTPUT),
        "module": (("name",), _MODULE),
        "resource": (("type", "name"), RESOURCE),
        "data": (("type", "name"), DATA),
        "ephemeral": (("type", "name"), DATA),
        "action": (("type", "name"), Shape(_INSTANCES, {"config": ((), UNKNOWN)})),
        "moved": ((), Shape({"from": R, "to": R})),
        "import": ((), Shape({"to": W, "id": T, "identity": T, "provider": R, "for_each": T})),
        "removed": (
            (),
            Shape({"from": R}, {"lifecycle": ((), Shape({"destroy": V})), **_PROVISIONERS}),
        ),
        "check": (
            ("name",),
            Shape(blocks={"data": (("type", "name"), DATA), "assert": ((), _CHECKED)}),
        ),
    }
)
"""A whole file of configuration."""

_MOCKED = Shape({"defaults": T, "override_during": R})
_OVERRIDE = Shape({"target": W, "values": T, "override_during": R})
_OVERRIDES = {"override_resource": ((), _OVERRIDE), "override_data": ((), _OVERRIDE)}
_OVERRIDE_MODULE = Shape({"target": W, "outputs": T, "override_during": R})
_MOCK_DATA: Mapping[str, tuple[tuple[str, ...], Shape]] = {
    "mock_resource": (("type",), _MOCKED),
    "mock_data": (("type",), _MOCKED),
    **_OVERRIDES,
}
_PLAN_OPTIONS = Shape({"mode": R, "refresh": V, "replace": R, "target": R})
_TEST_MODULE = Shape({"source": V, "version": V})
_RUN = Shape(
    {"command": R, "providers": R, "expect_failures": R, "state_key": V, "parallel": V,
     "skip_cleanup": V},
    {
        "plan_options": ((), _PLAN_OPTIONS),
        "assert": ((), _CHECKED),
        "variables": ((), ANY),
        "module": ((), _TEST_MODULE),
        "override_module": ((), _OVERRIDE_MODULE),
        "backend": (("type",), _VALUES),
        **_OVERRIDES,
    },
)  # fmt: skip
_TEST_FILE = Shape(
    blocks={
        "test": ((), Shape({"parallel": V, "skip_cleanup": V})),
        "run": (("name",), _RUN),
        "variable": (("name",), _VARIABLE),
        "variables": ((), ANY),
        "provider": (("name",), PROVIDER),
        "mock_provider": (
            ("name",),
            Shape({"alias": V, "source": V, "override_during": R}, _MOCK_DATA),
        ),
        "override_module": ((), _OVERRIDE_MODULE),
        **_OVERRIDES,
    }
)
FILES = {"configuration": FILE, "test": _TEST_FILE, "mock": Shape(blocks=_MOCK_DATA)}
"""Whole files by their kind."""

OF_PROVIDER = {"resource": RESOURCE, "data": DATA, "provider": PROVIDER}
"""The shapes that a provider's schema completes."""


def nested(block: NestedBlock) -> Shape:
    """The shape of a nested block in a provider's schema."""
    return Shape(other=T, schema=None if block.opaque else block.block, providers=True)


def dynamic(content: Shape) -> Shape:
    """The shape of a ``dynamic`` block for blocks with this content."""
    return Shape({"for_each": T, "iterator": R, "labels": T}, {"content": ((), content)})
