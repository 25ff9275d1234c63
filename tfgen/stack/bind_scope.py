"""Everything that the services of one environment are bound with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Module
from tfgen.library.values import ValueReader
from tfgen.stack.root_module import SecretVariable
from tfgen.stack.spec import Environment, ServiceSpec, Stack
from tfgen.stack.strings import StringReader
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.types.model import Type
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import Node

if TYPE_CHECKING:
    from tfgen.terraform.schema.names import NameLimit


class BindScope(Struct, frozen=True):
    """One environment with its modules;
    ``collector`` gathers findings, ``secrets`` the root variables for secrets.
    """

    stack: Stack
    environment: Environment
    modules: Mapping[str, Module | None]
    limits: Mapping[str, NameLimit]
    collector: Collector
    secrets: list[SecretVariable] = field(default_factory=list)

    def strings(self, references: bool = True) -> StringReader:
        """A reader of strings with a collector of its own; ``references``:
        not only placeholders can stand in them.
        """
        environment = self.environment
        placeholders = {
            "stack": self.stack.name,
            "environment": environment.name,
            "region": environment.region,
            "suffix": environment.suffix,
        }
        modules: dict[str, Module | None] = {}
        for service in environment.services:
            modules[service.name] = self.modules.get(service.module_name)
        return StringReader(
            collector=Collector(self.stack.file),
            environment=environment,
            placeholders=placeholders,
            modules=modules,
            references=references,
        )

    def plain_value(self, node: Node, expected: Type) -> Value:
        """The value of a node in whose strings only placeholders can stand; None after a finding."""
        strings = self.strings(references=False)
        value = ValueReader(self.collector, strings.resolve).read(node, expected)
        self.collector.diagnostics.extend(strings.collector.diagnostics)
        return value

    def report_service(self, problem: Diagnostic, service: ServiceSpec) -> None:
        """Add a diagnostic about a service, at its name."""
        self.collector.report_at(problem, service.range, service.node.key)
