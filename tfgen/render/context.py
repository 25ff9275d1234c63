"""Names that templates see, as typed data. Decisions live here, not in templates;
HCL of a manifest is ``Expr``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from tfgen.library.module import Input, Module, Output
from tfgen.render.finalize import identifier
from tfgen.render.markup import Fragment, Keyed
from tfgen.spelling import did_you_mean
from tfgen.stack.root_module import Argument, ModuleCall, RootBackend, RootModule, SecretVariable
from tfgen.terraform.hcl.literal import Expr, Value
from tfgen.terraform.schema import ProviderSchema


class ContextError(ValueError):
    """A question of a template that has no answer; the message is a sentence without a full stop."""


class CheckView(Struct, frozen=True):
    """A validation block."""

    condition: Expr
    error: str


class VariableView(Struct, frozen=True):
    """An input variable; ``default`` counts only where it is not ``required``."""

    name: str
    description: str
    type: Expr
    required: bool
    default: Value
    sensitive: bool
    not_null: bool
    checks: tuple[CheckView, ...]


class OutputView(Struct, frozen=True):
    """An output value."""

    name: str
    description: str
    value: Expr
    sensitive: bool


class ProviderView(Struct, frozen=True):
    """A provider requirement: ``range`` for modules, ``exact`` for roots."""

    name: str
    source: str
    version: str

    @property
    def range(self) -> str:
        """From this version up to the next major one."""
        major = int(self.version.split(".")[0])
        return f">= {self.version}, < {major + 1}.0.0"

    @property
    def exact(self) -> str:
        """Exactly this version."""
        return f"= {self.version}"


class ModuleView(Struct, frozen=True):
    """A module without its rendered files."""

    name: str
    description: str
    variables: tuple[VariableView, ...]
    outputs: tuple[OutputView, ...]


class ModuleContext(Struct, frozen=True):
    """The questions that a module's templates ask."""

    module: Module
    schema: ProviderSchema

    def has(self, path: str) -> bool:
        """True when an argument, block or type can be written in this provider version."""
        return self.schema.has(path)

    def readable(self, path: str) -> bool:
        """True when an attribute can be referred to in this provider version."""
        return self.schema.readable(path)

    def name_of(self, type_name: str, *names: str) -> Fragment:
        """The first of ``names`` that is a settable argument, or a readable one below ``data.``.

        Raises ``ContextError`` when none is.
        """
        is_usable = self.schema.readable if type_name.startswith("data.") else self.schema.has
        for name in names:
            if is_usable(f"{type_name}.{name}"):
                return identifier(name)
        version = f"{self.schema.provider} {self.schema.version}"
        raise ContextError(f"{type_name} has none of {', '.join(names)} in {version}")

    def takes(self, name: str) -> bool:
        """True when the module has this input in this provider version.
        Raises ``ContextError`` if it never has.
        """
        if self.module.input(name):
            return True
        if name in self.module.absent:
            return False
        known = []
        for spec in self.module.inputs:
            known.append(spec.name)
        known.extend(self.module.absent)
        raise ContextError(
            f"{self.module.file} has no input {name}. {did_you_mean(name, known)}".strip()
        )

    def names(self) -> Mapping[str, Any]:
        """The values that the templates can use, by name."""
        return {
            "module": module_view(self.module),
            "has": self.has,
            "readable": self.readable,
            "name_of": self.name_of,
            "takes": self.takes,
            "provider": ProviderView(self.schema.provider, self.schema.source, self.schema.version),
        }


def module_view(module: Module) -> ModuleView:
    """A module as its templates see it."""
    return ModuleView(
        name=module.name,
        description=module.description,
        variables=tuple(map(_variable, module.inputs)),
        outputs=tuple(map(_output, module.outputs)),
    )


def _variable(spec: Input) -> VariableView:
    return VariableView(
        name=spec.name,
        description=spec.description,
        type=Expr(spec.type_text),
        required=spec.required,
        default=spec.default,
        sensitive=spec.sensitive,
        not_null=not spec.nullable and not spec.required,
        checks=tuple(_checks(spec)),
    )


def _checks(spec: Input) -> Iterator[CheckView]:
    for check in spec.validation:
        yield CheckView(Expr(check.condition), check.error)
    value = f"var.{spec.name}"
    # Not "a || b": Terraform works out both sides, and contains fails on null.
    guard = f"{value} == null ? true : " if spec.nullable else ""
    if spec.flag == "bool":
        condition = Expr(f'{guard}contains(["true", "false"], {value})')
        yield CheckView(condition, 'The value must be "true" or "false".')
    elif spec.flag == "number":
        condition = Expr(f"{guard}can(tonumber({value}))")
        yield CheckView(condition, "The value must be a number.")


def _output(spec: Output) -> OutputView:
    return OutputView(spec.name, spec.description, Expr(spec.value), spec.sensitive)


class ArgumentView(Struct, frozen=True):
    """An argument of a module call or a backend."""

    name: str
    value: Keyed


class CallView(Struct, frozen=True):
    """A service as a module call; ``sensitive`` says that one of its outputs is."""

    service: Keyed
    module: str
    source: Keyed
    arguments: tuple[ArgumentView, ...]
    sensitive: bool


class SecretView(Struct, frozen=True):
    """A root variable that feeds a sensitive input."""

    name: Keyed
    description: str
    type: Expr


class BackendView(Struct, frozen=True):
    """``kind`` is ``s3`` or ``local``."""

    kind: str
    arguments: tuple[ArgumentView, ...]


class RootContext(Struct, frozen=True):
    """One environment's root, for its templates. ``provider_source`` is as in ``hashicorp/aws``."""

    root: RootModule
    provider_source: str

    def names(self) -> Mapping[str, Any]:
        """The values that the templates can use, by name."""
        root = self.root
        provider = ProviderView(root.provider, self.provider_source, root.version)
        return {
            "stack": root.stack,
            "environment": root.environment,
            "region": Keyed(root.region, root.keys.region),
            "suffix": Keyed(root.suffix, root.keys.suffix),
            "tags": Keyed(dict(root.tags), root.keys.tags),
            "calls": tuple(_call(call, root) for call in root.calls),
            "secrets": tuple(map(_secret, root.secrets)),
            "backend": _backend(root.backend),
            "provider": provider,
            "provider_version": Keyed(provider.exact, root.keys.version),
        }


def _call(call: ModuleCall, root: RootModule) -> CallView:
    return CallView(
        service=Keyed(call.service, call.key),
        module=call.module.name,
        source=Keyed(root.source_of(call.module.name), root.keys.source or call.key),
        arguments=tuple(map(_argument, call.arguments)),
        sensitive=any(output.sensitive for output in call.module.outputs),
    )


def _backend(backend: RootBackend | None) -> BackendView | None:
    if backend is None:
        return None
    return BackendView(backend.kind, tuple(map(_argument, backend.arguments)))


def _argument(argument: Argument) -> ArgumentView:
    return ArgumentView(argument.name, Keyed(argument.value, argument.key))


def _secret(secret: SecretVariable) -> SecretView:
    return SecretView(Keyed(secret.name, secret.key), secret.description, Expr(secret.type_text))
