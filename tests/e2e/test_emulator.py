"""The emulator's own promises: each gap filled, no call hangs, no process left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tests.e2e.deployment import REGION, ROOT, Account
from tests.emulator.process import EmulatorError, answers, run_emulator


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    """Give an account on an emulator for these tests."""
    with run_emulator(tmp_path_factory.mktemp("emulator") / "emulator.log") as endpoint:
        yield Account(endpoint)


def network(account: Account) -> tuple[str, list[str]]:
    """Return the account's default VPC and its subnets."""
    (vpc,) = account.list("ec2", "describe_vpcs", "Vpcs")
    return vpc["VpcId"], [subnet["SubnetId"] for subnet in account.list("ec2", "describe_subnets", "Subnets")]


def test_a_bucket_can_be_there_from_the_start(tmp_path: Path) -> None:
    """So that Terraform finds where its state is to lie."""
    with run_emulator(tmp_path / "emulator.log", "--bucket", "state") as endpoint:
        assert [bucket["Name"] for bucket in Account(endpoint).list("s3", "list_buckets", "Buckets")] == ["state"]


def test_a_bucket_that_denies_without_tls_answers(account: Account) -> None:
    """The emulator stands in for AWS, which Terraform calls by TLS: such a policy keeps nobody out."""
    s3, bucket = account.client("s3"), {"Bucket": "only-tls"}
    s3.create_bucket(**bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    everything = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::only-tls/*"}
    statement = {**everything, "Condition": {"Bool": {"aws:SecureTransport": "false"}}}
    s3.put_bucket_policy(**bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    s3.put_object(**bucket, Key="state", Body=b"{}")
    assert s3.get_object(**bucket, Key="state")["Body"].read() == b"{}"


def test_scalable_targets_keep_their_tags(account: Account) -> None:
    """Application Auto Scaling lists, adds and removes the tags of a target."""
    ecs, scaling = account.client("ecs"), account.client("application-autoscaling")
    ecs.create_cluster(clusterName="scaled")
    ecs.create_service(cluster="scaled", serviceName="scaled", desiredCount=1)
    arn = scaling.register_scalable_target(
        ServiceNamespace="ecs",
        ResourceId="service/scaled/scaled",
        ScalableDimension="ecs:service:DesiredCount",
        MinCapacity=1,
        MaxCapacity=2,
        Tags={"Environment": "test", "Owner": "plant"},
    )["ScalableTargetARN"]
    scaling.tag_resource(ResourceARN=arn, Tags={"Project": "sensors"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["Environment"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"Owner": "plant", "Project": "sensors"}


def test_replication_groups_are_scalable_targets(account: Account) -> None:
    """Application Auto Scaling takes, changes, shows and lets go of the replicas of a replication group."""
    scaling = account.client("application-autoscaling")
    group = {
        "ServiceNamespace": "elasticache",
        "ResourceId": "replication-group/scaled",
        "ScalableDimension": "elasticache:replication-group:Replicas",
    }
    for most in (2, 3):
        scaling.register_scalable_target(**group, MinCapacity=1, MaxCapacity=most)
    (target,) = scaling.describe_scalable_targets(ServiceNamespace="elasticache")["ScalableTargets"]
    assert (target["ResourceId"], target["MinCapacity"], target["MaxCapacity"]) == ("replication-group/scaled", 1, 3)
    scaling.deregister_scalable_target(**group)
    assert scaling.describe_scalable_targets(ServiceNamespace="elasticache")["ScalableTargets"] == []


def test_security_group_rules_keep_their_descriptions(account: Account) -> None:
    """A rule towards a group and one towards a prefix list say what they are for."""
    ec2 = account.client("ec2")
    vpc, _ = network(account)
    group = ec2.create_security_group(GroupName="described", Description="test", VpcId=vpc)["GroupId"]
    port = {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443}
    pair, prefix_list = {"GroupId": group, "Description": "pair"}, {"PrefixListId": "pl-1", "Description": "list"}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[port | {"UserIdGroupPairs": [pair]}])
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[port | {"PrefixListIds": [prefix_list]}])
    rules = account.list(
        "ec2", "describe_security_group_rules", "SecurityGroupRules", Filters=[{"Name": "group-id", "Values": [group]}]
    )
    assert {rule["Description"] for rule in rules if not rule["IsEgress"]} == {"pair", "list"}


def test_a_deleted_vpc_takes_its_network_acl_along(account: Account) -> None:
    """No network ACL of a VPC outlives it."""
    ec2 = account.client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
    ec2.delete_vpc(VpcId=vpc)
    acls = account.list("ec2", "describe_network_acls", "NetworkAcls")
    assert acls
    assert vpc not in {acl["VpcId"] for acl in acls}


def test_a_deleted_nat_gateway_takes_its_network_interface_along(account: Account) -> None:
    """No network interface of a gateway outlives it."""
    ec2 = account.client("ec2")
    _, (subnet, *_) = network(account)
    gateway = ec2.create_nat_gateway(SubnetId=subnet, ConnectivityType="private")["NatGateway"]
    (address,) = gateway["NatGatewayAddresses"]
    ec2.delete_nat_gateway(NatGatewayId=gateway["NatGatewayId"])
    interfaces = account.list("ec2", "describe_network_interfaces", "NetworkInterfaces")
    assert address["NetworkInterfaceId"] not in {interface["NetworkInterfaceId"] for interface in interfaces}


def test_ecs_services_keep_their_deployment_settings(account: Account) -> None:
    """What CreateService was asked for is what DescribeServices answers."""
    ecs = account.client("ecs")
    ecs.create_cluster(clusterName="kept")
    asked = {
        "availabilityZoneRebalancing": "ENABLED",
        "deploymentConfiguration": {"maximumPercent": 150, "minimumHealthyPercent": 50},
        "enableECSManagedTags": True,
        "enableExecuteCommand": True,
        "healthCheckGracePeriodSeconds": 30,
    }
    ecs.create_service(cluster="kept", serviceName="kept", desiredCount=1, **asked)
    (service,) = ecs.describe_services(cluster="kept", services=["kept"])["services"]
    assert {key: service[key] for key in asked} == asked


def test_replication_groups_have_members_until_they_are_deleted(account: Account) -> None:
    """Members show the group's engine, parameters and network, and go with it; so does the subnet group."""
    elasticache = account.client("elasticache")
    _, subnets = network(account)
    elasticache.create_cache_subnet_group(
        CacheSubnetGroupName="cache", CacheSubnetGroupDescription="test", SubnetIds=subnets
    )
    elasticache.create_replication_group(
        ReplicationGroupId="cache",
        ReplicationGroupDescription="test",
        Engine="redis",
        EngineVersion="7.1",
        CacheNodeType="cache.t4g.micro",
        CacheParameterGroupName="default.redis7.cluster.on",
        CacheSubnetGroupName="cache",
        SecurityGroupIds=["sg-1"],
        ClusterMode="enabled",
        NumNodeGroups=1,
        ReplicasPerNodeGroup=1,
        AtRestEncryptionEnabled=True,
        TransitEncryptionEnabled=True,
        TransitEncryptionMode="required",
    )
    (member, _) = account.list("elasticache", "describe_cache_clusters", "CacheClusters")
    assert member["CacheParameterGroup"]["CacheParameterGroupName"] == "default.redis7.cluster.on"
    assert member["SecurityGroups"] == [{"SecurityGroupId": "sg-1", "Status": "active"}]
    assert (member["AtRestEncryptionEnabled"], member["TransitEncryptionMode"]) == (True, "required")
    assert (member["EngineVersion"], member["ReplicationGroupId"]) == ("7.1", "cache")

    elasticache.delete_replication_group(ReplicationGroupId="cache")
    elasticache.delete_cache_subnet_group(CacheSubnetGroupName="cache")
    assert account.list("elasticache", "describe_replication_groups", "ReplicationGroups") == []
    assert account.list("elasticache", "describe_cache_clusters", "CacheClusters") == []
    assert account.list("elasticache", "describe_cache_subnet_groups", "CacheSubnetGroups") == []


def test_a_new_stream_keeps_its_tags(account: Account) -> None:
    """CreateStream's tags are there afterwards."""
    account.client("kinesis").create_stream(StreamName="tagged", ShardCount=1, Tags={"Environment": "test"})
    tags = account.list("kinesis", "list_tags_for_stream", "Tags", StreamName="tagged")
    assert tags == [{"Key": "Environment", "Value": "test"}]


def test_database_parameters_that_were_set_are_told_apart(account: Account) -> None:
    """DescribeDBParameters says that they come from the user."""
    rds = account.client("rds")
    rds.create_db_parameter_group(DBParameterGroupName="tls", DBParameterGroupFamily="postgres17", Description="test")
    parameter = {"ParameterName": "rds.force_ssl", "ParameterValue": "1", "ApplyMethod": "immediate"}
    rds.modify_db_parameter_group(DBParameterGroupName="tls", Parameters=[parameter])
    found = account.list("rds", "describe_db_parameters", "Parameters", DBParameterGroupName="tls")
    assert found == [parameter | {"Source": "user"}]


def test_performance_insights_are_remembered(account: Account) -> None:
    """What CreateDBInstance and ModifyDBInstance switch, DescribeDBInstances tells."""
    rds = account.client("rds")
    created = rds.create_db_instance(
        DBInstanceIdentifier="watched",
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        MasterUsername="sensors",
        ManageMasterUserPassword=True,
        AllocatedStorage=20,
        EnablePerformanceInsights=True,
    )["DBInstance"]
    changed = rds.modify_db_instance(DBInstanceIdentifier="watched", EnablePerformanceInsights=False)["DBInstance"]
    assert (created["PerformanceInsightsEnabled"], changed["PerformanceInsightsEnabled"]) == (True, False)


def test_each_database_instance_has_a_resource_id_of_its_own(account: Account) -> None:
    """The provider finds an instance by it."""
    rds = account.client("rds")
    for name in ("first", "second"):
        rds.create_db_instance(
            DBInstanceIdentifier=name, DBInstanceClass="db.t4g.micro", Engine="postgres", AllocatedStorage=20
        )
    instances = account.list("rds", "describe_db_instances", "DBInstances")
    assert len({instance["DbiResourceId"] for instance in instances}) == len(instances) > 1


@pytest.mark.parametrize(
    ("service", "operation"),
    [
        ("ec2", "describe_trunk_interface_associations"),
        ("kinesis", "describe_account_settings"),
        ("rds", "describe_tenant_databases"),
    ],
)
def test_a_call_that_moto_lacks_fails_at_once(account: Account, service: str, operation: str) -> None:
    """The caller gets a final 501 that names the call, rather than a 500 that is tried again for minutes."""
    with pytest.raises(ClientError) as caught:
        getattr(account.client(service), operation)()
    answer = caught.value.response
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 501
    assert answer["ResponseMetadata"]["RetryAttempts"] == 0
    assert f"The emulator failed in {service}" in answer["Error"]["Message"]


def test_each_call_stands_in_the_log(tmp_path: Path) -> None:
    """The log names service and action, for query, JSON and REST protocols."""
    log = tmp_path / "emulator.log"
    with run_emulator(log) as endpoint:
        account = Account(endpoint)
        account.list("ec2", "describe_vpcs", "Vpcs")
        account.list("kinesis", "list_streams", "StreamNames")
        account.client("s3").list_buckets()
    calls = [line.split(" ms ")[1] for line in log.read_text(encoding="utf-8").splitlines()]
    assert calls[-3:] == ["ec2 DescribeVpcs", "kinesis ListStreams", "s3 GET /"]


def test_the_emulator_stops_when_its_user_is_done(tmp_path: Path) -> None:
    """After the block nobody answers at the address, also when the block was interrupted."""
    endpoints = []

    def use() -> None:
        with run_emulator(tmp_path / "emulator.log") as endpoint:
            assert answers(endpoint)
            endpoints.append(endpoint)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        use()
    assert not answers(endpoints[0])


def test_the_emulator_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    """Even a parent that is killed outright takes its emulator along."""
    program = (
        "import pathlib, sys, time\n"
        "from tests.emulator.process import run_emulator\n"
        "with run_emulator(pathlib.Path(sys.argv[1])) as endpoint:\n"
        "    print(endpoint, flush=True)\n"
        "    time.sleep(600)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "emulator.log")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        endpoint = parent.stdout.readline().strip()
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while answers(endpoint) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not answers(endpoint)


def test_redis_users_and_their_groups_can_be_made_and_listed(account: Account) -> None:
    """ElastiCache keeps users with their tags, and groups of them until they are deleted."""
    cache = account.client("elasticache")
    tags = [{"Key": "Environment", "Value": "test"}]
    user = cache.create_user(
        UserId="reader",
        UserName="reader",
        Engine="redis",
        AccessString="on ~* +@read",
        AuthenticationMode={"Type": "iam"},
        Tags=tags,
    )
    group = cache.create_user_group(UserGroupId="readers", Engine="redis", UserIds=["reader"], Tags=tags)
    for arn in (user["ARN"], group["ARN"]):
        assert cache.list_tags_for_resource(ResourceName=arn)["TagList"] == tags
    (found,) = cache.describe_user_groups(UserGroupId="readers")["UserGroups"]
    assert (found["UserIds"], found["Status"]) == (["reader"], "active")
    cache.delete_user_group(UserGroupId="readers")
    for call in (cache.describe_user_groups, cache.delete_user_group):
        with pytest.raises(ClientError, match="UserGroupNotFound"):
            call(UserGroupId="readers")


def test_keys_remember_how_often_they_rotate(account: Account) -> None:
    """KMS answers the period of a rotation."""
    kms = account.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=90)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 90


def test_a_secret_that_rds_keeps_rotates_by_a_schedule(account: Account) -> None:
    """Secrets Manager notes the schedule without a function, and may end the rotation."""
    account.client("rds").create_db_instance(
        DBInstanceIdentifier="rotated",
        Engine="postgres",
        DBInstanceClass="db.t4g.micro",
        AllocatedStorage=20,
        MasterUsername="keeper",
        ManageMasterUserPassword=True,
    )
    (found,) = account.list("rds", "describe_db_instances", "DBInstances", DBInstanceIdentifier="rotated")
    secrets, secret = account.client("secretsmanager"), found["MasterUserSecret"]["SecretArn"]
    rules = {"ScheduleExpression": "rate(7 days)"}
    secrets.rotate_secret(SecretId=secret, RotationRules=rules, RotateImmediately=False)
    described = secrets.describe_secret(SecretId=secret)
    assert (described["RotationEnabled"], described["RotationRules"]) == (True, rules)
    secrets.cancel_rotate_secret(SecretId=secret)
    assert secrets.describe_secret(SecretId=secret)["RotationEnabled"] is False


def test_an_application_becomes_a_stack_with_outputs(account: Account) -> None:
    """The repository's change set, carried out by CloudFormation, gives the function's ARN."""
    application = (
        "arn:aws:serverlessrepo:us-east-1:297356227824:applications/SecretsManagerRDSPostgreSQLRotationSingleUser"
    )
    repository, stacks = account.client("serverlessrepo"), account.client("cloudformation")
    assert repository.get_application(ApplicationId=application)["Name"] == application.rpartition("/")[2]
    change = repository.create_cloud_formation_change_set(
        ApplicationId=application,
        StackName="turner",
        SemanticVersion="1.1.367",
        ParameterOverrides=[{"Name": "functionName", "Value": "turner"}],
    )
    stacks.execute_change_set(ChangeSetName=change["ChangeSetId"])
    (stack,) = stacks.describe_stacks(StackName="serverlessrepo-turner")["Stacks"]
    assert stack["Capabilities"] == ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]
    assert stack["Outputs"][0]["OutputValue"].endswith(":function:turner")


def test_an_emulator_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error holds what the process wrote before it died."""
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('no moto today')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(EmulatorError, match="no moto today"), run_emulator(tmp_path / "emulator.log"):
        pytest.fail("it started")


def test_the_readme_tells_every_patch() -> None:
    """`tests/e2e/README.md` names each member of moto that the extension wraps or adds."""
    command = [sys.executable, "-m", "tests.emulator", "--list-patches"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    members = [line for line in listing.splitlines() if line.startswith("moto.")]
    readme = (ROOT / "tests/e2e/README.md").read_text(encoding="utf-8")
    assert members
    assert [member for member in members if ".".join(member.rsplit(".", 2)[1:]) not in readme] == []
