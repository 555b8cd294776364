"""What a function takes and gives, as Terraform tells it of each."""

from msgspec import Struct

from tfgen.language.types import Type


class Parameter(Struct, frozen=True):
    """A parameter: its name, its type and whether null may be given."""

    name: str
    type: Type
    is_nullable: bool = False


class Signature(Struct, frozen=True):
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
