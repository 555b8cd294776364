"""Rules on addresses and networks."""

import ipaddress
import re

from tfgen.check.values.text import Rule

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def parse_cidr(text: str) -> Network | None:
    """Read a CIDR block, whose address may be any of its network; None if it is none."""
    address, slash, bits = text.partition("/")
    if not slash or "%" in address or not re.fullmatch("[0-9]{1,3}", bits):
        return None
    try:
        return ipaddress.ip_network(f"{address}/{int(bits)}", strict=False)
    except ValueError:
        return None


def cidr(value: str, rule: Rule) -> str | None:
    """Refuse what is no CIDR block written as a network has it, or not of `min` to `max` bits."""
    network = parse_cidr(value)
    if network is None:
        return "expected {key} to contain a valid Value, got: {value} with err: invalid CIDR address: {value}"
    if str(network) != value:
        return f"expected {{key}} to contain a valid network Value, expected {network}, got {{value}}"
    if not rule.get("min", 0) <= network.prefixlen <= rule.get("max", network.max_prefixlen):
        sizes = f"between {{min}} and {{max}} significant bits, got: {network.prefixlen}"
        return f"expected {{quoted_key}} to contain a network Value with {sizes}"
    return None


def cidr_network(value: str, rule: Rule) -> str | None:
    """Refuse what is no CIDR block, of IP version `version` if that is given, or whose address is not its network's."""
    network = parse_cidr(value)
    if network is None:
        return "{quoted_value} is not a valid CIDR block: invalid CIDR address: {value}"
    version = rule.get("version")
    kind = f"IPv{version} CIDR block" if version else "CIDR block"
    if version and network.version != version:
        return f"{{quoted_value}} is not a valid {kind}"
    if not _is_same(network, value):
        return f'{{quoted_value}} is not a valid {kind}; did you mean "{network}"?'
    return None


def _is_same(network: Network, text: str) -> bool:
    """Tell whether a CIDR block's address is that of its network, in whatever spelling."""
    return ipaddress.ip_address(text.partition("/")[0]) == network.network_address


def ip(value: str, rule: Rule) -> str | None:
    """Refuse what is no IP address, or none of `version`."""
    version = rule.get("version")
    try:
        address = ipaddress.ip_address(value)
    except ValueError:
        address = None
    if address and "%" not in value and version in {None, address.version}:
        return None
    kind = f"IPv{version}" if version else "IP"
    return f"expected {{key}} to contain a valid {kind} address, got: {{value}}"
