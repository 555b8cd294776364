"""What tfgen knows of Terraform and its providers, as the checks use it."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from tfgen.language.functions import Functions, Parameter, Signature
from tfgen.language.types import from_json
from tfgen.providers import functions as data
from tfgen.providers.catalogue import Catalogue


class Knowledge(Struct, frozen=True):
    """Schemas and functions; opening it reads nothing yet."""

    catalogue: Catalogue
    functions: Functions

    @classmethod
    def open(cls) -> "Knowledge":
        """Open what is shipped and what the user has cached."""
        catalogue = Catalogue.open()
        return cls(catalogue, Functions(_Signatures(catalogue.functions())))


class _Signatures(Mapping[str, Signature]):
    """Signatures with Terraform's types, made of the catalogue's data when somebody calls the function."""

    def __init__(self, known: Mapping[str, data.Signature]) -> None:
        self._known = known
        self._made: dict[str, Signature] = {}

    def __getitem__(self, name: str) -> Signature:
        if name not in self._made:
            self._made[name] = typed_signature(self._known[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def typed_signature(known: data.Signature) -> Signature:
    """Give a signature with Terraform's types."""
    variadic = _parameter(known.variadic) if known.variadic else None
    return Signature(tuple(map(_parameter, known.parameters)), variadic, from_json(known.returns))


def _parameter(known: data.Parameter) -> Parameter:
    return Parameter(known.name, from_json(known.type), known.nullable)
