import pytest

pytestmark = pytest.mark.slow


def test_parameters_that_the_user_set_say_so(aws):
    rds, name = aws("rds"), "instance-dev"
    rds.create_db_parameter_group(
        DBParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql13", Description="x"
    )
    change = {"ParameterName": "log_min_duration_statement", "ParameterValue": "500", "ApplyMethod": "immediate"}
    rds.modify_db_parameter_group(DBParameterGroupName=name, Parameters=[change])
    found = rds.describe_db_parameters(DBParameterGroupName=name)["Parameters"]
    assert [p["Source"] for p in found if p["ParameterName"] == "log_min_duration_statement"] == ["user"]


def test_a_cluster_scales_only_where_that_was_asked_for(aws):
    rds = aws("rds")
    cluster = {"Engine": "aurora-postgresql", "MasterUsername": "root1", "MasterUserPassword": "not-a-real-password"}
    made = rds.create_db_cluster(DBClusterIdentifier="fixed", **cluster)["DBCluster"]
    assert "ScalingConfigurationInfo" not in made


def test_an_instance_remembers_its_performance_insights(aws):
    rds = aws("rds")
    cluster = {"Engine": "aurora-postgresql", "MasterUsername": "root1", "MasterUserPassword": "not-a-real-password"}
    rds.create_db_cluster(DBClusterIdentifier="watched", **cluster)
    instance = {"DBClusterIdentifier": "watched", "DBInstanceClass": "db.t3.medium", "Engine": "aurora-postgresql"}
    key = "arn:aws:kms:us-west-2:123456789012:key/1"
    on = rds.create_db_instance(
        DBInstanceIdentifier="on", EnablePerformanceInsights=True, PerformanceInsightsKMSKeyId=key, **instance
    )["DBInstance"]
    assert (on["PerformanceInsightsEnabled"], on["PerformanceInsightsKMSKeyId"]) == (True, key)
    off = rds.create_db_instance(DBInstanceIdentifier="off", **instance)["DBInstance"]
    assert off["PerformanceInsightsEnabled"] is False
    changed = rds.modify_db_instance(DBInstanceIdentifier="off", EnablePerformanceInsights=True)["DBInstance"]
    assert changed["PerformanceInsightsEnabled"] is True
