"""EFS: changes of a file system, its backup policy, and the end of its resource policy."""

from __future__ import annotations

import json
from typing import Any

from moto.efs import models
from moto.efs.exceptions import FileSystemNotFound
from moto.efs.responses import EFSResponse

from tfgen.sandbox.emulator.patching import Method, add_missing, wrap

Answer = tuple[str, dict[str, Any]]


def apply() -> None:
    """Apply all patches of this file."""
    add_missing(EFSResponse, delete_file_system_policy, put_backup_policy, update_file_system)
    backup_policy_can_be_off()


def delete_file_system_policy(self: Any) -> Answer:
    """DeleteFileSystemPolicy. Without: destroying an aws_efs_file_system_policy answers 500."""
    _file_system(self).file_system_policy = None
    return _answer({})


def put_backup_policy(self: Any) -> Answer:
    """PutBackupPolicy. Without:
    creating an aws_efs_backup_policy (provider 3.41 and later) answers 500.
    """
    status = self._get_param("BackupPolicy")["Status"]
    file_system = _file_system(self)
    file_system._backup = status == "ENABLED"
    file_system._backup_policy_put = True
    return _answer({"BackupPolicy": {"Status": status}})


def update_file_system(self: Any) -> Answer:
    """UpdateFileSystem. Without: changing the throughput of an aws_efs_file_system answers 500."""
    file_system = _file_system(self)
    file_system.throughput_mode = self._get_param("ThroughputMode") or file_system.throughput_mode
    file_system.provisioned_throughput_in_mibps = self._get_param("ProvisionedThroughputInMibps")
    return _answer(file_system.info_json())


def backup_policy_can_be_off() -> None:
    """Without: a backup policy that was switched off is one that is not found."""

    @wrap(models.EFSBackend, "describe_backup_policy")
    def describe_backup_policy(original: Method, self: Any, file_system_id: str) -> Any:
        file_system = self.file_systems_by_id.get(file_system_id)
        if (
            file_system is None
            or file_system._backup
            or not hasattr(file_system, "_backup_policy_put")
        ):
            return original(self, file_system_id)
        return {"Status": "DISABLED"}


def _file_system(response: Any) -> Any:
    identifier = response._get_param("FileSystemId")
    found = response.efs_backend.file_systems_by_id.get(identifier)
    if found is None:
        raise FileSystemNotFound(identifier)
    return found


def _answer(body: dict[str, Any]) -> Answer:
    return json.dumps(body), {"Content-Type": "application/json"}
