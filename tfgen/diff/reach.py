"""What the networks and ports of a rule of a security group reach, and what they reach no more."""

import ipaddress
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TypeAlias

from tfgen.values import Plain

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
EVERYWHERE = frozenset({ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("::/0")})


def networks(value: Plain) -> list[Network] | None:
    """Give the networks of an argument, of which there are none where it is not given; None where one can't be read."""
    texts = value if isinstance(value, list) else [] if value in (None, "") else [value]
    try:
        return [ipaddress.ip_network(str(text), strict=False) for text in texts]
    except ValueError:
        return None


def beyond(those: Iterable[Network], these: Iterable[Network]) -> list[Network]:
    """Give the networks of `those` of which `these` leave some address out."""
    kept = list(chain.from_iterable(_merged(these, version) for version in (4, 6)))
    return [network for network in those if not any(_holds(other, network) for other in kept)]


def opened(before: Iterable[Network], after: Iterable[Network]) -> list[Network]:
    """Give the networks of all addresses that are there after, and were not before."""
    return sorted((EVERYWHERE & set(after)) - set(before), key=str)


def ports_beyond(those: tuple[int, int], these: tuple[int, int]) -> str | None:
    """Write the ports of a range that another leaves out; None where there are none."""
    (low, high), (other_low, other_high) = those, these
    if high < other_low or low > other_high:
        return _written([(low, high)])
    parts = [(low, other_low - 1), (other_high + 1, high)]
    return _written([(first, last) for first, last in parts if first <= last])


def _merged(given: Iterable[Network], version: int) -> Iterable[Network]:
    wanted = [network for network in given if network.version == version]
    return ipaddress.collapse_addresses(wanted)  # type: ignore[type-var]


def _holds(outer: Network, inner: Network) -> bool:
    return outer.version == inner.version and inner.subnet_of(outer)  # type: ignore[arg-type]


def _written(ranges: Sequence[tuple[int, int]]) -> str | None:
    return " and ".join(str(low) if low == high else f"{low}-{high}" for low, high in ranges) or None
