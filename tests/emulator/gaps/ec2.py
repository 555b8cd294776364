"""EC2: descriptions of security group rules, and the ends of a NAT gateway and of a VPC."""

from inspect import signature
from typing import Any

from moto.ec2.models.nat_gateways import NatGateway, NatGatewayBackend
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.vpcs import VPC, VPCBackend

from tests.emulator.patching import Function, wrap


@wrap(SecurityGroupRule, "__init__")
def initialise(original: Function, self: SecurityGroupRule, *arguments: Any, **options: Any) -> None:
    """A rule towards a group or a prefix list loses its description, which is then planned for ever."""
    original(self, *arguments, **options)
    given = signature(original).bind(self, *arguments, **options).arguments
    for peer in ("source_group", "prefix_list_id"):
        if text := (given.get(peer) or {}).get("Description"):
            # moto reads the description of every rule from here.
            self.ip_range["Description"] = text


@wrap(NatGatewayBackend, "delete_nat_gateway")
def delete_nat_gateway(original: Function, self: Any, nat_gateway_id: str) -> NatGateway:
    """A deleted NAT gateway leaves its network interface behind: `terraform destroy` would seem to."""
    gateway: NatGateway = original(self, nat_gateway_id)
    for address in gateway.address_set:
        self.enis.pop(address["networkInterfaceId"], None)
    return gateway


@wrap(VPCBackend, "delete_vpc")
def delete_vpc(original: Function, self: VPCBackend, vpc_id: str) -> VPC:
    """A deleted VPC leaves its default network ACL behind: `terraform destroy` would seem to."""
    vpc: VPC = original(self, vpc_id)
    acls = self.network_acls
    for acl in [acl for acl in acls.values() if acl.vpc_id == vpc_id]:
        del acls[acl.id]
    return vpc
