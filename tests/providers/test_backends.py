"""What tfgen knows of the backends is what the real Terraform knows; no command of Terraform prints that."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terraform import Terraform
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import AttributeSchema, BlockSchema, Type

CATALOGUE = Catalogue(Path("no cache"))
# A value that is not of the type, and how Terraform names the type when it says so.
WRONG = {
    "string": ("[]", "string required"),
    "number": ('"x"', "a number is required"),
    "bool": ('"x"', "a bool is required"),
    "list": ('"x"', "list of string required"),
    "set": ('"x"', "set of string required"),
    "map": ('"x"', "map of string required"),
    "object": ('"x"', "object required"),
}

# What Terraform requires unless a variable of the environment gives it, TENCENTCLOUD_REGION.
FROM_ENVIRONMENT = {"cos": {"region": "x"}}


def schema_of(backend: str) -> BlockSchema:
    """Give the schema of a backend, or of the cloud block by that name."""
    schema = CATALOGUE.cloud() if backend == "cloud" else CATALOGUE.backend(backend)
    assert schema
    return schema


def written(block: BlockSchema) -> Iterator[str]:
    """Write a block's body with a value of the wrong type for each argument, in a block of each type, and one more."""
    for name, attribute in typed(block).items():
        yield f"{name} = {WRONG[kind_of(attribute.type)][0]}"
    for name, nested in block.blocks.items():
        yield "\n".join([f"{name} {{", *written(nested.block), "}"])
    yield "made_up = null"


def typed(block: BlockSchema) -> dict[str, AttributeSchema]:
    """Give the attributes that are not of any type at all."""
    return {name: attribute for name, attribute in block.attributes.items() if attribute.type != "dynamic"}


def kind_of(type_: Type) -> str:
    """Give the kind of a type."""
    return type_ if isinstance(type_, str) else str(type_[0])


def expected(block: BlockSchema) -> list[str]:
    """Give what Terraform says of such a body."""
    said = ['An argument named "made_up" is not expected here.']
    for name, attribute in typed(block).items():
        said.append(f'Inappropriate value for attribute "{name}": {WRONG[kind_of(attribute.type)][1]}.')
    for nested in block.blocks.values():
        said += expected(nested.block)
    return sorted(said)


@pytest.mark.parametrize("backend", [*CATALOGUE.backends(), "cloud"])
def test_the_real_terraform_knows_the_same_arguments_of_the_same_types(tmp_path: Path, backend: str) -> None:
    """Each that tfgen knows is of that type, and only the made-up one is not expected; init says so, validate not."""
    opening = "cloud {" if backend == "cloud" else f'backend "{backend}" {{'
    body = "\n".join(written(schema_of(backend)))
    (tmp_path / "main.tf").write_text(f"terraform {{\n{opening}\n{body}\n}}\n}}\n")
    terraform = Terraform.create(tmp_path, tmp_path / "terraform")
    assert "The configuration is valid" in terraform.run("validate").output
    answer = terraform.run("init", "-input=false", expect=[1]).output
    words = " ".join(answer.split())
    said = re.findall(r"(?:Inappropriate value for|An argument named|Blocks of type).*?\.(?= |$)", words)
    assert sorted(said) == expected(schema_of(backend))


def test_the_real_terraform_requires_the_same_arguments(tmp_path: Path) -> None:
    """Each of the required ones alone is missed where the others stand, and nothing more."""
    cases: dict[str, Any] = {}
    for backend in CATALOGUE.backends():
        names = [name for name, attribute in schema_of(backend).attributes.items() if attribute.required]
        for missing in [*names, None]:
            config = {name: "x" for name in names if name != missing} | FROM_ENVIRONMENT.get(backend, {})
            cases[f"{backend}-{missing}"] = {"backend": backend, "config": config}
    configuration = {"data": {"terraform_remote_state": cases}}
    (tmp_path / "main.tf.json").write_text(json.dumps(configuration))
    terraform = Terraform.create(tmp_path, tmp_path / "terraform")
    terraform.init()
    answer = json.loads(terraform.run("validate", "-json", expect=[1]).output)
    found = {each["address"].rpartition(".")[2]: each["detail"] for each in answer["diagnostics"]}
    missed = {case: re.findall(r'attribute "(\w+)" is required', detail) for case, detail in found.items()}
    wanted = {case: case.partition("-")[2] for case in cases if not case.endswith("-None")}
    assert {case: names[0] for case, names in missed.items() if names} == wanted


@pytest.mark.parametrize("type_", ["artifactory", "azure", "cloud", "etcd", "etcdv3", "manta", "swift", "s4"])
def test_the_real_terraform_says_the_same_of_types_that_it_has_not(tmp_path: Path, type_: str) -> None:
    """Of most, that there is none; of some, what became of them."""
    (tmp_path / "main.tf").write_text(f'terraform {{\n  backend "{type_}" {{\n  }}\n}}\n')
    answer = Terraform.create(tmp_path, tmp_path / "terraform").run("init", expect=[1]).output
    message = CATALOGUE.unsupported_backend(type_) or f'There is no backend type named "{type_}".'
    assert f" {message} " in " ".join(answer.split()) + " "
