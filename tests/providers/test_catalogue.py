"""The catalogue answers by the version that a project's constraints admit, or not at all."""

from pathlib import Path

import pytest

from tests.providers.support import cache_provider, version_of
from tfgen.providers.catalogue import Catalogue
from tfgen.providers.schema import AttributeSchema

AWS, SHIPPED = "hashicorp/aws", "5.100.0"


def attribute(name: str) -> dict[str, object]:
    """A schema with one attribute, by which it is told from others."""
    return {"attributes": {name: ["o", "string"]}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A cache with three versions of a provider, the last a prerelease."""
    records = {"resource x_a": attribute("old"), "resource x_gone": attribute("old"), "provider": {}}
    cache_provider(tmp_path, "x/x", "1.9.0", records)
    functions = {"function f": {"parameters": [["a", "string"]], "returns": "bool"}}
    kinds = {"data x_d": attribute("new"), "ephemeral x_e": attribute("new"), "provider": attribute("new")}
    cache_provider(tmp_path, "x/x", "1.10.0", {"resource x_a": attribute("new"), **kinds, **functions})
    cache_provider(tmp_path, "x/x", "2.0.0-beta1", {"resource x_a": attribute("beta")})
    return tmp_path


@pytest.mark.parametrize(
    ("constraints", "locked", "attributes"),
    [
        ([], None, ["new"]),
        ([">= 1", "< 1.10"], None, ["old"]),
        (["~> 1.0, != 1.10.0"], None, ["old"]),
        (["2.0.0-beta1"], None, ["beta"]),
        ([], "1.9.0", ["old"]),
        ([], "1.9.5", ["new"]),
        ([">= 1.10"], "1.9.0", ["new"]),
        ([">= 2"], None, None),
        (["newest"], None, None),
        ([">= 1", "v1"], None, None),
    ],
)
def test_the_version_follows_constraints_and_lock(
    folder: Path, constraints: list[str], locked: str | None, attributes: list[str] | None
) -> None:
    """The locked one if it is there and admitted, else the newest; none where none is admitted."""
    lock = version_of(locked) if locked else None
    found = Catalogue.open(folder).resource("x/x", "x_a", constraints, lock)
    assert (list(found.attributes) if found else None) == attributes


def test_a_type_that_the_version_lacks_is_not_taken_from_another(folder: Path) -> None:
    """It does not exist there; what the version has is told."""
    catalogue = Catalogue.open(folder)
    assert catalogue.resource("x/x", "x_gone") is None
    assert catalogue.resource("x/x", "x_gone", ["1.9.0"]) is not None
    assert catalogue.types("x/x", [], "resource") == ["x_a"]
    assert catalogue.types("x/x", [], "resource", version_of("1.9.0")) == ["x_a", "x_gone"]
    assert str(catalogue.version("X/X")) == "1.10.0"


def test_every_kind_has_its_schemas(folder: Path) -> None:
    """A resource is no data source of the same name."""
    catalogue = Catalogue.open(folder)
    new = {"new": AttributeSchema("string", optional=True)}
    for found in (catalogue.data("x/x", "x_d"), catalogue.ephemeral("x/x", "x_e"), catalogue.provider("x/x")):
        assert found
        assert found.attributes == new
    assert (catalogue.data("x/x", "x_a"), catalogue.ephemeral("x/x", "x_d")) == (None, None)
    function = catalogue.provider_function("x/x", "f")
    assert function
    assert function.returns == "bool"
    assert catalogue.provider_function("x/x", "g") is None


@pytest.mark.parametrize("source", ["x/unknown", "no source", "../x/x"])
def test_nothing_is_known_of_other_providers(folder: Path, source: str) -> None:
    """So nothing can be said against what is used of them."""
    catalogue = Catalogue.open(folder)
    answers = (catalogue.resource(source, "x_a"), catalogue.types(source, [], "resource"), catalogue.version(source))
    assert answers == (None, None, None)


def test_a_damaged_cache_is_passed_over(folder: Path) -> None:
    """The next version answers."""
    path = folder / "x/x/1.10.0.schemas"
    path.write_bytes(b"x" * 500)
    catalogue = Catalogue.open(folder)
    found = catalogue.resource("x/x", "x_a")
    assert found
    assert list(found.attributes) == ["old"]
    assert catalogue.types("x/x", [], "resource") == ["x_a", "x_gone"]
    assert catalogue.resource("x/x", "x_a", ["1.10.0"]) is None


@pytest.mark.parametrize("source", [AWS, "aws", "HashiCorp/aws"])
def test_what_ships_answers_without_a_cache(tmp_path: Path, source: str) -> None:
    """However the provider is written."""
    catalogue = Catalogue.open(tmp_path)
    found = catalogue.resource(source, "aws_vpc", ["~> 5.0"])
    assert found
    assert found.attributes["cidr_block"] == AttributeSchema("string", optional=True, computed=True)
    group = catalogue.resource(source, "aws_security_group", ["~> 5.0"])
    assert group
    assert group.blocks["timeouts"].nesting == "single"
    assert catalogue.resource(source, "aws_vpc", ["~> 6.0"]) is None
    types = catalogue.types(source, [], "resource")
    assert types
    assert len(types) == 1526
    assert catalogue.types(source, [], "function") == ["arn_build", "arn_parse", "trim_iam_role_path"]


def test_a_type_whose_schema_does_not_ship_is_known_by_name_only(tmp_path: Path) -> None:
    """Unless another admitted version is cached: its schema is better than none."""
    name = "aws_wafv2_web_acl"
    assert Catalogue.open(tmp_path).resource(AWS, name) is None
    assert name in (Catalogue.open(tmp_path).types(AWS, [], "resource") or ())
    cache_provider(tmp_path, AWS, "5.90.0", {f"resource {name}": attribute("cached"), "resource aws_vpc": {}})
    catalogue = Catalogue.open(tmp_path)
    found, vpc = catalogue.resource(AWS, name), catalogue.resource(AWS, "aws_vpc")
    assert found
    assert vpc
    assert list(found.attributes) == ["cached"]
    assert "cidr_block" in vpc.attributes


def test_the_cached_schemas_of_a_version_come_before_the_shipped(tmp_path: Path) -> None:
    """They are all that the provider has."""
    cache_provider(tmp_path, AWS, SHIPPED, {"resource aws_vpc": attribute("cached")})
    found = Catalogue.open(tmp_path).resource(AWS, "aws_vpc")
    assert found
    assert list(found.attributes) == ["cached"]


def test_the_provider_that_is_part_of_terraform_ships(tmp_path: Path) -> None:
    """All of it."""
    catalogue, source = Catalogue.open(tmp_path), "terraform.io/builtin/terraform"
    data, block = catalogue.resource(source, "terraform_data"), catalogue.provider(source)
    assert data
    assert data.attributes["input"].type == "dynamic"
    assert block
    assert dict(block.attributes) == {}
    assert catalogue.types(source, [], "data") == ["terraform_remote_state"]
    assert catalogue.provider_function(source, "encode_tfvars") is not None


def test_functions_are_known_under_both_names(tmp_path: Path) -> None:
    """Those that take any number of arguments included."""
    functions = Catalogue.open(tmp_path).functions()
    assert functions["substr"] == functions["core::substr"]
    assert [parameter.name for parameter in functions["substr"].parameters] == ["str", "offset", "length"]
    assert functions["max"].variadic
    assert "bogus" not in functions
    assert len(functions) == 236


def test_the_same_answer_is_read_once(tmp_path: Path) -> None:
    """However often it is asked for."""
    catalogue = Catalogue.open(tmp_path)
    assert catalogue.functions() is catalogue.functions()
    assert catalogue.resource(AWS, "aws_vpc", ["~> 5.0"]) is catalogue.resource(AWS, "aws_vpc", ["~> 5.0"])


def test_backends_are_known_by_type(tmp_path: Path) -> None:
    """And those that Terraform had once, by what it says of them."""
    catalogue = Catalogue.open(tmp_path)
    found = catalogue.backend("s3")
    assert found
    assert found.attributes["bucket"].required
    assert found.attributes["endpoints"].nested
    assert catalogue.backend("s4") is None
    types = ["azurerm", "consul", "cos", "gcs", "http", "inmem", "kubernetes", "local", "oss", "pg", "remote", "s3"]
    assert catalogue.backends() == types
    assert catalogue.unsupported_backend("etcd") == 'The "etcd" backend is not supported in Terraform v1.3 or later.'
    assert catalogue.unsupported_backend("s3") is None
    assert list(catalogue.cloud().blocks) == ["workspaces"]


def test_the_user_s_cache_is_the_usual_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that `tfgen providers schema` writes."""
    monkeypatch.setattr("tfgen.providers.catalogue.cache_folder", lambda: tmp_path)
    cache_provider(tmp_path, "x/x", "1.0.0", {"provider": {}})
    assert Catalogue.open().provider("x/x") is not None
