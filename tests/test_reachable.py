"""A database, a cache and a file system can be reached by whom ``allow_from`` names, and by nobody else.

Real Terraform core plans the stacks, for every provider version.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.annotations import source
from tests.oracle import Case, Judge
from tests.oracle.fixtures import VERSIONS
from tests.stack.stacks import HEAD
from tfgen.pipelines.render import RenderRequest, render

pytestmark = pytest.mark.terraform

HEAD_OF_ALL = HEAD + "environments: {dev: {}}\nservices:\n  network: {module: vpc, cidr: 10.20.0.0/16}\n"
MINIMAL = "  database: {module: aurora}\n  cache: {module: elasticache}\n  files: {module: efs}\n"
REACHABLE = """\
  app: {module: security_group, ingress: {cache: {port: 8080, security_group_id: "${cache.security_group_id}"}}}
  database: {module: aurora, allow_from: [app, 10.9.0.0/16]}
  cache: {module: elasticache, allow_from: [app, cache, "fd00::/8", pl-0123abcd]}
  files: {module: efs, allow_from: [sg-0123abcd, database]}
"""
GIVEN = """\
  app: {module: security_group}
  database: {module: aurora, security_group_ids: ["${app.id}"]}
  cache: {module: elasticache, security_group_ids: ["${app.id}"]}
  files: {module: efs, security_group_ids: "${database.security_group_ids}"}
"""
STACKS = {"minimal": MINIMAL, "reachable": REACHABLE, "given": GIVEN}
SERVICES = ("database", "cache", "files")
SECRETS = {"database_master_password": "a-long-password", "cache_auth_token": "0123456789abcdef0123"}


def case(name: str, version: str) -> Case:
    """A stack with its modules, in which there is nothing to find."""
    rendered = render(RenderRequest(source(HEAD_OF_ALL + STACKS[name]), version=version))
    assert rendered.result.diagnostics == ()
    assert rendered.output
    files = {file.path: file.text for file in rendered.output.files if file.path.endswith(".tf")}
    variables = {name: value for name, value in SECRETS.items() if name in files["envs/dev/variables.tf"]}
    return Case(name, files, root="envs/dev", variables=variables)


@pytest.mark.parametrize("version", VERSIONS)
def test_each_service_has_a_group_and_the_rules_that_were_asked_for(
    version: str, oracle: Callable[[str], Judge]
) -> None:
    verdicts = oracle(version).judge([case(name, version) for name in STACKS], plan=True)
    assert [str(verdict) for verdict in verdicts if not verdict.valid] == []
    minimal, reachable, given = (groups_and_rules(verdict.planned) for verdict in verdicts)
    groups = {f"module.{service}.aws_security_group.this[0]" for service in SERVICES}
    assert minimal == groups
    assert given == {"module.app.aws_security_group.this"}
    assert reachable == {*groups, "module.app.aws_security_group.this", *rules(version)}


def groups_and_rules(planned: tuple[str, ...]) -> set[str]:
    """The security groups and rules among the resources, without the default group, which is emptied."""
    return {address for address in planned if "security_group" in address and "default" not in address}


def rules(version: str) -> set[str]:
    """The rules of the stack that can be reached: each client's way in, and the way out of a group that is closed."""
    if version == "3.39.0":
        way_in = own = "aws_security_group_rule.ingress"
        way_out = "aws_security_group_rule.egress"
    else:
        way_in = own = "aws_vpc_security_group_ingress_rule.this"
        way_out = "aws_vpc_security_group_egress_rule.clients"
    ingress = {
        "database": ("app", "10.9.0.0/16"),
        "cache": ("app", "cache", "fd00::/8", "pl-0123abcd"),
        "files": ("sg-0123abcd", "database"),
    }
    egress = {"database": ("app",), "cache": ("app", "cache"), "files": ("database",)}
    found = {f'module.app.{own}["cache"]'}
    for service in SERVICES:
        found |= {f'module.{service}.{way_in}["{client}"]' for client in ingress[service]}
        found |= {f'module.{service}.{way_out}["{client}"]' for client in egress[service]}
    return found
