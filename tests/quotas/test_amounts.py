"""How much resources count: products, conditions, automatic scaling, and what is not known before apply."""

import pytest

from tests.quotas.support import scaling, totals, vcpus

FARGATE = 'launch_type = "FARGATE"\n'
ON_DEMAND, SPOT = (
    f'capacity_provider_strategy {{\n capacity_provider = "{name}"\n }}\n' for name in ("FARGATE", "FARGATE_SPOT")
)
NOT_KNOWN = 'length(aws_vpc.v.id)\n}\nresource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"'


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (f"{FARGATE} desired_count = 3", "1.5"),
        (FARGATE, None),
        ('launch_type = "EC2"\n desired_count = 3', None),
        ("desired_count = 3", None),
        (f"{FARGATE} desired_count = {NOT_KNOWN}", "at least 0"),
        ("launch_type = aws_vpc.w.id\n desired_count = 2\n}\nresource \"aws_vpc\" \"w\" {", "at least 0"),
        (f"{ON_DEMAND} desired_count = 6", "3"),
        (f"{SPOT} desired_count = 6", None),
        (f"{ON_DEMAND} {SPOT} desired_count = 6", "at least 0"),
        ("capacity_provider_strategy {\n capacity_provider = aws_ecs_cluster.c.id\n }", "at least 0"),
    ],
)  # fmt: skip
def test_tasks_on_fargate_ask_their_size_by_their_number(arguments: str, told: str | None) -> None:
    """A task's size is given in 1/1024 vCPU; what is not known is not guessed."""
    assert vcpus(arguments) == told


@pytest.mark.parametrize("cpu", ['"1 vCPU"', "aws_ecs_cluster.c.id"])
def test_a_size_that_is_no_number_is_not_guessed(cpu: str) -> None:
    """At least nothing is asked."""
    assert vcpus(f"{FARGATE} desired_count = 3", cpu=cpu) == "at least 0"
    assert vcpus(f"{FARGATE} desired_count = 0", cpu=cpu) is None


@pytest.mark.parametrize(
    ("resource_id", "told"),
    [
        ('"service/plant/reader"', "5"),
        ('"service/${aws_ecs_cluster.c.name}/${aws_ecs_service.s.name}"', "5"),
        ('"service/plant/other"', "1"),
        ('"service/plant/${aws_ecs_cluster.c.id}"', "at least 1"),
    ],
)
def test_automatic_scaling_counts_with_its_most(resource_id: str, told: str) -> None:
    """Of the service that it is for; one that may be for any leaves the sum open."""
    assert vcpus(f"{FARGATE} desired_count = 2", **scaling(resource_id)) == told


def test_scaling_to_fewer_than_there_are_takes_nothing_off() -> None:
    """The larger number is what may run."""
    assert vcpus(f"{FARGATE} desired_count = 20", **scaling('"service/plant/reader"')) == "10"


def test_other_scaling_of_the_service_is_none_of_its_count() -> None:
    """A target for another dimension is another thing."""
    other = scaling('"service/plant/reader"', dimension="ecs:service:Other")
    assert vcpus(f"{FARGATE} desired_count = 2", **other) == "1"


def test_scaling_of_a_service_whose_cluster_is_not_known_leaves_the_sum_open() -> None:
    """The target may be its own, or another one's."""
    text = (
        'resource "aws_ecs_task_definition" "t" {\n  family = "t"\n  container_definitions = "[]"\n  cpu = "512"\n}\n'
        'resource "aws_vpc" "v" {}\n'
        'resource "aws_ecs_service" "s" {\n  name = aws_vpc.v.id\n  cluster = "plant"\n  launch_type = "FARGATE"\n'
        "  task_definition = aws_ecs_task_definition.t.arn\n  desired_count = 1\n}\n"
    )
    found = totals(text + scaling('"service/plant/reader"')["more"])
    assert found["Fargate On-Demand vCPU resource count"] == "at least 0.5"


def cache(arguments: str) -> dict[str, str]:
    """Give what a replication group asks."""
    return totals(
        'resource "aws_elasticache_replication_group" "r" {\n  replication_group_id = "r"\n  description = "r"\n'
        f"  {arguments}\n}}\n"
    )


@pytest.mark.parametrize(
    ("arguments", "region", "cluster"),
    [
        ("num_node_groups = 3\n replicas_per_node_group = 2", "9", "9"),
        ("num_node_groups = 3", "3", "3"),
        ("num_cache_clusters = 2", "2", None),
        ("", "1", None),
    ],
)
def test_each_node_group_has_a_primary_and_its_replicas(arguments: str, region: str, cluster: str | None) -> None:
    """In cluster mode the nodes have a quota of their own within the cluster."""
    found = cache(arguments)
    assert found["Nodes per Region"] == region
    name = "Nodes per cluster (cluster mode enabled) aws_elasticache_replication_group.r"
    assert found.get(name) == cluster


def test_a_database_counts_with_the_most_storage_that_it_may_grow_to() -> None:
    """And with a secret, where RDS keeps its password."""
    text = (
        'resource "aws_db_instance" "d" {\n  instance_class = "db.t4g.micro"\n  allocated_storage = 20\n'
        "  max_allocated_storage = 100\n  manage_master_user_password = true\n}\n"
        'resource "aws_db_instance" "e" {\n  instance_class = "db.t4g.micro"\n  allocated_storage = 30\n}\n'
    )
    found = totals(text)
    assert (found["DB instances"], found["Total storage for all DB instances"]) == ("2", "130")
    assert found["Secrets per Region"] == "1"


def test_shards_are_those_of_provisioned_streams() -> None:
    """A stream with on-demand capacity is one stream."""
    text = (
        'resource "aws_kinesis_stream" "p" {\n  name = "p"\n  shard_count = 4\n}\n'
        'resource "aws_kinesis_stream" "o" {\n  name = "o"\n  stream_mode_details {\n    stream_mode = "ON_DEMAND"\n'
        "  }\n}\n"
    )
    found = totals(text)
    assert (found["Shards per Region"], found["Streams with on-demand capacity"]) == ("4", "1")


@pytest.mark.parametrize(
    ("repetition", "told"),
    [
        ("count = 3", "3"),
        ("count = 0", None),
        ('for_each = toset(["a", "b"])', "2"),
        ("count = length(aws_vpc.v.id)", "at least 0"),
        ("for_each = toset([aws_vpc.v.id])", "1"),
    ],
)
def test_each_instance_counts(repetition: str, told: str | None) -> None:
    """How many there are is as count and for_each say; a number that only the apply tells is not guessed."""
    text = f'resource "aws_vpc" "v" {{}}\nresource "aws_eip" "e" {{\n  {repetition}\n}}\n'
    assert totals(text).get("EC2-VPC Elastic IPs") == told


def test_modules_count_as_often_as_they_are_called() -> None:
    """An unknown number of calls leaves all within them open."""
    module = 'resource "aws_eip" "e" {\n  count = 2\n}\n'
    root = 'module "m" {\n  source = "./m"\n  count = 3\n}\nresource "aws_vpc" "v" {}\n'
    assert totals({"main.tf": root, "m/main.tf": module})["EC2-VPC Elastic IPs"] == "6"
    unknown = root.replace("count = 3", "count = length(aws_vpc.v.id)")
    assert totals({"main.tf": unknown, "m/main.tf": module})["EC2-VPC Elastic IPs"] == "at least 0"


GROUP = 'resource "aws_security_group" "g" {\n  %s\n}\n'


@pytest.mark.parametrize(
    ("text", "inbound", "outbound"),
    [
        (
            GROUP % 'ingress {\n protocol = "-1"\n cidr_blocks = ["10.0.0.0/8", "10.1.0.0/16"]\n }',
            "2",
            None,
        ),
        (
            GROUP % ""
            + 'resource "aws_security_group_rule" "r" {\n type = "egress"\n self = true\n from_port = 1\n to_port = 1\n'
            ' protocol = "tcp"\n security_group_id = aws_security_group.g.id\n}\n',
            None,
            "1",
        ),
        (
            GROUP % ""
            + 'resource "aws_vpc_security_group_egress_rule" "r" {\n security_group_id = aws_security_group.g.id\n'
            ' ip_protocol = "-1"\n prefix_list_id = "pl-1"\n}\n',
            None,
            "at least 1",
        ),
        (
            GROUP % ""
            + 'resource "aws_security_group_rule" "r" {\n type = "ingress"\n cidr_blocks = aws_security_group.h.id\n'
            " security_group_id = aws_security_group.g.id\n}\n"
            'resource "aws_security_group" "h" {}\n',
            "at least 0",
            None,
        ),
    ],
)  # fmt: skip
def test_a_rule_counts_for_each_range_and_group(text: str, inbound: str | None, outbound: str | None) -> None:
    """However it is written; a prefix list counts with its entries, which are not known."""
    found = totals(text)
    assert found.get("Inbound rules per security group aws_security_group.g") == inbound
    assert found.get("Outbound rules per security group aws_security_group.g") == outbound


def test_interfaces_have_few_groups() -> None:
    """Whatever has interfaces in a network, its security groups are counted."""
    text = 'resource "aws_db_instance" "d" {\n  vpc_security_group_ids = ["sg-1", "sg-2"]\n}\n'
    assert totals(text)["Security groups per network interface aws_db_instance.d"] == "2"


def test_rules_of_a_network_acl_go_by_direction() -> None:
    """A rule is inbound unless it says otherwise."""
    rule = 'resource "aws_network_acl_rule" "%s" {\n  network_acl_id = "acl-1"\n  rule_number = 1\n%s}\n'
    found = totals(rule % ("a", "") + rule % ("b", "") + rule % ("c", "  egress = true\n"))
    assert found == {'Inbound rules per network ACL "acl-1"': "2", 'Outbound rules per network ACL "acl-1"': "1"}
