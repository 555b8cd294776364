"""`tfgen quotas`: what environments ask of an account's quotas."""

import json
import sys
from pathlib import Path
from typing import Any

import boto3.session
import pytest
from botocore.stub import Stubber

from tests.support import Run, write_files

MAIN = """\
provider "aws" {
  region = "eu-west-1"
}

resource "aws_eip" "main" {
  count = {{ size }}
}
"""


@pytest.fixture
def addresses(project: Path) -> Path:
    """A project whose environments ask addresses: dev 2, prod 3."""
    write_files(project, {"templates/root/main.tf.j2": MAIN, "templates/root/names.tf.j2": "# {{ name }}\n"})
    return project


def aws(monkeypatch: pytest.MonkeyPatch, *, number: str = "111122223333", region: str | None = "eu-west-1") -> None:
    """Let boto3 answer as an account that holds two addresses and may have six."""
    real: Any = boto3.session.Session.client
    quota = {"QuotaCode": "L-0263D0A3", "Value": 6.0}
    answers: dict[str, dict[str, dict[str, Any]]] = {
        "sts": {"get_caller_identity": {"Account": number}},
        "ec2": {"describe_addresses": {"Addresses": [{}, {}]}},
        "service-quotas": {
            "list_aws_default_service_quotas": {"Quotas": [quota]},
            "list_service_quotas": {"Quotas": []},
        },
    }

    def client(self: boto3.session.Session, service: str, **more: Any) -> Any:
        made = real(self, service, **more)
        stubber = Stubber(made)
        for operation, answer in answers[service].items():
            stubber.add_response(operation, answer)
        stubber.activate()
        return made

    monkeypatch.setattr(boto3.session.Session, "client", client)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.delenv("AWS_REGION", raising=False)
    if region:
        monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    else:
        monkeypatch.delenv("AWS_DEFAULT_REGION", raising=False)


@pytest.mark.usefixtures("addresses")
def test_all_that_share_an_account_add_up(run: Run) -> None:
    """Five addresses fill the default of five."""
    said = run("quotas")
    assert said.code == 0
    assert said.out == (
        "the account of the credentials, eu-west-1:\n"
        "  quota                needed  limit  share  by\n"
        "  EC2-VPC Elastic IPs       5      5  100 %  dev 2, prod 3\n"
    )
    assert said.err == (
        "The limits are published defaults where none are given; what the account holds already is not known.\n"
    )


@pytest.mark.usefixtures("addresses")
def test_what_does_not_fit_is_told_with_its_remedy(run: Run) -> None:
    """The exit code is then 2."""
    said = run("quotas", "--set", "size=3")
    assert said.code == 2
    assert "120 %  dev 3, prod 3" in said.out
    assert "Quota does not suffice\n│\n│   on templates/root/main.tf.j2:5:1\n" in said.err
    assert "--quota-code L-0263D0A3 --desired-value 6" in said.err


@pytest.mark.usefixtures("addresses")
def test_limits_may_be_given(run: Run) -> None:
    """For whoever asked AWS for more, or for less."""
    assert run("quotas", "--set", "size=3", "--limit", "ec2/L-0263D0A3=6").code == 0
    said = run("quotas", "dev", "--limit", "ec2/L-0263D0A3=1")
    assert (said.code, "the limit is 1, as given" in said.err) == (2, True)


@pytest.mark.usefixtures("addresses")
def test_what_is_less_than_half_full_shows_on_demand(run: Run) -> None:
    """A short answer is read."""
    said = run("quotas", "dev")
    assert (said.code, said.out) == (0, "")
    assert "Less than half full, and not shown without --all: 1." in said.err
    assert "40 %  dev 2" in run("quotas", "dev", "--all").out


@pytest.mark.usefixtures("addresses")
def test_json_has_everything(run: Run) -> None:
    """What fails is among the diagnostics, and what is not half full among the quotas."""
    document = json.loads(run("quotas", "--format", "json", "--set", "size=3").out)
    assert [found["rule"] for found in document["diagnostics"]] == ["quota-exceeded"]
    (row,) = document["quotas"]
    assert (row["needed"], row["fits"], [one["name"] for one in row["environments"]]) == (6, False, ["dev", "prod"])


def test_what_is_left_out_is_said(project: Path, run: Run) -> None:
    """An emulator is no account, and a module from elsewhere is not at hand."""
    emulated = MAIN.replace("}", '  endpoints {\n    ec2 = "http://127.0.0.1:5000"\n  }\n}', 1)
    far = 'module "far" {\n  source  = "example.com/far/module/aws"\n  version = "1.0.0"\n}\n'
    write_files(project, {"templates/root/main.tf.j2": emulated + far, "templates/root/n.tf.j2": "# {{ name }}\n"})
    said = run("quotas", "dev")
    assert (said.code, said.out) == (0, "")
    assert said.err == (
        "dev: what goes to an emulator (2 resources) is asked of no account.\n"
        "dev: module.far is not at hand, and what is in it is not counted.\n"
    )


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope"], "nope"),
        (["--set", "size=x"], "size"),
        (["--limit", "ec2/L-0263D0A4=5"], 'Did you mean "ec2/L-0263D0A3"?'),
        (["dev", "--live", "--applied", "prod"], "prod is not among the environments that are counted"),
        (["--limit", "5"], "5 is not SERVICE/CODE=NUMBER"),
        (["--applied", "dev"], "which only --live asks for"),
    ],
)
def test_mistakes_are_told(run: Run, arguments: list[str], message: str) -> None:
    """And nothing is counted."""
    said = run("quotas", *arguments)
    assert (said.code, said.out) == (1, "")
    assert message in said.err


def test_without_a_project_there_is_nothing_to_count(tmp_path: Path, run: Run) -> None:
    """As with any command."""
    said = run("-C", str(tmp_path), "quotas")
    assert (said.code, "No project here" in said.err) == (1, True)


@pytest.mark.usefixtures("addresses")
def test_the_account_is_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two in use and five to come are more than six, unless two of them are there already."""
    aws(monkeypatch)
    said = run("quotas", "--live")
    assert said.code == 2
    assert "account 111122223333, eu-west-1:" in said.out
    assert "  EC2-VPC Elastic IPs       5       2      6  117 %  dev 2, prod 3\n" in said.out
    assert "name those that are applied with --applied" in said.err
    aws(monkeypatch)
    assert run("quotas", "--live", "--applied", "dev").code == 0


def test_credentials_of_another_account_are_refused(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its quotas would be the wrong ones."""
    other = MAIN.replace("region", 'allowed_account_ids = ["444455556666"]\n  region             ', 1)
    write_files(project, {"templates/root/main.tf.j2": other, "templates/root/n.tf.j2": "# {{ name }}\n"})
    aws(monkeypatch)
    said = run("quotas", "--live")
    assert (said.code, said.out) == (1, "")
    assert "dev goes to account 444455556666, and the credentials are of account 111122223333" in said.err


def test_a_region_is_needed(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either the provider configuration or the credentials name it."""
    text = 'resource "aws_eip" "main" {\n  count = {{ size }}\n}\n# {{ name }}\n'
    write_files(project, {"templates/root/main.tf.j2": text})
    aws(monkeypatch, region=None)
    said = run("quotas", "--live")
    assert (said.code, "set AWS_REGION" in said.err) == (1, True)
    aws(monkeypatch)
    assert run("quotas", "--live").code == 2


@pytest.mark.usefixtures("addresses")
def test_without_the_extra_the_remedy_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offline, nobody needs boto3."""
    monkeypatch.setitem(sys.modules, "boto3.session", None)
    said = run("quotas", "--live")
    assert (said.code, "pip install 'tfgen[aws]'" in said.err) == (1, True)
    assert run("quotas").code == 0


@pytest.mark.usefixtures("addresses")
def test_without_credentials_the_remedy_is_told(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """boto3 looks for them in its own places."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    said = run("quotas", "--live")
    assert (said.code, "boto3 finds no credentials" in said.err) == (1, True)
