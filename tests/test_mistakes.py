"""Broken stack files through the real command line: each mistake is found where it stands, and nothing is written.

The marks are those of ``tests/annotations.py``. ``HEAD`` stands for what every stack begins with.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from tests.annotations import annotated, marks, unmarked
from tfgen.cli.root import run
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import LineIndex

HEAD = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
environments: {dev: {}, prod: {region: us-east-1}}
"""

STORE = {
    "store/module.yaml": """
        description: A secret in the parameter store, as a module of the user's own.
        inputs:
          vpc_id: {description: The VPC it is for., type: string, wire: vpc.vpc_id}
          secret: {description: The secret., type: string, sensitive: true}
          sizes: {description: Any sizes., type: list(number), default: []}
          labels: {description: Any labels., type: map(string), default: {}}
          encrypted:
            description: Whether it is encrypted.
            from: [aws_elasticache_replication_group.at_rest_encryption_enabled]
            default: true
          managed:
            description: Whether the provider keeps the secret.
            from: [aws_rds_cluster.manage_master_user_password]
            default: false
        outputs:
          arn: {description: Its ARN., value: aws_ssm_parameter.this.arn, type: string}
          arns:
            description: ARNs by label.
            value: "{ for label in keys(var.labels) : label => aws_ssm_parameter.this.arn }"
            type: map(string)
            keys: labels
        names: [{attribute: aws_iam_role.name, pattern: "{name}-{labels}-{suffix}"}]
        """,
    "store/main.tf.jinja": """
        resource "aws_ssm_parameter" "this" {
          name  = "${var.name}-${var.suffix}"
          type  = "SecureString"
          value = var.secret

          tags = merge(var.tags, var.labels, {
            Vpc       = var.vpc_id
            Sizes     = join(",", var.sizes)
            Encrypted = var.encrypted
        {% if has("aws_rds_cluster.manage_master_user_password") %}
            Managed   = var.managed
        {% endif %}
          })
        }
        """,
}

Finding = Mapping[str, object]
Render = Callable[..., tuple[int, list[Finding]]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to run in; the user's templates are beside it."""
    for path, text in STORE.items():
        (tmp_path / "templates" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / path).write_text(dedent(text))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(cache))
    return tmp_path / "here"


@pytest.fixture
def render(folder: Path, capsys: pytest.CaptureFixture[str]) -> Render:
    """Runs ``tfgen render`` on a stack file; the exit status and the findings."""

    def rendered(text: str | bytes, *options: str) -> tuple[int, list[Finding]]:
        raw = text if isinstance(text, bytes) else unmarked(text.replace("HEAD\n", HEAD)).encode()
        (folder / "stack.yaml").write_bytes(raw)
        status = run(["render", "--format", "json", "--templates", "../templates", *options])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        if status:
            assert [p.name for p in folder.iterdir()] == ["stack.yaml"]
            assert (folder / "stack.yaml").read_bytes() == raw
        return status, json.loads(said.out)["diagnostics"] if said.out else []

    return rendered


def shown(text: str, found: Iterable[Finding]) -> str:
    """The text with the marks of what was found."""
    index = LineIndex.of(unmarked(text))
    diagnostics = []
    for finding in found:
        start, end = (offset(index, finding, end) for end in ("", "end_"))
        severity = Severity[str(finding["severity"]).upper()]
        diagnostics.append(Diagnostic(str(finding["code"]), "", severity=severity).at("", index.range(start, end)))
    return annotated(text, diagnostics)


def offset(index: LineIndex, finding: Finding, end: str) -> int:
    line, column = finding[f"{end}line"], finding[f"{end}column"]
    assert isinstance(line, int)
    assert isinstance(column, int)
    return index.starts[line - 1] + column - 1


MISTAKES: dict[str, tuple[str, str]] = {
    "an unknown key": (
        """
        HEAD
        «tag»: {Owner: me} ⟵ TFG003
        services: {files: {module: s3_bucket}}
        """,
        'tag: Did you mean "tags"?',
    ),
    "a missing key": (
        """
        «stack»: shop ⟵ TFG006
        provider: {aws: 6.62.0}
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """,
        'region: Add "region:".',
    ),
    "an unknown module": (
        """
        HEAD
        services:
          files: {module: «s3_buckt»} ⟵ TFG012
        """,
        'services.files.module: Did you mean "s3_bucket"?',
    ),
    "a service that names no module": (
        """
        HEAD
        services:
          files: {«modul»: s3_bucket} ⟵ TFG003
        """,
        'services.files.modul: Did you mean "module"?',
    ),
    "an unknown input": (
        """
        HEAD
        services:
          files:
            module: s3_bucket
            «versioning_enabld»: true ⟵ TFG013
        """,
        'services.files.versioning_enabld: Did you mean "versioning_enabled"?',
    ),
    "a missing input": (
        """
        HEAD
        services:
          «network»: ⟵ TFG014
            module: vpc
        """,
        'services.network.cidr: Add "cidr:" (string).',
    ),
    "an input of the wrong type": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16, az_count: «two»} ⟵ TFG015
        """,
        'services.network.az_count: "services.network.az_count" wants number; this is the string "two".',
    ),
    "a quoted number": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16, az_count: «"2"»} ⟵ TFG015
        """,
        "services.network.az_count: Remove the quotes: 2.",
    ),
    "a scalar where a list belongs": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          store: {module: store, sizes: «3»} ⟵ TFG015
        """,
        "services.store.sizes: Write a list: [3].",
    ),
    "yes for true": (
        """
        HEAD
        services:
          files: {module: s3_bucket, force_destroy: «yes»} ⟵ TFG015
        """,
        "services.files.force_destroy: Write true, without quotes.",
    ),
    "a word for a string-valued flag": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          store: {module: store, encrypted: «on»} ⟵ TFG015
        """,
        "services.store.encrypted: Write true or false.",
    ),
    "null for an input that must have a value": (
        """
        HEAD
        services:
          network: {module: vpc, «cidr»: } ⟵ TFG015
        """,
        "services.network.cidr: must have a value (string).",
    ),
    "an unknown attribute of an object": (
        """
        HEAD
        services:
          files: {module: s3_bucket, lifecycle_rules: {old: {«expiration_day»: 3}}} ⟵ TFG015
        """,
        'services.files.lifecycle_rules.old.expiration_day: Did you mean "expiration_days"?',
    ),
    "an input that this provider version lacks": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 3.39.0}
        environments: {dev: {}, prod: {}}
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          store: {module: store, «managed»: true} ⟵ TFG016
        """,
        "services.store.managed: Provider aws 3.39.0 cannot set aws_rds_cluster.manage_master_user_password.",
    ),
    "a reference to no service": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          files: {module: s3_bucket, policy_json: "id: «${netwrk.vpc_id}»"} ⟵ TFG017
        """,
        'services.files.policy_json: Did you mean "network"?',
    ),
    "a reference to no output": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          files: {module: s3_bucket, policy_json: "«${network.vpcid}»"} ⟵ TFG017
        """,
        'services.files.policy_json: Did you mean "vpc_id"?',
    ),
    "a reference to no key of a map": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          store: {module: store, labels: {blue: x, green: y}}
          files: {module: s3_bucket, kms_key_arn: "«${store.arns.gren}»"} ⟵ TFG017
        """,
        'services.files.kms_key_arn: Did you mean "green"?',
    ),
    "an unknown placeholder": (
        """
        HEAD
        tags: {Env: "«${enviroment}»"} ⟵ TFG017
        services: {files: {module: s3_bucket}}
        """,
        "tags.Env: Only environment, region, stack and suffix can stand here.",
    ),
    "a reference of the wrong type": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          files: {module: s3_bucket, policy_json: «"${network.public_subnet_ids}"»} ⟵ TFG018
        """,
        "services.files.policy_json: wants string; ${network.public_subnet_ids} is list of string.",
    ),
    "a list inside text": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          files: {module: s3_bucket, policy_json: "all of «${network.public_subnet_ids}»"} ⟵ TFG018
        """,
        "services.files.policy_json: Refer to one of its elements, or write the reference alone.",
    ),
    "a wiring cycle": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: "«${store.arn}»"} ⟵ TFG019
          store: {module: store}
        """,
        "services.network.cidr: Each needs the next: "
        "network.cidr -> store.arn -> store.vpc_id -> network.vpc_id -> network.cidr.",
    ),
    "a service that refers to itself": (
        """
        HEAD
        services:
          keys: {module: kms, purposes: [a, "«${keys.arns.a}»"]} ⟵ TFG019
        """,
        "services.keys.purposes.1: Each needs the next: keys.purposes -> keys.arns -> keys.purposes.",
    ),
    "a client without a security group": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          files: {module: efs, allow_from: [«network»]} ⟵ TFG034
        """,
        "services.files.allow_from.0: "
        'Name a service that has one, or write allow_from: {network: {cidr_ipv4: "${network.vpc_cidr}"}}.',
    ),
    "clients beside security groups": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          app: {module: security_group}
          files: {module: efs, security_group_ids: ["${app.id}"], allow_from: «[app]»} ⟵ TFG035
        """,
        "services.files.allow_from: Leave security_group_ids out, or put the rules into the groups that it names.",
    ),
    "ambiguous wiring": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          other: {module: vpc, cidr: 10.1.0.0/16}
          «store»: {module: store} ⟵ TFG020
        """,
        'services.store.vpc_id: Write it: vpc_id: "${network.vpc_id}".',
    ),
    "wiring to nothing": (
        """
        HEAD
        services:
          «store»: {module: store} ⟵ TFG014
        """,
        'services.store.vpc_id: Add a service of module vpc, or write "vpc_id:" (string) yourself.',
    ),
    "a ${ that is not closed": (
        """
        HEAD
        services:
          files: {module: s3_bucket, policy_json: "x «${network.vpc_id»"} ⟵ TFG021
        """,
        'services.files.policy_json: Write "${service.output}" or a placeholder, or "$${" for a literal "${".',
    ),
    "an expression of Terraform's": (
        """
        HEAD
        services:
          files: {module: s3_bucket, policy_json: "«${upper(stack)}»"} ⟵ TFG021
        """,
        "services.files.policy_json: no operators, functions or quotes can stand in it.",
    ),
    "a reference in a key": (
        """
        HEAD
        services:
          files: {module: s3_bucket}
          more: {module: s3_bucket, tags: {«"${files.id}"»: x}} ⟵ TFG018
        """,
        "services.more.tags.${files.id}: Write the key out, or use a placeholder.",
    ),
    "a literal for a sensitive input": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          store: {module: store, secret: «hunter2»} ⟵ TFG022
        """,
        "services.store.secret: Remove the line and set TF_VAR_store_secret when Terraform runs",
    ),
    "a duplicate key": (
        """
        HEAD
        services:
          files: {module: s3_bucket}
          «files»: {module: s3_bucket} ⟵ TFG005
        """,
        "services.files: It stands at line 6 already; only one of the two can count.",
    ),
    "a duplicate key in a flow map": (
        """
        HEAD
        services:
          files: {module: s3_bucket, force_destroy: true, «"force_destroy"»: false} ⟵ TFG005
        """,
        "services.files.force_destroy: Remove one of them, or give it another name.",
    ),
    "a reserved service name": (
        """
        HEAD
        services:
          «region»: {module: s3_bucket} ⟵ TFG010
        """,
        "services.region: ${region} is a placeholder, so no service may be called region.",
    ),
    "a bad service name": (
        """
        HEAD
        services:
          «Files»: {module: s3_bucket} ⟵ TFG009
        """,
        'services.Files: "Files" must be lower-case words of letters and digits, joined by "_" or "-".',
    ),
    "services whose resources would have the same names": (
        """
        HEAD
        services:
          card-files: {module: s3_bucket}
          «card_files»: {module: s3_bucket} ⟵ TFG009
        """,
        'services.card_files: "card_files" and "card-files" would give their resources the same names.',
    ),
    "a bad suffix": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: {dev: {suffix: «Dev_1»}} ⟵ TFG011
        services: {files: {module: s3_bucket}}
        """,
        'environments.dev.suffix: must be 1 to 20 of a-z, 0-9 and "-", with no hyphen at either end.',
    ),
    "an environment's name that is too long for a suffix": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: {«a-very-long-environment-name»: {}} ⟵ TFG011
        services: {files: {module: s3_bucket}}
        """,
        "environments.a-very-long-environment-name: give it a shorter one: {suffix: ...}.",
    ),
    "a name that cannot be made to fit": (
        """
        HEAD
        services:
          network: {module: vpc, cidr: 10.0.0.0/16}
          «store»: ⟵ TFG023
            module: store
            labels: {this-label-is-a-good-deal-longer-than-any-name-of-a-role-may-be: x}
        """,
        "services.store: aws_iam_role.name may have 64 characters; of {name}-{labels}-{suffix} only",
    ),
    "a provider version that is not bundled": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: «6.61.0»} ⟵ TFG024
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """,
        "provider.aws: Or: tfgen schema import FILE --provider aws=6.61.0.",
    ),
    "a provider version that is not exact": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: «"~> 6.0"»} ⟵ TFG024
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """,
        "provider.aws: Write it whole, as in 6.62.0.",
    ),
    "another provider": (
        """
        stack: shop
        region: us-west-2
        provider: «{google: 6.62.0}» ⟵ TFG004
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """,
        "provider: Write the AWS provider's exact version: provider: {aws: 6.62.0}.",
    ),
    "an environment that changes a module": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: {dev: {}, prod: {services: {files: {module: «vpc»}}}} ⟵ TFG025
        services: {files: {module: s3_bucket}}
        """,
        "environments.prod.services.files.module: Make it a service of its own under another name.",
    ),
    "an environment that changes the provider": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: {dev: {provider: «{aws: 5.100.0}»}} ⟵ TFG025
        services: {files: {module: s3_bucket}}
        """,
        "environments.dev.provider: Remove it here; change it at the top of the file.",
    ),
    "an environment that misspells a service": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: {dev: {services: {«fils»: {force_destroy: true}}}} ⟵ TFG006
        services: {files: {module: s3_bucket}}
        """,
        'environments.dev.services.fils.module: Did you mean "files"?',
    ),
    "an environment that removes what is needed": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: {dev: {}, prod: {services: {network: {«cidr»: }}}} ⟵ TFG014
        services: {network: {module: vpc, cidr: 10.0.0.0/16}}
        """,
        "environments.prod.services.network.cidr: null removes; give it a value.",
    ),
    "no environments": (
        """
        stack: shop
        region: us-west-2
        provider: {aws: 6.62.0}
        environments: «{}» ⟵ TFG006
        services: {files: {module: s3_bucket}}
        """,
        "environments: Add one: dev: {}.",
    ),
    "two environments that share a state": (
        """
        HEAD
        backend: {s3: {bucket: states, key: «shop.tfstate», region: us-west-2}} ⟵ TFG026
        services: {files: {module: s3_bucket}}
        """,
        'backend.s3.key: Put "${suffix}" or "${environment}" into it.',
    ),
    "an unknown backend argument": (
        """
        HEAD
        backend: {s3: {bucket: states, key: "${suffix}", region: us-west-2, «dynamo_table»: locks}} ⟵ TFG003
        services: {files: {module: s3_bucket}}
        """,
        'backend.s3.dynamo_table: Did you mean "dynamodb_table"?',
    ),
    "a missing backend argument": (
        """
        HEAD
        backend:
          s3:
            «bucket»: states ⟵ TFG006
            key: "${suffix}"
        services: {files: {module: s3_bucket}}
        """,
        'backend.s3.region: Add "region:".',
    ),
    "a backend of both kinds": (
        """
        HEAD
        backend: «{s3: {bucket: b, key: "${suffix}", region: r}, local: {}}» ⟵ TFG004
        services: {files: {module: s3_bucket}}
        """,
        "backend: It says both.",
    ),
    "no such region": (
        """
        stack: shop
        region: «us-west» ⟵ TFG009
        provider: {aws: 6.62.0}
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """,
        "region: Write it as in us-west-2.",
    ),
    "a tag that is no text": (
        """
        HEAD
        tags: {Encrypted: «true», Size: 3} ⟵ TFG015
        services: {files: {module: s3_bucket}}
        """,
        'tags.Encrypted: Put it in quotes: "true".',
    ),
    "a module source without the module": (
        """
        HEAD
        modules: «git::https://example.com/modules.git» ⟵ TFG021
        services: {files: {module: s3_bucket}}
        """,
        'modules: Without "${module}" all modules would have the same source.',
    ),
    "a string that Terraform would change": (
        """
        HEAD
        services:
          files: {module: s3_bucket, policy_json: «"e\u0301"»} ⟵ TFG027
        """,
        "services.files.policy_json: It is not in Unicode's normal form NFC",
    ),
    "a list where the file's map belongs": ("«- stack: shop ⟵ TFG004\n- region: us-west-2»", "-: The file is a list."),
    "a list where the services' map belongs": (
        """
        HEAD
        services: «[s3_bucket]» ⟵ TFG004
        """,
        'services: "services" is a list.',
    ),
    "a list where a service's map belongs": (
        """
        HEAD
        services: {files: «[s3_bucket]»} ⟵ TFG004
        """,
        "services.files: Write {module: ...} with its inputs.",
    ),
    "a list where the tags' map belongs": (
        """
        HEAD
        tags: «[Owner]» ⟵ TFG004
        services: {files: {module: s3_bucket}}
        """,
        'tags: Write {key: value}, or "key: value" on indented lines.',
    ),
    "a list where an input's map belongs": (
        """
        HEAD
        services:
          files: {module: s3_bucket, tags: «[Owner]»} ⟵ TFG015
        """,
        "services.files.tags: wants map(string); this is a list.",
    ),
    "a tab": (
        "stack: shop\nenvironments:\n«\t»dev: {} ⟵ TFG001\n",
        "-: Indent with blanks; YAML allows no tabs there.",
    ),
    "a reference that YAML would cut in two": (
        """
        HEAD
        services:
          files: {module: s3_bucket, policy_json: $«{»stack}} ⟵ TFG001
        """,
        '-: Write it as "${...}", with the quotes.',
    ),
    "a quote that is never closed": (
        """
        HEAD
        services:
          files: {module: s3_bucket, policy_json: «"»abc} ⟵ TFG001
        """,
        "-: Close it: a quote, ] or } is missing.",
    ),
    "an unknown alias": (
        """
        HEAD
        services:
          files: «*»defaults ⟵ TFG001
        """,
        "-: Define it with & before it is used with *.",
    ),
    "a tag of YAML's": (
        """
        HEAD
        services:
          files: «!bucket {module: s3_bucket}» ⟵ TFG001
        """,
        "services.files: Remove the tag.",
    ),
    "an alias that contains itself": (
        """
        HEAD
        services:
          files: «&files {module: s3_bucket, tags: *files}» ⟵ TFG007
        """,
        "services.files.tags: It would never end.",
    ),
    "two documents": ("stack: shop\n«-»-- ⟵ TFG001\nregion: us-west-2\n", "-: Keep one document in a file."),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found_where_it_stands(name: str, render: Render) -> None:
    text, wanted = MISTAKES[name]
    text = dedent(text).removeprefix("\n").replace("HEAD\n", HEAD)
    key, _, words = wanted.partition(": ")
    status, (finding,) = render(text)
    assert status == 2
    assert shown(text, [finding]) == text
    assert (finding["stack_key"] or "-") == key
    assert words in f"{finding['detail']} {finding['help']}"
    assert (finding["file"], finding["template"]) == ("stack.yaml", None)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n"])
def test_an_empty_file(text: str, render: Render) -> None:
    status, (finding,) = render(text)
    assert (status, finding["code"], finding["line"], finding["column"]) == (2, "TFG002", 1, 1)
    assert finding["help"] == "Start with stack, region, provider, environments and services."


@pytest.mark.parametrize(
    ("raw", "line", "column"),
    [
        ("stack: shop\ntags: {a: é}\n".encode("latin-1"), 2, 11),
        ("stack: shop\n".encode("utf-16"), 1, 1),
        (b"stack: sho\xc3", 1, 11),
        (b"a: \xed\xa0\x80", 1, 4),  # half of a surrogate pair
    ],
)
def test_a_file_that_is_not_utf_8(raw: bytes, line: int, column: int, render: Render) -> None:
    status, (finding,) = render(raw)
    assert (status, finding["code"], finding["line"], finding["column"]) == (2, "TFG008", line, column)
    assert finding["help"] == "Save it as UTF-8."


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_shift_nothing(line_end: str, mark: str, render: Render) -> None:
    text = f"{HEAD}services:\n  é😀: {{module: s3_bucket}}\n  files: {{module: «s3»}} ⟵ TFG012\n"
    status, found = render((mark + unmarked(text).replace("\n", line_end)).encode())
    assert status == 2
    assert shown(text, [found[1]]) == text


def test_a_billion_laughs_is_refused_at_once(render: Render) -> None:
    laughs = "".join(f"  l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]\n" for i in range(1, 12))
    status, (finding,) = render(f"{HEAD}services:\n  l0: &l0 [ha]\n{laughs}")
    assert (status, finding["code"]) == (2, "TFG007")
    assert "more than 20,000 values" in str(finding["detail"])


def test_aliases_and_merge_keys_are_allowed(render: Render) -> None:
    status, found = render("""\
HEAD
tags: &tags {Owner: me}
services:
  files: &files {module: s3_bucket, tags: *tags}
  more: {<<: *files, force_destroy: true}
""")
    assert (status, found) == (0, [])


def test_a_suffix_of_ones_own_with_a_state_that_does_not_follow_it(render: Render) -> None:
    text = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
environments: {dev: {}}
backend: {s3: {bucket: states, key: «shop.tfstate», region: us-west-2}} ⟵ TFG026
services: {files: {module: s3_bucket}}
"""
    status, (finding,) = render(text, "--suffix", "pr-17")
    assert (status, finding["stack_key"]) == (2, "backend.s3.key")
    assert shown(text, [finding]) == text
    assert render(text.replace("shop.tfstate", '"${suffix}.tfstate"'), "--suffix", "pr-17")[0] == 0


@pytest.mark.parametrize("suffix", ["PR_17", "", "-a", "a" * 21])
def test_a_bad_suffix_on_the_command_line(suffix: str, render: Render) -> None:
    status, (finding,) = render(f"{HEAD}services: {{files: {{module: s3_bucket}}}}", "--suffix", suffix)
    assert (status, finding["code"], finding["file"]) == (2, "TFG011", None)
    assert finding["summary"] == f'Not a suffix: "{suffix}"'


def test_a_provider_version_on_the_command_line_that_is_not_bundled(render: Render) -> None:
    status, (finding,) = render(f"{HEAD}services: {{files: {{module: s3_bucket}}}}", "--provider", "aws=6.0.0")
    assert (status, finding["code"], finding["file"]) == (2, "TFG024", None)
    assert finding["help"] == "To add it: tfgen schema import FILE --provider aws=6.0.0."


def test_compliance_that_is_not_judged_is_said_but_stops_nothing(render: Render) -> None:
    text = f"{HEAD}compliance: «[pci-dss]» ⟵ TFG028 note\nservices: {{files: {{module: s3_bucket}}}}\n"
    status, (finding,) = render(text)
    assert status == 0
    assert shown(text, [finding]) == text


EVERYTHING = """\
«stak»: shop ⟵ TFG003
region: «us-west» ⟵ TFG009
provider: {aws: «6.61.0»} ⟵ TFG024
tags: {Owner: «true», Env: "«${enviroment}»"} ⟵ TFG015 TFG017
backend: {s3: {«buckt»: b, key: "${suffix}", region: us-west-2}} ⟵ TFG003
environments:
  dev: {«regon»: us-east-1} ⟵ TFG003
  prod: {suffix: «P», services: {files: {module: «vpc»}}} ⟵ TFG011 TFG025
services:
  network: {module: vpc, «cidrr»: 10.0.0.0/16, az_count: «[2]»} ⟵ TFG013 TFG015
  files: {module: s3_bucket, force_destroy: «perhaps», «force_destroy»: true} ⟵ TFG015 TFG005
  web: {module: «vpcx», id: "«${netwrk.id}»"} ⟵ TFG012 TFG017
  «store»: {module: store, secret: «hunter2», labels: {a: «[x]»}} ⟵ TFG020 TFG022 TFG015
  «suffix»: {module: s3_bucket, policy_json: "x «${ y»"} ⟵ TFG010 TFG021
  other: {module: vpc, cidr: «"${network.public_subnet_ids}"»} ⟵ TFG018
  «Me»: {module: s3_bucket, policy_json: "${Me.arn}"} ⟵ TFG009
  list: «[module, vpc]» ⟵ TFG004
"""


def test_everything_that_is_wrong_is_found_at_once_from_top_to_bottom(render: Render) -> None:
    status, found = render(EVERYTHING)
    assert status == 2
    assert shown(EVERYTHING, found) == EVERYTHING
    assert [str(f["code"]) for f in found] == [mark.code for mark in marks(EVERYTHING)]
    assert found == render(EVERYTHING)[1]


def test_text_shows_the_line_the_place_and_the_remedy(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack.yaml").write_text(f"{HEAD}services:\n  files: {{module: s3_bucket, versioning_enabld: true}}\n")
    assert run(["render", "--quiet"]) == 2
    assert capsys.readouterr().out == dedent("""\
        error[TFG013]: Unknown input "versioning_enabld"
         --> stack.yaml:6:30 (services.files.versioning_enabld)
          |
        6 |   files: {module: s3_bucket, versioning_enabld: true}
          |                              ^^^^^^^^^^^^^^^^^
          = Module s3_bucket has no such input.
          = help: Did you mean "versioning_enabled"?

        1 error.
        """)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--env", "prd"], "there is no environment 'prd'. Did you mean \"prod\"?"),
        (["--templates", "nowhere"], "Directory 'nowhere' does not exist."),
        (["--provider", "6.62.0"], "write it as aws=6.62.0"),
        (["nowhere.yaml"], "cannot read nowhere.yaml: No such file or directory"),
    ],
)
def test_mistakes_of_usage_end_with_1(
    options: list[str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "stack.yaml").write_text(f"{HEAD}services: {{}}\n")
    assert run(["render", *options]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert [p.name for p in folder.iterdir()] == ["stack.yaml"]


def test_a_template_folder_of_the_stack_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack.yaml").write_text(f"{HEAD}templates: mine\nservices: {{}}\n")
    assert run(["render"]) == 1
    assert "stack.yaml: the template folder mine is not there" in capsys.readouterr().err
