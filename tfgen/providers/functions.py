"""Signatures of functions, as `terraform metadata functions -json` tells them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from tfgen.providers.schema import Type


class Parameter(Struct, frozen=True):
    """One parameter; only a nullable one takes null."""

    name: str
    type: Type
    nullable: bool = False


class Signature(Struct, frozen=True):
    """What a function takes and gives; `variadic` takes any number of arguments after the others."""

    parameters: tuple[Parameter, ...]
    variadic: Parameter | None
    returns: Type


def read_signature(compact: Mapping[str, Any]) -> Signature:
    """Read a signature from the compact form that tfgen.providers.compact makes."""
    variadic = Parameter(*compact["variadic"]) if "variadic" in compact else None
    return Signature(tuple(Parameter(*each) for each in compact["parameters"]), variadic, compact["returns"])
