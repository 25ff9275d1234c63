"""RDS: what an Aurora cluster and its parameter groups say of themselves."""

from __future__ import annotations

from typing import Any

from moto.rds import models

from tfgen.sandbox.emulator.patching import Method, add_missing_property, wrap, wrap_property


def apply() -> None:
    """Apply all patches of this file."""
    parameters_have_a_source()
    no_scaling_unless_asked_for()
    instances_have_performance_insights()


def parameters_have_a_source() -> None:
    """Without: the parameters of an aws_db_parameter_group come back with no Source.

    The provider then takes none of them for the user's, and each plan adds them again.
    """

    @wrap(models.DBParameterGroup, "update_parameters")
    def update_parameters(original: Method, self: Any, new: Any) -> None:
        original(self, new)
        for parameter in self.parameters.values():
            parameter.setdefault("Source", "user")


def no_scaling_unless_asked_for() -> None:
    """Without: an aws_rds_cluster has a scaling_configuration nobody asked for,
    and each plan changes it.
    """

    @wrap_property(models.DBCluster, "scaling_configuration_info")
    def scaling_configuration_info(self: Any, value: Any) -> Any:
        return value if self.scaling_configuration else None


def instances_have_performance_insights() -> None:
    """Without: an instance forgets its Performance Insights, and each plan switches them on again."""

    @wrap(models.DBInstance, "__init__")
    def init(original: Method, self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        self.enable_performance_insights = kwargs.get("enable_performance_insights", False)
        self.performance_insights_kms_key_id = kwargs.get("performance_insights_kms_key_id")
        self.performance_insights_retention_period = kwargs.get(
            "performance_insights_retention_period", 7
        )

    # The argument and the answer have different names; a change (moto's ``update``) sets the argument's.
    enabled = property(lambda self: self.enable_performance_insights)
    add_missing_property(models.DBInstance, "performance_insights_enabled", enabled)
