"""Stacks on the screen, read and bound with modules made for the tests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from textwrap import dedent

from tests.annotations import source
from tfgen.diagnostics import Diagnostics
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.cycles import Connections
from tfgen.stack.load import load_stack
from tfgen.stack.root_module import ModuleCall, RootModule
from tfgen.stack.spec import Stack
from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.names import NameLimit, load_name_limits

HEAD = "stack: shop\nregion: us-west-2\nprovider: {aws: 6.62.0}\n"
"""What ``HEAD`` stands for in the texts of these tests."""

MANIFESTS = {
    # a net has a list of subnets, a map of zones, and is what others are wired to
    "net": """
        description: A net.
        inputs:
          cidr: {description: Its range., type: string}
          size: {description: Its size., type: number, default: 2}
          zones: {description: Its zones., type: list(string), default: [a, b]}
          note: {description: A note., type: string, default: null}
        outputs:
          id: {description: Its id., value: x, type: string}
          size: {description: Its size., value: x, type: number}
          subnets: {description: Its subnets., value: x, type: list(string)}
          zone_ids: {description: Its zones., value: x, type: map(string), keys: zones}
          info: {description: All of it., value: x, type: "object({ id = string, ports = list(number) })"}
          open: {description: Anything., value: x, type: any}
        """,
    "store": """
        description: A store.
        inputs:
          subnets: {description: Where it stands., type: list(string), wire: net.subnets}
          password: {description: Its password., type: string, sensitive: true}
          token: {description: A token., type: string, sensitive: true, default: null}
          rules: {description: Its rules., type: "map(object({ port = number, host = optional(string) }))", default: {}}
          encrypted:
            description: Whether it is encrypted.
            from: [aws_elasticache_replication_group.at_rest_encryption_enabled]
            default: true
          managed:
            description: Whether the provider keeps the password.
            from: [aws_rds_cluster.manage_master_user_password]
            default: true
        outputs:
          arn: {description: Its ARN., value: x, type: string}
          port: {description: Its port., value: x, type: number}
        names:
          - {attribute: aws_iam_role.name, pattern: "{name}-{rules}-{suffix}"}
        """,
    # a keeper has two secrets, of which one is called as a service may be
    "keeper": """
        description: A keeper.
        inputs:
          key: {description: Its key., type: string, sensitive: true}
          spare_key: {description: Its spare key., type: string, sensitive: true}
        """,
    # a guard is a security group that lets nothing out, a runner has one, a vault makes one unless it is given some
    "guard": """
        description: A security group.
        inputs: {}
        outputs:
          arn: {description: Its ARN., value: x, type: string}
          id: {description: Its id., value: x, type: string, security_group: closed}
        """,
    "runner": """
        description: What runs in a security group.
        inputs: {}
        outputs:
          security_group_id: {description: Its group., value: x, type: string}
        """,
    "vault": """
        description: What is in a security group.
        inputs:
          group_ids: {description: Its groups., type: list(string), default: []}
          place_id:
            {description: Where its group is., type: string, default: null, wire: net.id, without: group_ids}
          allow_from:
            description: Who may come in.
            type: |
              map(object({
                security_group_id = optional(string)
                cidr_ipv4         = optional(string)
                cidr_ipv6         = optional(string)
                prefix_list_id    = optional(string)
                egress            = optional(bool, false)
              }))
            default: {}
            without: group_ids
        outputs:
          group_id:
            {description: Its own group., value: x, type: string, without: group_ids, security_group: closed}
        """,
    "pair": """
        description: What stands in a net, by three inputs.
        inputs:
          there: {description: Where it stands., type: string, wire: net.id}
          near: {description: Where it stands., type: string, wire: net.id}
          far: {description: Where it stands., type: string, wire: net.id}
        """,
    "plain": """
        description: What has an input that is only called so.
        inputs:
          allow_from: {description: Any texts., type: list(string), default: []}
        """,
    "user": """
        description: What uses a net and a store.
        inputs:
          net_id: {description: The net., type: string, wire: net.id, default: null}
          store_arn: {description: The store., type: string, default: null}
          count_of: {description: How many., type: number, default: 1}
          on: {description: Whether it is on., type: bool, default: true}
        outputs:
          arn: {description: Its ARN., value: x, type: string}
        """,
}


@cache
def modules(version: str = "6.62.0") -> Mapping[str, Module | None]:
    """The modules of these tests for one provider version; ``broken`` is one whose templates are broken."""
    folder = Path(mkdtemp())
    for name, text in MANIFESTS.items():
        (folder / name).mkdir()
        (folder / name / "module.yaml").write_text(dedent(text))
    loaded = {name: load_module(TemplateFolders.of(folder), name, load_schema("aws", version)) for name in MANIFESTS}
    assert all(found == () for _, found in loaded.values()), loaded
    return {**{name: module for name, (module, _) in loaded.items()}, "broken": None}


@cache
def limits() -> Mapping[str, NameLimit]:
    return load_name_limits()


def load(text: str, suffix: str | None = None) -> tuple[Stack | None, Diagnostics]:
    """What ``load_stack`` says to a text with ``HEAD`` and marks in it."""
    return load_stack(source(text.replace("HEAD\n", HEAD)), suffix)


@cache
def all_connected() -> Connections:
    """Modules whose outputs each need every input."""
    connections: dict[str, dict[str, frozenset[str]]] = {}
    for name, module in modules().items():
        if module:
            inputs = frozenset(spec.name for spec in module.inputs)
            connections[name] = {output.name: inputs for output in module.outputs}
    return connections


def bind(
    text: str, version: str = "6.62.0", connections: Connections | None = None
) -> tuple[tuple[RootModule, ...], Diagnostics]:
    """The roots of a stack that can be read; unless ``connections`` says less every output needs every input."""
    stack, found = load(text)
    assert stack
    assert found == ()
    return bind_stack(stack, modules(version), limits(), all_connected() if connections is None else connections)


def root(text: str, version: str = "6.62.0") -> RootModule:
    """The root of the first environment of a stack in which there is nothing to find."""
    roots, found = bind(text, version)
    assert found == ()
    return roots[0]


def arguments(call: ModuleCall) -> dict[str, object]:
    """What a module call gives, without what every call has."""
    return {a.name: a.value for a in call.arguments if a.name not in ("name", "suffix", "tags")}
