"""The twenty-nine checks of the deployment that failed, over the payments example that does it right.

Each is a test of its own, by the headings of the deployment's document; the tree is what ``tfgen render`` writes for
``examples/pci-payments`` at 6.62.0, with the modules beside the roots.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.reading import Folder, argument, example, nested, value
from tfgen.terraform.hcl.syntax import Call, Expr, Interpolation, Template
from tfgen.terraform.hcl.walk import reference


@pytest.fixture(scope="module")
def dev() -> Folder:
    return Folder(example().files, "envs/dev")


@pytest.fixture(scope="module")
def prod() -> Folder:
    return Folder(example().files, "envs/prod")


def module(name: str) -> Folder:
    return Folder(example().files, f"modules/{name}")


class TestStack:
    def test_every_service_is_a_module_call(self, dev: Folder) -> None:
        assert {b.labels[0].value for b in dev.all("module")} == {
            *("keys", "network", "application", "database", "files", "cache"),
            *("documents", "audit", "worker", "api"),
        }

    def test_both_environments_are_rendered(self) -> None:
        assert [root.environment for root in example().roots] == ["dev", "prod"]


class TestNetworking:
    def test_vpc_with_its_range(self, dev: Folder) -> None:
        assert value(argument(dev.one("module", "network"), "cidr")) == "10.20.0.0/16"
        assert value(argument(module("vpc").one("resource", "aws_vpc", "this"), "cidr_block")) == "var.cidr"

    def test_public_and_private_subnets_in_every_zone(self) -> None:
        for subnet in ("public", "private"):
            block = module("vpc").one("resource", "aws_subnet", subnet)
            assert value(argument(block, "count")) == "var.az_count"
            assert value(argument(block, "vpc_id")) == "aws_vpc.this.id"

    def test_internet_gateway(self) -> None:
        assert value(argument(module("vpc").one("resource", "aws_internet_gateway"), "vpc_id")) == "aws_vpc.this.id"

    def test_route_tables_lead_out(self) -> None:
        vpc = module("vpc")
        route = vpc.one("resource", "aws_route", "internet")
        assert value(argument(route, "gateway_id")) == "aws_internet_gateway.this.id"
        assert {b.labels[1].value for b in vpc.all("resource", "aws_route_table")} == {"public", "private"}
        assert {b.labels[1].value for b in vpc.all("resource", "aws_route_table_association")} == {"public", "private"}


class TestEncryption:
    @pytest.mark.parametrize("purpose", ["database", "files", "cache"])
    def test_key_with_an_alias(self, dev: Folder, purpose: str) -> None:
        assert purpose in value(argument(dev.one("module", "keys"), "purposes"))
        key, alias = (module("kms").one("resource", f"aws_kms_{kind}", "this") for kind in ("key", "alias"))
        assert value(argument(key, "for_each")) == value(argument(alias, "for_each")) == "var.purposes"
        assert value(argument(alias, "name")) == "alias/${var.name}-${each.key}-${var.suffix}"
        assert value(argument(dev.one("module", purpose), "kms_key_arn")) == f"module.keys.arns[{purpose!r}]"


class TestSecurityGroups:
    @pytest.mark.parametrize(
        ("service", "kind", "port"),
        [
            ("database", "aurora", "coalesce(var.port, local.engine.port)"),
            ("files", "efs", 2049),
            ("cache", "elasticache", "var.port"),
        ],
    )
    def test_only_its_port_is_open_and_only_to_the_application(
        self, dev: Folder, service: str, kind: str, port: object
    ) -> None:
        call = dev.one("module", service)
        group = {"security_group_id": "module.application.id", "egress": True}
        assert value(argument(call, "allow_from")) == {"application": group}
        assert value(argument(call, "vpc_id")) == "module.network.vpc_id"
        rule = module(kind).one("resource", "aws_vpc_security_group_ingress_rule")
        assert {value(argument(rule, side)) for side in ("from_port", "to_port")} == {"local.port"}
        assert value(argument(module(kind).all("locals")[0], "port")) == port


class TestDatabase:
    def test_cluster_is_encrypted_and_in_private_subnets(self, dev: Folder) -> None:
        cluster = module("aurora").one("resource", "aws_rds_cluster", "this")
        assert value(argument(cluster, "storage_encrypted")) is True
        assert value(argument(cluster, "kms_key_id")) == "var.kms_key_arn"
        assert value(argument(dev.one("module", "database"), "subnet_ids")) == "module.network.private_subnet_ids"

    def test_writer_comes_first(self) -> None:
        instance = module("aurora").one("resource", "aws_rds_cluster_instance", "this")
        assert value(argument(instance, "promotion_tier")) == "count.index"
        assert value(argument(instance, "cluster_identifier")) == "aws_rds_cluster.this.id"

    def test_reader_beside_the_writer(self, dev: Folder) -> None:
        instance = module("aurora").one("resource", "aws_rds_cluster_instance", "this")
        assert value(argument(instance, "count")) == "var.instances"
        assert value(argument(dev.one("module", "database"), "instances")) == 2


class TestStorage:
    def test_file_system_is_encrypted_and_has_a_lifecycle(self, dev: Folder) -> None:
        system = module("efs").one("resource", "aws_efs_file_system", "this")
        assert value(argument(system, "encrypted")) is True
        transitions = [[a.name for a in policy.body.attributes] for policy in nested(system, "lifecycle_policy")]
        assert ["transition_to_ia"] in transitions
        assert all(len(names) == 1 for names in transitions)
        assert value(argument(dev.one("module", "files"), "transition_to_ia")) == "AFTER_30_DAYS"

    def test_mount_target_in_every_subnet(self, dev: Folder) -> None:
        target = module("efs").one("resource", "aws_efs_mount_target", "this")
        count = argument(target, "count")
        assert isinstance(count, Call)
        assert (count.name, value(count.args[0])) == ("length", "var.subnet_ids")
        assert value(argument(dev.one("module", "files"), "subnet_ids")) == "module.network.private_subnet_ids"


class TestCache:
    def test_cache_is_encrypted_at_rest_and_in_transit(self) -> None:
        group = module("elasticache").one("resource", "aws_elasticache_replication_group", "this")
        assert value(argument(group, "at_rest_encryption_enabled")) == "var.at_rest_encryption_enabled"
        variables = {n: module("elasticache").one("variable", n) for n in ("at_rest_encryption_enabled", "auth_token")}
        assert value(argument(variables["at_rest_encryption_enabled"], "default")) == "true"
        assert value(argument(variables["auth_token"], "sensitive")) is True


class TestApi:
    def test_http_api_with_its_routes(self, dev: Folder) -> None:
        api = module("apigateway").one("resource", "aws_apigatewayv2_api", "this")
        assert value(argument(api, "protocol_type")) == "HTTP"
        routes = value(argument(dev.one("module", "api"), "routes"))
        assert isinstance(routes, dict)
        assert set(routes) == {"POST /payments", "GET /payments/{id}"}

    def test_stage_is_named_by_the_suffix(self) -> None:
        stage = module("apigateway").one("resource", "aws_apigatewayv2_stage", "this")
        assert value(argument(stage, "name")) == "var.suffix"


class TestLogs:
    def test_log_groups_with_retention_and_key(self, dev: Folder) -> None:
        call = dev.one("module", "audit")
        groups = {"application": {"retention_days": 365}, "audit": {"retention_days": 1827}}
        assert value(argument(call, "groups")) == groups
        assert value(argument(call, "kms_key_arn")) == "module.keys.arns['logs']"


class TestIam:
    def test_role_may_use_its_bucket_and_key_only(self, dev: Folder) -> None:
        policies = value(argument(dev.one("module", "worker"), "policies"))
        assert policies == {
            "documents": [
                {"actions": ["s3:GetObject", "s3:PutObject"], "resources": ["${module.documents.arn}/*"]},
                {"actions": ["kms:Decrypt", "kms:GenerateDataKey"], "resources": ["module.keys.arns['files']"]},
            ]
        }


class TestNaming:
    def test_every_call_passes_name_and_suffix(self, dev: Folder) -> None:
        for block in dev.all("module"):
            service = block.labels[0].value
            assert value(argument(block, "name")) == f"payments-{service.replace('_', '-')}"
            assert value(argument(block, "suffix")) == "local.suffix"

    def test_suffix_is_the_environment(self, dev: Folder, prod: Folder) -> None:
        suffixes = [value(argument(root.one("locals"), "suffix")) for root in (dev, prod)]
        assert suffixes == ["dev", "prod"]


class TestTags:
    def test_pci_tags_reach_every_module(self, dev: Folder) -> None:
        tags = value(argument(dev.one("locals"), "tags"))
        assert isinstance(tags, dict)
        assert (tags["Compliance"], tags["DataClassification"]) == ("pci-dss", "cardholder-data")
        assert all(value(argument(block, "tags")) == "local.tags" for block in dev.all("module"))


class TestBackendAndProvider:
    def test_state_is_encrypted_locked_and_separate(self, dev: Folder, prod: Folder) -> None:
        for name, root in (("dev", dev), ("prod", prod)):
            backend = next(b for t in root.all("terraform") for b in t.body.blocks if b.type == "backend")
            assert backend.labels[0].value == "s3"
            assert value(argument(backend, "key")) == f"payments/{name}.tfstate"
            assert value(argument(backend, "encrypt")) is value(argument(backend, "use_lockfile")) is True

    def test_provider_is_pinned(self, dev: Folder) -> None:
        required = next(b for t in dev.all("terraform") for b in t.body.blocks if b.type == "required_providers")
        assert value(argument(required, "aws")) == {"source": "hashicorp/aws", "version": "= 6.62.0"}
        assert value(argument(dev.one("provider", "aws"), "region")) == "us-west-2"


class TestOverlays:
    def test_another_region(self, prod: Folder) -> None:
        assert value(argument(prod.one("provider", "aws"), "region")) == "us-east-1"

    def test_custom_tags(self, dev: Folder, prod: Folder) -> None:
        cost_centers = [value(argument(root.one("locals"), "tags"))["CostCenter"] for root in (dev, prod)]
        assert cost_centers == ["cc-1234", "cc-9876"]


class TestFailures:
    """The four failures that this version can stop, over the same tree; the fifth, the quota, comes with preflight."""

    def test_encryption_flag_has_the_provider_version_s_type(self) -> None:
        for version, type, default in (("3.39.0", "bool", True), ("6.62.0", "string", "true")):
            variables = Folder(example(version).files, "modules/elasticache")
            flag = variables.one("variable", "at_rest_encryption_enabled")
            assert (value(argument(flag, "type")), value(argument(flag, "default"))) == (type, default)

    def test_lifecycle_policy_is_a_block(self) -> None:
        system = module("efs").one("resource", "aws_efs_file_system", "this")
        assert "lifecycle_policy" not in [a.name for a in system.body.attributes]
        assert len(nested(system, "lifecycle_policy")) == 3

    def test_no_name_is_written_by_hand(self) -> None:
        """Every name ends with the suffix, itself or through a local, or is taken from another resource."""
        names = [name for folder in _modules() for name in _names(module(folder))]
        assert len(names) > 20
        assert [str(value(name)) for name in names if not str(value(name)).endswith(_ENDINGS)] == []

    def test_every_module_of_the_example_is_in_these_tests(self) -> None:
        assert _modules() == {
            *("apigateway", "aurora", "efs", "elasticache", "iam_role"),
            *("kms", "logs", "s3_bucket", "security_group", "vpc"),
        }


_ENDINGS = ("var.suffix", "${var.suffix}")
_NAMING = ("name", "identifier", "cluster_identifier", "replication_group_id")


def _modules() -> set[str]:
    return {f.path.split("/")[1] for f in example().files if f.path.startswith("modules/")}


def _names(folder: Folder) -> Iterator[Expr]:
    """What the names of a module's resources are given, a local as what it stands for; not names taken over."""
    local = {a.name: a.expr for block in folder.all("locals") for a in block.body.attributes}
    for block in folder.all("resource"):
        for attribute in block.body.attributes:
            if attribute.name in _NAMING and not str(value(attribute.expr)).startswith("aws_"):
                yield _resolved(attribute.expr, local)


def _resolved(expr: Expr, local: Mapping[str, Expr]) -> Expr:
    """A local, alone or at the end of a text, as its value."""
    last = expr.parts[-1] if isinstance(expr, Template) and expr.parts else None
    whole = last.expr if isinstance(last, Interpolation) else expr
    found = reference(whole)
    if found and found.root == "local":
        return local[str(found.path[0])]
    return expr
