"""``allow_from`` of a service: who may connect to it, written as a list of services and addresses."""

from __future__ import annotations

import re
from ipaddress import ip_network

from msgspec import Struct

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Input, Module
from tfgen.spelling import did_you_mean
from tfgen.stack.bind_scope import BindScope
from tfgen.stack.root_module import ServiceOutput
from tfgen.stack.spec import ServiceSpec
from tfgen.stack.strings import StringReader
from tfgen.terraform.hcl.literal import Expr, Value
from tfgen.terraform.types.model import MapType, ObjectType
from tfgen.yaml.nodes import ListNode, Node, ScalarNode, describe, short

ALLOW_FROM = "allow_from"
"""The input that says who may connect."""

_GROUP_ID = re.compile(r"sg-[0-9a-f]{8}([0-9a-f]{9})?")
_PREFIX_LIST_ID = re.compile(r"pl-[0-9a-f]{8}([0-9a-f]{9})?")
_ADDRESS = re.compile(r"[0-9.]+(/[0-9]+)?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(/[0-9]+)?")

_WANTED = "a service, a CIDR block, or the ID of a security group or prefix list"


def takes_clients(spec: Input) -> bool:
    """True for an ``allow_from`` of clients by name, which a stack may write as a list."""
    element = spec.type.element if isinstance(spec.type, MapType) else None
    return spec.name == ALLOW_FROM and isinstance(element, ObjectType) and _is_client(element)


def _is_client(element: ObjectType) -> bool:
    return {"security_group_id", "cidr_ipv4", "egress"} <= set(element.attributes)


def is_client_list(spec: Input, node: Node) -> bool:
    """True where an input lists clients; a text in place of the list counts, to be refused."""
    is_text = isinstance(node, ScalarNode) and isinstance(node.value, str)
    return takes_clients(spec) and (isinstance(node, ListNode) or is_text)


def report_clients_without_group(scope: BindScope, node: Node, spec: Input) -> None:
    """TFG035: what clients would be let into is not made."""
    detail = f"With {spec.without} the service has no security group of its own."
    help_ = f"Leave {spec.without} out, or put the rules into the groups that it names."
    problem = Diagnostic("TFG035", f"{ALLOW_FROM} beside {spec.without}", detail, help_)
    scope.collector.report(problem, node)


class ClientReader(Struct):
    """Reads the list of one service.

    Findings: what is no client (TFG015), services that are not there (TFG017), services without a
    security group (TFG034).
    """

    scope: BindScope
    strings: StringReader

    def read(self, node: Node) -> dict[str, Value]:
        """The clients by name, as the module takes them."""
        clients: dict[str, Value] = {}
        if isinstance(node, ScalarNode):
            self._report_no_list(node)
        for item in node.items if isinstance(node, ListNode) else ():
            if isinstance(item, ScalarNode) and isinstance(item.value, str):
                client = self._client(item.value, item)
                if client:
                    clients[item.value] = client
            else:
                self._report_kind(item)
        return clients

    def _client(self, text: str, node: ScalarNode) -> dict[str, Value] | None:
        service = self.scope.environment.service(text)
        if service:
            return self._group_of(service, node)
        if _GROUP_ID.fullmatch(text):
            return {"security_group_id": text}
        if _PREFIX_LIST_ID.fullmatch(text):
            return {"prefix_list_id": text}
        if _ADDRESS.fullmatch(text):
            return self._range(text, node)
        self._report_unknown(text, node)
        return None

    def _group_of(self, service: ServiceSpec, node: ScalarNode) -> dict[str, Value] | None:
        """The security group of a service; None after a finding, and where its module is broken."""
        module = self.scope.modules.get(service.module_name)
        if module is None:
            return None
        output = module.group_output
        if output is None or service.writes(output.without):
            self._report_no_group(service, module, node)
            return None
        read = ServiceOutput(service.name, output.name, node.range, node.key)
        self.strings.reads.append(read)
        client: dict[str, Value] = {
            "security_group_id": Expr(f"module.{service.name}.{output.name}")
        }
        if output.security_group == "closed":
            client["egress"] = True
        return client

    def _range(self, text: str, node: ScalarNode) -> dict[str, Value] | None:
        """A CIDR block, with the network's own address; None after a finding."""
        try:
            network = ip_network(text, strict=False)
        except ValueError:
            self._report_range(text, "It is no address of a network.", "", node)
            return None
        if str(network) != text.lower():
            detail = (
                "It has no prefix length." if "/" not in text else "It is not a network's address."
            )
            self._report_range(text, detail, f"Write {network}.", node)
            return None
        return {f"cidr_ipv{network.version}": text}

    def _report_range(self, text: str, detail: str, help_: str, node: ScalarNode) -> None:
        summary = f"Not a CIDR block: {short(text)}"
        help_ = help_ or "Write it as in 10.20.0.0/16."
        self.scope.collector.report(Diagnostic("TFG015", summary, detail, help_), node)

    def _report_no_list(self, node: ScalarNode) -> None:
        detail = f"{ALLOW_FROM} is a list of names; this is {describe(node)}."
        problem = Diagnostic("TFG015", "Not a list of clients", detail, f"Write [{node.text}].")
        self.scope.collector.report(problem, node)

    def _report_kind(self, node: Node) -> None:
        detail = f"{ALLOW_FROM} lists names; this is {describe(node)}."
        help_ = f"Write {_WANTED}."
        problem = Diagnostic("TFG015", "Not a client", detail, help_)
        self.scope.collector.report(problem, node)

    def _report_unknown(self, text: str, node: ScalarNode) -> None:
        names = []
        for service in self.scope.environment.services:
            names.append(service.name)
        inside = text.removeprefix("${").removesuffix("}").partition(".")[0]
        detail = f'There is no service "{short(text)}".'
        help_ = did_you_mean(text, names) or f"Write {_WANTED}."
        if inside != text and inside in names:
            help_ = f"Write the service's name alone: {inside}."
        problem = Diagnostic("TFG017", f'Unknown client "{short(text)}"', detail, help_)
        self.scope.collector.report(problem, node)

    def _report_no_group(self, service: ServiceSpec, module: Module, node: ScalarNode) -> None:
        """TFG034: the module has no output that is a security group, or it is null here."""
        output = module.group_output
        example = '{NAME: {security_group_id: "sg-..."}}'
        detail = f"Module {module.name} has no output that is the ID of a security group."
        if output:
            detail = f"{service.name} makes none, since it has {output.without}."
            example = f"{{{service.name}: {{security_group_id: ...}}}}"
        elif module.output("vpc_cidr"):
            example = f'{{{service.name}: {{cidr_ipv4: "${{{service.name}.vpc_cidr}}"}}}}'
        summary = f"{service.name} has no security group"
        help_ = f"Name a service that has one, or write {ALLOW_FROM}: {example}."
        self.scope.collector.report(Diagnostic("TFG034", summary, detail, help_), node)
