"""Questions about IP networks in CIDR notation, for templates and assertions."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from jinja2.exceptions import FilterArgumentError


def _network(cidr: object) -> IPv4Network | IPv6Network:
    try:
        return ip_network(str(cidr))
    except ValueError as problem:
        raise FilterArgumentError(f"{problem}; write a network as in 10.0.0.0/16") from None


def is_within(inner: object, outer: object) -> bool:
    """Tell whether a network lies wholly inside another one."""
    small, large = _network(inner), _network(outer)
    if isinstance(small, IPv4Network) and isinstance(large, IPv4Network):
        return small.subnet_of(large)
    return isinstance(small, IPv6Network) and isinstance(large, IPv6Network) and small.subnet_of(large)


def overlaps(one: object, other: object) -> bool:
    """Tell whether two networks share an address."""
    return is_within(one, other) or is_within(other, one)


def prefix(cidr: object) -> int:
    """Give the length of a network's prefix: 16 for 10.0.0.0/16."""
    return _network(cidr).prefixlen
