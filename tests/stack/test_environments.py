import pytest

from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, load
from tfgen.stack.spec import Environment
from tfgen.yaml.nodes import ScalarNode

SERVICES = """\
services:
  network: {module: net, cidr: 10.0.0.0/16, size: 2}
  files: {module: store}
"""


def environments(text: str) -> dict[str, Environment]:
    stack, found = load(text + SERVICES)
    assert found == ()
    assert stack
    return {e.name: e for e in stack.environments}


def values(environment: Environment, service: str) -> dict[str, object]:
    spec = environment.service(service)
    assert spec
    return {name: node.value if isinstance(node, ScalarNode) else "..." for name, node in spec.inputs.items()}


def test_an_environment_lays_itself_over_the_stack() -> None:
    found = environments("""\
HEAD
tags: {Owner: me, Cost: low}
environments:
  dev: {}
  prod:
    region: us-east-1
    suffix: live
    tags: {Cost: high, Owner: }
    services:
      network: {size: 3, cidr: 10.1.0.0/16}
      files:
      more: {module: store}
""")
    dev, prod = found["dev"], found["prod"]
    assert (dev.suffix, dev.region, prod.suffix, prod.region) == ("dev", "us-west-2", "live", "us-east-1")
    assert dev.tags
    assert prod.tags
    assert (dev.tags.names(), prod.tags.names()) == (("Owner", "Cost"), ("Cost",))
    assert values(dev, "network") == {"cidr": "10.0.0.0/16", "size": 2}
    assert values(prod, "network") == {"cidr": "10.1.0.0/16", "size": 3}
    assert [[s.name for s in e.services] for e in (dev, prod)] == [["network", "files"], ["network", "more"]]


def test_an_environment_may_be_empty_in_any_way() -> None:
    found = environments("HEAD\nenvironments: {a: , b: {}, c: {region: us-east-1, tags: , backend: , suffix: }}\n")
    assert [(e.suffix, e.region) for e in found.values()] == [
        ("a", "us-west-2"),
        ("b", "us-west-2"),
        ("c", "us-east-1"),
    ]


def test_a_backend_can_be_replaced_or_taken_away() -> None:
    found = environments("""\
HEAD
backend: {s3: {bucket: b, key: k, region: us-west-2}}
environments:
  a: {}
  b: {backend: {s3: , local: {}}}
  c: {backend: {s3: {bucket: other}}}
  d: {backend: }
""")
    kinds = {n: e.backend and [k for k in ("s3", "local") if getattr(e.backend, k)] for n, e in found.items()}
    assert kinds == {"a": ["s3"], "b": ["local"], "c": ["s3"], "d": None}


def test_saying_the_same_module_again_is_no_change() -> None:
    found = environments("HEAD\nenvironments: {dev: {services: {network: {module: net, size: 3}}}}\n")
    assert values(found["dev"], "network") == {"cidr": "10.0.0.0/16", "size": 3}


@pytest.mark.parametrize(
    ("text", "where", "words"),
    [
        (
            "environments: {dev: {«regio»: us-east-1}} ⟵ TFG003",
            "environments.dev.regio",
            'Unknown key "regio" | There is no such key in "environments.dev". | Did you mean "region"?',
        ),
        (
            "environments: {dev: {«foo»: 1}} ⟵ TFG003",
            "environments.dev.foo",
            'There is no such key in "environments.dev".',
        ),
        ("environments: {dev: «x»} ⟵ TFG004", "environments.dev", '"environments.dev" is the string "x".'),
        (
            "environments: {dev: {services: «[network]»}} ⟵ TFG004",
            "environments.dev.services",
            '"environments.dev.services" is a list.',
        ),
        (
            "environments: {dev: {services: {network: «3»}}} ⟵ TFG004",
            "environments.dev.services.network",
            '"environments.dev.services.network" is the number 3.',
        ),
        (
            "environments: {dev: {services: {«netwrk»: {size: 3}}}} ⟵ TFG006",
            "environments.dev.services.netwrk.module",
            '"netwrk" is no service of the stack, and does not say of which module it is.',
        ),
        (
            "environments: {dev: {«services»: }} ⟵ TFG006",
            "environments.dev.services",
            'An environment cannot remove "services" | null removes. | Remove the line.',
        ),
        (
            "environments: {dev: {region: «nowhere»}} ⟵ TFG009",
            "environments.dev.region",
            'Not a region | "nowhere" is no AWS region. | Write it as in us-west-2.',
        ),
        (
            "environments: {«Dev»: {}} ⟵ TFG009",
            "environments.Dev",
            '"Dev" must be lower-case words of letters and digits, joined by single hyphens.',
        ),
        (
            "environments: {«ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd»: {suffix: d}} ⟵ TFG009",
            "environments.ddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
            "Not a name for an environment | It has 65 characters; 64 are the most.",
        ),
        (
            "environments: {dev: {suffix: «Dev»}} ⟵ TFG011",
            "environments.dev.suffix",
            '"Dev" must be 1 to 20 of a-z, 0-9 and "-", with no hyphen at either end.',
        ),
        (
            "environments: {«a-very-long-environment-name»: {}} ⟵ TFG011",
            "environments.a-very-long-environment-name",
            '"a-very-long-environment-name" must be 1 to 20 of a-z, 0-9 and "-", with no hyphen at either end.',
        ),
        (
            "environments: {dev: {provider: «{aws: 5.100.0}»}} ⟵ TFG025",
            "environments.dev.provider",
            "One rendered module serves all environments, so all have the provider version of the stack.",
        ),
        (
            "environments: {dev: {services: {network: {module: «store»}}}} ⟵ TFG025",
            "environments.dev.services.network.module",
            '"network" is of module net in the stack; here it says the string "store".',
        ),
        (
            "environments: {dev: {services: {network: {«module»: }}}} ⟵ TFG025",
            "environments.dev.services.network.module",
            '"network" is of module net in the stack; here it says null.',
        ),
        ("backend: «{}» ⟵ TFG004\nenvironments: {dev: }", "backend", "It says neither."),
        (
            "backend: «{s3: {bucket: b, key: k, region: r}, local: {}}» ⟵ TFG004\nenvironments: {dev: , prod: }",
            "backend",
            "It says both.",
        ),
        (
            "backend: {«gcs»: {}} ⟵ TFG003\nenvironments: {dev: , prod: }",
            "backend.gcs",
            'Unknown key "gcs" | There is no such key in "backend". | Known keys: local, s3.',
        ),
        (
            "backend: {s3: {bucket: b, key: k, region: r}}\n"
            "environments: {dev: {backend: «{local: {}}» }, prod: } ⟵ TFG004",
            "environments.dev.backend",
            'Environment "dev" says local, and the stack s3: it would have both. | '
            "Take the stack's away in the environment: backend: {s3: null, local: ...}.",
        ),
        (
            "backend: {s3: «[]»} ⟵ TFG004\nenvironments: {dev: , prod: }",
            "backend.s3",
            'Expected a map | "backend.s3" is a list. | Write {key: value}, or "key: value" on indented lines.',
        ),
    ],
)
def test_mistakes(text: str, where: str, words: str) -> None:
    text = f"{HEAD}{text}\n{SERVICES}"
    _, found = load(text)
    assert annotated(text, found) == text
    (line,) = told(found)
    assert line.startswith(f"{where}: ")
    assert words in line


def test_all_mistakes_of_all_environments_are_found_once() -> None:
    text = f"""\
{HEAD}backend: «{{}}» ⟵ TFG004
environments:
  dev: {{«foo»: 1, suffix: «-»}} ⟵ TFG003 TFG011
  prod: {{region: «here», services: {{network: {{module: «store»}}, «new»: {{}}}}}} ⟵ TFG009 TFG025 TFG006
  qa: {{«foo»: 1}} ⟵ TFG003
services:
  «Network»: {{module: net}} ⟵ TFG009
  network: {{module: net}}
"""
    _, found = load(text)
    assert annotated(text, found) == text
    assert len(found) == text.count("«")
