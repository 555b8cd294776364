"""The roles: each may be taken by one service only, and may do what its work needs and nothing else."""

from typing import Any

from tests.e2e.deployment import REGION, Deployment
from tests.e2e.expected import Expected
from tests.e2e.test_encryption import key_arns

ACCOUNT = "123456789012"
LOGS = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group"
CACHE = f"arn:aws:elasticache:{REGION}:{ACCOUNT}"
REPOSITORY = f"arn:aws:ecr:{REGION}:111122223333:repository/iot-sensor-processor"

# Statement ID -> actions and resources.
Statements = dict[str, tuple[set[str], set[str]]]


def as_set(value: str | list[str]) -> set[str]:
    """Return a policy's text or list of texts as a set."""
    return {value} if isinstance(value, str) else set(value)


def statements(deployment: Deployment, role: str) -> Statements:
    """Return what a role's only policy allows."""
    iam = deployment.account.client("iam")
    assert iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"] == []
    (policy,) = iam.list_role_policies(RoleName=role)["PolicyNames"]
    found = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]["Statement"]
    assert {statement["Effect"] for statement in found} == {"Allow"}
    return {s["Sid"]: (as_set(s["Action"]), as_set(s["Resource"])) for s in found}


def decrypting(deployment: Deployment, keys: dict[str, str]) -> Statements:
    """Return the statements that allow to decrypt with the keys of components, by their statement IDs."""
    arns = key_arns(deployment)
    return {sid: ({"kms:Decrypt"}, {arns[component]}) for sid, component in keys.items()}


def trust(role: Any) -> tuple[str, Any]:
    """Return which service may take a role, and from where."""
    (statement,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert (statement["Effect"], statement["Action"]) == ("Allow", "sts:AssumeRole")
    assert statement["Condition"]["StringEquals"] == {"aws:SourceAccount": ACCOUNT}
    return statement["Principal"]["Service"], statement["Condition"]["ArnLike"]["aws:SourceArn"]


def test_each_role_trusts_one_service_on_behalf_of_this_system(deployment: Deployment, expected: Expected) -> None:
    """No other service, account or kind of resource can take a role; there are no more roles than needed."""
    name, here = deployment.name, f"{REGION}:{ACCOUNT}"
    ecs_tasks = ("ecs-tasks.amazonaws.com", f"arn:aws:ecs:{here}:*")
    wanted = {
        f"iot-network-{name}-flow-log": ("vpc-flow-logs.amazonaws.com", f"arn:aws:ec2:{here}:vpc-flow-log/*"),
        f"iot-processing-service-{name}-execution": ecs_tasks,
        f"iot-processing-service-{name}-task": ecs_tasks,
    }
    if expected.database_monitoring_seconds:
        database = f"arn:aws:rds:{here}:db:iot-postgres-{name}"
        wanted[f"iot-postgres-{name}-monitoring"] = ("monitoring.rds.amazonaws.com", database)
    roles = deployment.account.list("iam", "list_roles", "Roles")
    # The hosted rotation brings a role of its own.
    ours = [role for role in roles if not role["RoleName"].startswith("serverlessrepo-iot-rotation-")]
    assert len(roles) - len(ours) == (1 if expected.hosted_rotation else 0)
    assert {role["RoleName"]: trust(role) for role in ours} == wanted


def test_the_execution_role_may_only_start_this_task(deployment: Deployment, expected: Expected) -> None:
    """It pulls this image, reads this secret and writes to this log group; a registry token knows no resource."""
    name = f"iot-processing-service-{deployment.name}"
    keys = {"DecryptSecrets": "secrets"} if expected.customer_keys else {}
    assert statements(deployment, f"{name}-execution") == decrypting(deployment, keys) | {
        "InjectCredentials": ({"secretsmanager:GetSecretValue"}, {deployment.outputs()["database_secret_arn"]}),
        "LogInToRegistry": ({"ecr:GetAuthorizationToken"}, {"*"}),
        "PullImage": (
            {"ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"},
            {REPOSITORY},
        ),
        "WriteLogs": (
            {"logs:CreateLogStream", "logs:PutLogEvents"},
            {f"{LOGS}:/aws/ecs/{name}:log-stream:*"},
        ),
    }


def test_the_task_role_may_only_read_this_stream_and_this_secret(deployment: Deployment, expected: Expected) -> None:
    """The application reads stream and credentials, with just their keys, and logs in to Redis as one user."""
    outputs, name = deployment.outputs(), deployment.name
    keys = {"DecryptThroughKinesis": "stream", "DecryptThroughSecretsmanager": "secrets"}
    allowed = statements(deployment, f"iot-processing-service-{name}-task")
    assert allowed == decrypting(deployment, keys if expected.customer_keys else {}) | {
        "LogInToCache": (
            {"elasticache:Connect"},
            {f"{CACHE}:replicationgroup:iot-redis-{name}", f"{CACHE}:user:iot-redis-{name}"},
        ),
        "ReadRotatedCredentials": ({"secretsmanager:GetSecretValue"}, {outputs["database_secret_arn"]}),
        "ReadStream": (
            {"kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"},
            {outputs["stream_arn"]},
        ),
    }


def test_the_flow_log_role_may_only_write_the_flow_log(deployment: Deployment) -> None:
    """The VPC's flow log reaches its own log group alone."""
    name = f"iot-network-{deployment.name}"
    assert statements(deployment, f"{name}-flow-log") == {
        "WriteFlowLog": (
            {"logs:CreateLogStream", "logs:DescribeLogGroups", "logs:DescribeLogStreams", "logs:PutLogEvents"},
            {f"{LOGS}:/aws/vpc/flow-log/{name}:*"},
        ),
    }


def test_the_monitoring_role_may_only_write_measurements(deployment: Deployment, expected: Expected) -> None:
    """Only where RDS measures the operating system is there a role for it, which writes to one log group."""
    roles = [role["RoleName"] for role in deployment.account.list("iam", "list_roles", "Roles")]
    monitoring = [role for role in roles if role.endswith("-monitoring")]
    assert len(monitoring) == (1 if expected.database_monitoring_seconds else 0)
    for role in monitoring:
        ((actions, resources),) = statements(deployment, role).values()
        assert {action.partition(":")[0] for action in actions} == {"logs"}
        assert not [action for action in actions if "Delete" in action or "*" in action]
        assert resources == {f"{LOGS}:RDSOSMetrics", f"{LOGS}:RDSOSMetrics:*"}
