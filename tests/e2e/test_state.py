"""The state: in S3, encrypted, locked by its own bucket, and without a single secret."""

import json
from collections.abc import Iterator
from typing import Any

from tests.e2e.deployment import STATE_BUCKET, Deployment
from tests.e2e.expected import Expected


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every scalar in a JSON value, with its dotted path."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if pairs is None:
        yield path, value
    else:
        for key, item in pairs:
            yield from leaves(item, f"{path}.{key}")


def secret_values(deployment: Deployment) -> list[str]:
    """Return every password in the account's secrets."""
    client = deployment.account.client("secretsmanager")
    secrets = deployment.account.list("secretsmanager", "list_secrets", "SecretList")
    texts = [client.get_secret_value(SecretId=secret["ARN"])["SecretString"] for secret in secrets]
    return [json.loads(text)["password"] for text in texts]


def names_a_credential(attribute: str) -> bool:
    """Tell whether an attribute of the provider is there for a credential."""
    return "password" in attribute or attribute in {"auth_token", "secret_binary", "secret_string", "secret_string_wo"}


def test_the_state_lies_encrypted_in_the_bucket(deployment: Deployment) -> None:
    """`encrypt = true` has S3 encrypt the state, and no lock is left beside it."""
    s3 = deployment.account.client("s3")
    assert s3.head_object(Bucket=STATE_BUCKET, Key=deployment.state_key)["ServerSideEncryption"] == "AES256"
    objects = deployment.account.list("s3", "list_objects_v2", "Contents", Bucket=STATE_BUCKET)
    assert [item["Key"] for item in objects] == [deployment.state_key]


def test_a_lock_in_the_bucket_keeps_a_second_run_out(deployment: Deployment) -> None:
    """With `use_lockfile`, Terraform refuses to work while somebody else's lock file lies beside the state."""
    s3 = deployment.account.client("s3")
    lock = {"Bucket": STATE_BUCKET, "Key": f"{deployment.state_key}.tflock"}
    s3.put_object(**lock, Body=json.dumps({"ID": "somebody-else", "Who": "a colleague"}))
    try:
        answer = deployment.terraform.run("plan", "-input=false", "-refresh=false", expect=(1,))
    finally:
        s3.delete_object(**lock)
    assert "Error acquiring the state lock" in answer.output
    assert "somebody-else" in answer.output


def test_no_secret_stands_in_the_state(deployment: Deployment, expected: Expected) -> None:
    """No password in any secret is in the state, and no attribute that is named for one has a value."""
    passwords = secret_values(deployment)
    assert len(passwords) == (2 if expected.hosted_rotation else 1)
    text = deployment.state_text()
    assert not [password for password in passwords if password in text]
    assert not [password for password in passwords if json.dumps(password)[1:-1] in text]
    named = {path: value for path, value in leaves(json.loads(text)) if names_a_credential(path.rpartition(".")[2])}
    assert named
    assert {path: value for path, value in named.items() if isinstance(value, str) and value} == {}


def test_no_secret_stands_in_the_rendered_text(deployment: Deployment) -> None:
    """Nor is it in what tfgen wrote."""
    files = [path for path in deployment.terraform.directory.rglob("*") if path.is_file()]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not [password for password in secret_values(deployment) if password in text], path
