"""Formats that a schema can name beside those of JSON Schema."""

from ipaddress import ip_network


def _is_network(text: str) -> bool:
    """Tell whether a text is an IP network in CIDR notation; AWS and Terraform take none with host bits set."""
    try:
        ip_network(text)
    except ValueError:
        return False
    return "/" in text


OWN_FORMATS = {"cidr": _is_network}
