"""The types of arguments in blocks that belong to Terraform itself:
``connection`` and the provisioners.
"""

from __future__ import annotations

from collections.abc import Mapping

from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType, MapType, Type

_CONNECTION: Mapping[str, Type] = {
    **dict.fromkeys(
        (
            "type", "host", "user", "password", "timeout", "script_path", "target_platform", "private_key",
            "certificate", "host_key", "agent_identity", "proxy_scheme", "proxy_host", "proxy_user_name",
            "proxy_user_password", "proxy_command", "bastion_host", "bastion_host_key", "bastion_user",
            "bastion_password", "bastion_private_key", "bastion_certificate", "cacert",
        ),
        STRING,
    ),
    **dict.fromkeys(("port", "proxy_port", "bastion_port"), NUMBER),
    **dict.fromkeys(("agent", "https", "insecure", "use_ntlm"), BOOL),
}  # fmt: skip

ARGUMENTS: Mapping[str, Mapping[str, Type]] = {
    "connection": _CONNECTION,
    "local-exec": {
        "command": STRING,
        "interpreter": ListType(STRING),
        "working_dir": STRING,
        "environment": MapType(STRING),
        "quiet": BOOL,
    },
    "remote-exec": {"inline": ListType(STRING), "script": STRING, "scripts": ListType(STRING)},
    "file": {"source": STRING, "content": STRING, "destination": STRING},
}
"""By block or provisioner:
Terraform 1.11's ``connectionBlockSupersetSchema`` and built-in provisioners.
"""
