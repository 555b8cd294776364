"""Functions on IP addresses."""

import ipaddress
import re
from typing import Final

from tfgen.language.functions.problems import CallProblem
from tfgen.language.functions.rule import Rule, whole
from tfgen.language.types import STRING
from tfgen.language.values import Value, list_value, string, unknown

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# An old form that Terraform reads on, in which leading zeros are decimal.
_OCTETS = re.compile(r"[0-9]+(?:\.[0-9]+){3}")


def _network(prefix: Value) -> Network:
    text = prefix.content
    address, slash, length = text.partition("/")
    if _OCTETS.fullmatch(address):
        address = ".".join(str(int(octet)) for octet in address.split("."))
    if not slash or not length.isdigit() or "%" in address:
        raise CallProblem(f"invalid CIDR expression: invalid CIDR address: {text}")
    try:
        return ipaddress.ip_network(f"{address}/{length}", strict=False)
    except ValueError as problem:
        raise CallProblem(f"invalid CIDR expression: invalid CIDR address: {text}") from problem


def _is_mapped(prefix: Value) -> bool:
    """Tell whether an address is of IPv4 within IPv6, which Terraform reads in ways of its own."""
    return ":" in prefix.content and "." in prefix.content


def _cidrhost(prefix: Value, host: Value) -> Value:
    if _is_mapped(prefix):
        return unknown(STRING)
    network, number = _network(prefix), whole(host.content)
    size = network.num_addresses
    if number >= size or number < -size:
        raise CallProblem(f"prefix of {network.prefixlen} does not accommodate a host numbered {number}")
    return string(str(network[number]))


def _cidrnetmask(prefix: Value) -> Value:
    network = _network(prefix)
    if network.version != 4:  # noqa: PLR2004 - of the protocol
        raise CallProblem("IPv6 addresses cannot have a netmask: " + prefix.content)
    return string(str(network.netmask))


def _subnet(network: Network, bits: int, number: int) -> Network:
    length = network.prefixlen + bits
    if length > network.max_prefixlen or bits < 0:
        raise CallProblem(f"insufficient address space to extend prefix of {network.prefixlen} by {bits}")
    count = 2**bits
    if number >= count or number < -count:
        raise CallProblem(f"prefix extension of {bits} does not accommodate a subnet numbered {number}")
    start = int(network.network_address) + (number % count) * 2 ** (network.max_prefixlen - length)
    return type(network)((start, length))


def _cidrsubnet(prefix: Value, bits: Value, number: Value) -> Value:
    if whole(bits.content) < 0 or whole(number.content) < 0 or _is_mapped(prefix):
        return unknown(STRING)  # Terraform takes these, and makes of them what nobody means
    return string(str(_subnet(_network(prefix), whole(bits.content), whole(number.content))))


def _cidrsubnets(prefix: Value, *lengths: Value) -> Value:
    network = _network(prefix)
    found: list[Value] = []
    start = int(network.network_address)
    for given in lengths:
        bits = whole(given.content)
        length = network.prefixlen + bits
        if bits < 1:
            raise CallProblem("must extend prefix by at least one bit")
        if length > network.max_prefixlen:
            raise CallProblem(
                f"would extend prefix to {length} bits, which is too long for an IPv{network.version} address"
            )
        size = 2 ** (network.max_prefixlen - length)
        start = -(-start // size) * size
        if start + size > int(network.network_address) + network.num_addresses:
            raise CallProblem(f"not enough remaining address space for a subnet with a prefix of {length} bits")
        found.append(string(str(type(network)((start, length)))))
        start += size
    return list_value(STRING, found)


NETWORK: Final = {
    "cidrhost": Rule(_cidrhost),
    "cidrnetmask": Rule(_cidrnetmask),
    "cidrsubnet": Rule(_cidrsubnet),
    "cidrsubnets": Rule(_cidrsubnets),
}
