"""The environment as a program for CDKTF, written with its generic classes: a stack for each module.

    python cdktf_stack.py DOCUMENTS OUT [--classes]

DOCUMENTS is a JSON file of what each module holds, as benchmarks/peers/blocks.py reads it: values come ready, as they
do for bare Jinja. A stack is called as its module, and an element by its own name, so that nothing has to be flattened
or mapped: addresses are Terraform's own, and the root's stack calls the others as the modules that they are.

With `--classes`, the provider is one of the classes that CDKTF's users have for AWS. Resources stay generic, though
those users have a class for each of them too, so that they wait longer than is measured here.

It runs where cdktf is installed and nothing else, and imports nothing of this project.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cdktf

Document = dict[str, Any]


class Provider(cdktf.TerraformProvider):  # type: ignore[misc]  # cdktf is not installed where types are checked
    """A provider of any kind; CDKTF has no generic one that is not abstract."""


def main(documents: str, out: str, *more: str) -> None:
    """Write each module as a stack below OUT."""
    app = cdktf.App(outdir=out)
    for name, document in json.loads(Path(documents).read_text()).items():
        add(cdktf.TerraformStack(app, name), document, with_classes=bool(more))
    app.synth()


def add(stack: Any, document: Document, *, with_classes: bool) -> None:
    """Add all that a module holds to its stack."""
    add_settings(stack, document["terraform"])
    add_providers(stack, document, with_classes=with_classes)
    add_modules(stack, document.get("module", {}))
    add_values(stack, document)
    add_resources(stack, document)


def add_settings(stack: Any, settings: Document) -> None:
    """Add the backend and the versions."""
    for backend in settings.get("backend", []):
        given = {"bucket": backend["s3"]["bucket"], "key": backend["s3"]["key"]}
        override(cdktf.S3Backend(stack, **given), backend["s3"])
    if "backend" not in settings:
        stack.add_override("terraform.backend", None)  # or CDKTF gives it a local one
    stack.add_override("terraform.required_version", settings["required_version"])
    for providers in settings["required_providers"]:
        stack.add_override("terraform.required_providers", providers)


def add_providers(stack: Any, document: Document, *, with_classes: bool) -> None:
    """Add what configures providers."""
    for name, body in document.get("provider", {}).items():
        (required,) = document["terraform"]["required_providers"]
        override(provider(stack, name, required[name]["source"], with_classes=with_classes), body)


def provider(stack: Any, name: str, source: str, *, with_classes: bool) -> Any:
    """Give a provider."""
    if with_classes and name == "aws":
        from cdktf_cdktf_provider_aws.provider import AwsProvider  # noqa: PLC0415 - this is what is measured

        return AwsProvider(stack, name)
    return Provider(stack, name, terraform_resource_type=name, terraform_provider_source=source)


def add_modules(stack: Any, calls: Document) -> None:
    """Add calls of other modules, whose stacks lie beside this one."""
    for name, body in calls.items():
        # Else CDKTF would copy the folder, which is not written yet.
        source = {"source": f"../{name}", "skip_asset_creation_from_local_modules": True}
        call = cdktf.TerraformHclModule(stack, f"module.{name}", **source)
        called(call, name, {key: value for key, value in body.items() if key != "source"})


def add_values(stack: Any, document: Document) -> None:
    """Add what comes in, what is worked out, and what goes out."""
    for name, body in document.get("variable", {}).items():
        called(cdktf.TerraformVariable(stack, f"var.{name}"), name, body)
    for name, value in document.get("locals", {}).items():
        cdktf.TerraformLocal(stack, f"local.{name}", value).override_logical_id(name)
    for name, body in document.get("output", {}).items():
        called(cdktf.TerraformOutput(stack, f"output.{name}", value=body["value"]), name, body)


def add_resources(stack: Any, document: Document) -> None:
    """Add what Terraform makes, and what it reads."""
    for kind, name, body in labelled(document, "resource"):
        called(cdktf.TerraformResource(stack, f"{kind}.{name}", terraform_resource_type=kind), name, body)
    for kind, name, body in labelled(document, "data"):
        called(cdktf.TerraformDataSource(stack, f"data.{kind}.{name}", terraform_resource_type=kind), name, body)
    for kind, name, body in labelled(document, "ephemeral"):
        stack.add_override(f"ephemeral.{kind}.{name}", body)  # CDKTF has no class for these


def labelled(document: Document, section: str) -> Iterator[tuple[str, str, Document]]:
    """Give the blocks of a section: type, name and arguments."""
    types = document.get(section, {})
    yield from ((kind, name, body) for kind, named in types.items() for name, body in named.items())


def called(element: Any, name: str, body: Document) -> None:
    """Give an element its name and its arguments."""
    element.override_logical_id(name)
    override(element, body)


def override(element: Any, body: Document) -> None:
    """Give an element its arguments."""
    for argument, value in body.items():
        # None by itself would leave the argument out.
        element.add_override(argument, cdktf.Token.null_value() if value is None else value)


if __name__ == "__main__":
    main(*sys.argv[1:])
