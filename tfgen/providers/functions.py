"""Signatures of functions, as `terraform metadata functions -json` tells them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tfgen.providers.schema import Type


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; only a nullable one takes null."""

    name: str
    type: Type
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes and gives; `variadic` takes any number of arguments after the others."""

    parameters: tuple[Parameter, ...]
    variadic: Parameter | None
    returns: Type


def read_signature(compact: Mapping[str, Any]) -> Signature:
    """Read a signature from the compact form that tfgen.providers.compact makes."""
    variadic = Parameter(*compact["variadic"]) if "variadic" in compact else None
    return Signature(tuple(Parameter(*each) for each in compact["parameters"]), variadic, compact["returns"])
