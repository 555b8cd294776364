"""The alarms: on every component, with the thresholds of the spec, and told to those whom the spec names."""

import json
from typing import Any

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.expected import Expected
from tests.e2e.test_encryption import ACCOUNT, key_arns, policy

ABOVE, BELOW = "GreaterThanThreshold", "LessThanThreshold"
GIB = 1024**3

# Namespace, metric, dimensions, statistic, comparison, threshold.
Watched = tuple[str, str, dict[str, str], str, str, float]


def alarms(deployment: Deployment) -> dict[str, Any]:
    """Return the alarms, by what their names have of their own."""
    prefix = f"iot-alarms-{deployment.name}-"
    found = deployment.account.list("cloudwatch", "describe_alarms", "MetricAlarms", AlarmNamePrefix=prefix)
    return {alarm["AlarmName"].removeprefix(prefix): alarm for alarm in found}


def dimensions(listed: list[dict[str, str]]) -> dict[str, str]:
    """Return the dimensions that boto3 lists, by name."""
    return {dimension["Name"]: dimension["Value"] for dimension in listed}


def service(deployment: Deployment) -> dict[str, str]:
    """Return the dimensions of the ECS service's metrics."""
    outputs = deployment.outputs()
    return {"ClusterName": outputs["ecs_cluster_name"], "ServiceName": outputs["ecs_service_name"]}


def of_the_stream(deployment: Deployment, expected: Expected) -> dict[str, Watched]:
    """Return what is watched of the stream: shares of its capacity where it has one of its own."""
    stream = {"StreamName": deployment.outputs()["stream_name"]}
    shares = {"bytes": ("IncomingBytes", 1024**2), "records": ("IncomingRecords", 1000)}
    capacity = {
        f"stream-incoming-{name}": (
            "AWS/Kinesis", metric, stream, "Sum", ABOVE, 0.8 * 60 * a_second * expected.open_shards
        )
        for name, (metric, a_second) in shares.items()
        if expected.stream_mode == "PROVISIONED"
    }  # fmt: skip
    return capacity | {
        "stream-iterator-age": (
            "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", stream, "Maximum", ABOVE, 300_000.0
        ),
        "stream-write-throttles": (
            "AWS/Kinesis", "WriteProvisionedThroughputExceeded", stream, "Sum", ABOVE, 0.0
        ),
    }  # fmt: skip


def of_the_tasks(deployment: Deployment) -> dict[str, Watched]:
    """Return what is watched of the tasks and their log."""
    where = service(deployment)
    return {
        "processing-cpu": ("AWS/ECS", "CPUUtilization", where, "Average", ABOVE, 85.0),
        "processing-memory": ("AWS/ECS", "MemoryUtilization", where, "Average", ABOVE, 85.0),
        "processing-errors": (f"iot-alarms-{deployment.name}", "Errors", {}, "Sum", ABOVE, 0.0),
    }


def of_the_cache(deployment: Deployment, expected: Expected) -> dict[str, Watched]:
    """Return what is watched of each node that ElastiCache has."""
    kinds = {
        "memory": ("DatabaseMemoryUsagePercentage", "Maximum", ABOVE, 80.0),
        "evictions": ("Evictions", "Sum", ABOVE, 0.0),
        "engine-cpu": ("EngineCPUUtilization", "Average", ABOVE, 80.0),
        "replication-lag": ("ReplicationLag", "Maximum", ABOVE, 10.0),
    }
    if expected.cache_node_type.startswith("cache.t"):
        kinds["cpu-credits"] = ("CPUCreditBalance", "Minimum", BELOW, 20.0)
    members = deployment.account.list("elasticache", "describe_cache_clusters", "CacheClusters")
    nodes = [member["CacheClusterId"] for member in members]
    return {
        f"cache-{kind}-{node}": ("AWS/ElastiCache", metric, {"CacheClusterId": node}, statistic, past, threshold)
        for node in nodes
        for kind, (metric, statistic, past, threshold) in kinds.items()
    }


def of_the_database(deployment: Deployment, expected: Expected) -> dict[str, Watched]:
    """Return what is watched of the instance that RDS has."""
    (instance,) = deployment.account.list("rds", "describe_db_instances", "DBInstances")
    free = expected.database_storage_gib[0] * GIB * 8 / 100
    kinds = {
        "cpu": ("CPUUtilization", "Average", ABOVE, 85.0),
        "free-storage": ("FreeStorageSpace", "Minimum", BELOW, free),
        "connections": ("DatabaseConnections", "Maximum", ABOVE, float(expected.alarm_connections)),
    }
    if expected.database_class.startswith("db.t"):
        kinds["cpu-credits"] = ("CPUCreditBalance", "Minimum", BELOW, 20.0)
    where = {"DBInstanceIdentifier": instance["DBInstanceIdentifier"]}
    return {
        f"database-{kind}": ("AWS/RDS", metric, where, statistic, past, threshold)
        for kind, (metric, statistic, past, threshold) in kinds.items()
    }


def test_each_component_that_exists_is_watched_for_what_the_spec_says(
    deployment: Deployment, expected: Expected
) -> None:
    """Metric, dimensions and threshold of all alarms on one metric; there is no other."""
    found = {
        name: (
            alarm["Namespace"],
            alarm["MetricName"],
            dimensions(alarm["Dimensions"]),
            alarm["Statistic"],
            alarm["ComparisonOperator"],
            alarm["Threshold"],
        )
        for name, alarm in alarms(deployment).items()
        if "MetricName" in alarm
    }
    assert found == (
        of_the_stream(deployment, expected)
        | of_the_tasks(deployment)
        | of_the_cache(deployment, expected)
        | of_the_database(deployment, expected)
    )


def test_tasks_that_do_not_run_are_told_where_something_counts_them(deployment: Deployment, expected: Expected) -> None:
    """The alarm takes the tasks that run from those that should, as Container Insights counts them."""
    calculated = {name: alarm for name, alarm in alarms(deployment).items() if "MetricName" not in alarm}
    if not expected.alarm_missing_tasks:
        assert calculated == {}
        return
    ((name, alarm),) = calculated.items()
    assert (name, alarm["ComparisonOperator"], alarm["Threshold"]) == ("processing-missing-tasks", ABOVE, 0.0)
    queries = {query["Id"]: query for query in alarm["Metrics"]}
    assert queries.pop("missing")["Expression"] == "desired - running"
    metrics = {id_: query["MetricStat"]["Metric"] for id_, query in queries.items()}
    assert {id_: (metric["Namespace"], metric["MetricName"]) for id_, metric in metrics.items()} == {
        "desired": ("ECS/ContainerInsights", "DesiredTaskCount"),
        "running": ("ECS/ContainerInsights", "RunningTaskCount"),
    }
    for metric in metrics.values():
        assert dimensions(metric["Dimensions"]) == service(deployment)


def test_a_value_must_be_bad_for_five_minutes(deployment: Deployment) -> None:
    """One measurement out of line wakes nobody."""
    for name, alarm in alarms(deployment).items():
        period = alarm.get("Period", 60)
        assert alarm["EvaluationPeriods"] * period == 300, name


def test_silence_is_an_alarm_where_it_means_that_nothing_works(deployment: Deployment, expected: Expected) -> None:
    """Nobody reads, no task is counted, the database is down; elsewhere there is nothing to measure."""
    silent = {name for name, alarm in alarms(deployment).items() if alarm["TreatMissingData"] == "breaching"}
    counted = {"processing-missing-tasks"} if expected.alarm_missing_tasks else set()
    assert silent == {"stream-iterator-age", "database-cpu"} | counted


def test_every_alarm_tells_what_it_means_and_goes_to_the_topic(deployment: Deployment) -> None:
    """Its beginning and its end are published, with words for whoever is woken by it."""
    topic = deployment.outputs()["alarm_topic_arn"]
    for name, alarm in alarms(deployment).items():
        assert (alarm["AlarmActions"], alarm["OKActions"], alarm["ActionsEnabled"]) == ([topic], [topic], True), name
        assert len(alarm["AlarmDescription"]) > 80, name


def test_the_topic_tells_those_whom_the_spec_names(deployment: Deployment, expected: Expected) -> None:
    """There is one topic, and each endpoint is subscribed to it once."""
    topic = deployment.outputs()["alarm_topic_arn"]
    found = deployment.account.list("sns", "list_subscriptions", "Subscriptions")
    assert {each["TopicArn"] for each in found} == {topic}
    assert sorted((each["Protocol"], each["Endpoint"]) for each in found) == sorted(expected.alarm_endpoints)


def test_only_alarms_of_this_environment_publish_to_the_topic(deployment: Deployment) -> None:
    """CloudWatch may, for an alarm whose name begins with the environment's; nobody may without TLS."""
    topic = deployment.outputs()["alarm_topic_arn"]
    attributes = deployment.account.client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]
    allowed, refused = json.loads(attributes["Policy"])["Statement"]
    assert (allowed["Effect"], allowed["Principal"]) == ("Allow", {"Service": "cloudwatch.amazonaws.com"})
    ours = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:iot-alarms-{deployment.name}-*"
    assert allowed["Condition"] == {"ArnLike": {"aws:SourceArn": ours}}
    assert (refused["Effect"], refused["Principal"]) == ("Deny", "*")
    assert refused["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    for statement in (allowed, refused):
        assert (statement["Action"], statement["Resource"]) == ("sns:Publish", topic)


def test_alarms_can_use_the_topics_key(deployment: Deployment, expected: Expected) -> None:
    """CloudWatch loses what it may not encrypt: the topic has a key that lets it, or none."""
    topic = deployment.outputs()["alarm_topic_arn"]
    attributes = deployment.account.client("sns").get_topic_attributes(TopicArn=topic)["Attributes"]
    key = key_arns(deployment).get("topic")
    assert attributes.get("KmsMasterKeyId") == key
    assert (key is not None) is expected.customer_keys
    if key:
        _, statement = policy(deployment, key)
        assert statement["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
        assert set(statement["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}
        ours = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:iot-alarms-{deployment.name}-*"
        assert statement["Condition"] == {"ArnLike": {"aws:SourceArn": ours}}


def test_errors_in_the_tasks_log_are_counted(deployment: Deployment) -> None:
    """JSON with the level error, and plain text with ERROR, both count into the metric that the alarm watches."""
    filters = deployment.account.list("logs", "describe_metric_filters", "metricFilters")
    assert {each["filterPattern"] for each in filters} == {'{ $.level = "error" }', "ERROR"}
    watched = alarms(deployment)["processing-errors"]
    for each in filters:
        assert each["logGroupName"] == f"/aws/ecs/iot-processing-service-{deployment.name}"
        (counted,) = each["metricTransformations"]
        assert (counted["metricNamespace"], counted["metricName"]) == (watched["Namespace"], watched["MetricName"])
        assert (counted["metricValue"], counted["defaultValue"]) == ("1", 0)
