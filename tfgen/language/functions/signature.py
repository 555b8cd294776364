"""What a function takes and gives, as Terraform tells it of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tfgen.language.types import Type, from_json


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: its name, its type and whether null may be given."""

    name: str
    type: Type
    is_nullable: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """The parameters of a function and the type of its result; `variadic` takes any number of further arguments."""

    parameters: tuple[Parameter, ...]
    variadic: Parameter | None
    return_type: Type

    def parameter(self, index: int) -> Parameter:
        """Give the parameter that the argument at an index goes to."""
        if index < len(self.parameters):
            return self.parameters[index]
        assert self.variadic is not None, "further arguments have been refused"
        return self.variadic


def signatures_from_json(data: Mapping[str, Any]) -> dict[str, Signature]:
    """Read the signatures by name from what `terraform metadata functions -json` prints."""
    return {name: _signature(found) for name, found in data["function_signatures"].items()}


def _signature(data: Mapping[str, Any]) -> Signature:
    """Read one signature."""
    variadic = data.get("variadic_parameter")
    return Signature(
        tuple(_parameter(found) for found in data.get("parameters", ())),
        None if variadic is None else _parameter(variadic),
        from_json(data["return_type"]),
    )


def _parameter(data: Mapping[str, Any]) -> Parameter:
    """Read one parameter."""
    return Parameter(data["name"], from_json(data["type"]), data.get("is_nullable", False))
