"""The file that holds each function's specification.

It is imported when one of its functions is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

from tfgen.terraform.functions.spec import FunctionSpec

FAMILIES: Mapping[str, str] = {
    "provider_arns": (
        "provider::aws::arn_build provider::aws::arn_parse provider::aws::trim_iam_role_path provider::aws::user_agent"
    ),
    "date_time": "formatdate timeadd timecmp",
    "encoding": (
        "base64decode base64encode base64gzip csvdecode rsadecrypt textdecodebase64 textencodebase64 urlencode"
    ),
    "string_regex": "regex regexall",
    "filesystem": (
        "abspath basename dirname file filebase64 fileexists fileset pathexpand templatefile templatestring"
    ),
    "string_format": "format formatlist",
    "type_conversion": (
        "alltrue anytrue coalesce contains ephemeralasnull issensitive length nonsensitive "
        "sensitive tobool tolist tomap tonumber toset tostring"
    ),
    "hash_crypto": (
        "base64sha256 base64sha512 filebase64sha256 filebase64sha512 "
        "filemd5 filesha1 filesha256 filesha512 md5 sha1 sha256 sha512 uuidv5"
    ),
    "encoding_json": "jsondecode jsonencode",
    "collection_elements": "element index one sum",
    "collection_lists": "chunklist coalescelist compact concat distinct flatten matchkeys reverse slice",
    "collection_maps": "keys lookup merge transpose values zipmap",
    "ip_network": "cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "numeric": "abs ceil floor log max min parseint pow range signum",
    "collection_sets": "setintersection setproduct setsubtract setunion",
    "string": (
        "chomp endswith indent join lower replace sort split startswith strcontains strrev substr "
        "title trim trimprefix trimspace trimsuffix upper"
    ),
    "encoding_yaml": "yamldecode yamlencode",
}

_FILE_OF: dict[str, str] = {}
for _file, _names in FAMILIES.items():
    _FILE_OF.update(dict.fromkeys(_names.split(), _file))


@lru_cache(maxsize=256)
def spec_of(name: str) -> FunctionSpec | None:
    """The function's specification.

    None for one whose value nobody knows before it runs (``timestamp``).
    """
    file = _FILE_OF.get(name)
    if file is None:
        return None
    spec: FunctionSpec = import_module(f"tfgen.terraform.functions.{file}").FUNCTIONS[name]
    return spec
