from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, bind

SERVICES = """\
services:
  network: {module: net, cidr: «[x]»} ⟵ TFG015
  worker: {module: user, net_id: "«${network.idd}»"} ⟵ TFG017
"""


def mistakes(text: str) -> list[str]:
    """What is found in a text, at the places that are marked in it."""
    text = text.replace("HEAD\n", HEAD)
    _, found = bind(text)
    assert annotated(text, found) == text
    return told(found)


def test_there_is_a_root_for_each_environment() -> None:
    roots, found = bind("HEAD\nenvironments: {dev: , prod: {region: us-east-1}}\nservices: {}")
    assert found == ()
    assert [(r.environment, r.region) for r in roots] == [("dev", "us-west-2"), ("prod", "us-east-1")]


def test_what_is_wrong_in_every_environment_is_said_once_and_names_none() -> None:
    one = mistakes("HEAD\nenvironments: {dev: }\n" + SERVICES)
    three = mistakes("HEAD\nenvironments: {dev: , qa: , prod: }\n" + SERVICES)
    assert one == three
    assert len(one) == 2


def test_what_is_wrong_in_some_environments_names_them() -> None:
    text = """\
HEAD
environments:
  dev: {}
  qa: {services: {network: {size: 3}}}
  prod: {services: {network: {size: 3, zones: «3»}}} ⟵ TFG015
services:
  network: {module: net, cidr: x, size: «big»} ⟵ TFG015
"""
    assert mistakes(text) == [
        'services.network.size: Wrong type | "services.network.size" wants number; this is the string "big". '
        "In environment dev.",
        "environments.prod.services.network.zones: Wrong type | "
        '"environments.prod.services.network.zones" wants list(string); this is the number 3. | Write a list: [3].',
    ]


def test_a_service_that_some_environments_lack() -> None:
    text = """\
HEAD
environments: {dev: , qa: {services: {network: }}, prod: {services: {network: }}}
services:
  network: {module: net, cidr: x}
  zebra: {module: user, net_id: "«${network.id}»"} ⟵ TFG017
"""
    assert mistakes(text) == [
        'services.zebra.net_id: Unknown reference ${network.id} | There is no service "network". '
        "In environments qa, prod. | Known: environment, region, stack, suffix, zebra."
    ]


def test_a_required_input_that_an_environment_removes_is_shown_there() -> None:
    text = """\
HEAD
environments: {dev: , prod: {services: {network: {«cidr»: }}}} ⟵ TFG014
services:
  network: {module: net, cidr: x}
"""
    assert mistakes(text) == [
        'environments.prod.services.network.cidr: Missing input "cidr" | Module net needs it: Its range. | '
        "null removes; give it a value."
    ]


def test_environments_that_share_their_state() -> None:
    text = """\
HEAD
backend: {s3: {bucket: states, key: «shop.tfstate», region: us-west-2}} ⟵ TFG026
environments: {dev: , qa: , prod: {backend: {s3: {key: other}}}}
services: {}
"""
    assert mistakes(text) == [
        "backend.s3.key: Two deployments would share a state | dev and qa keep their state in the same place: "
        'one would destroy the other. | Put "${suffix}" or "${environment}" into it.'
    ]
