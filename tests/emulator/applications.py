"""The Serverless Application Repository, which moto lacks: its one application makes a stack of CloudFormation.

The stack is what AWS's rotation function looks like from outside: a role, and an output with the function's ARN.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote

from moto.cloudformation.models import cloudformation_backends
from moto.core import DEFAULT_ACCOUNT_ID

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
# Parameters of AWS's rotation functions, as far as the system gives them.
PARAMETERS = (
    "endpoint",
    "excludeCharacters",
    "functionName",
    "kmsKeyArn",
    "masterSecretArn",
    "masterSecretKmsKeyArn",
    "vpcSecurityGroupIds",
    "vpcSubnetIds",
)
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_RESOURCE_POLICY"]


def serve(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer `GetApplication` and `CreateCloudFormationChangeSet`."""
    application, _, rest = unquote(environ["PATH_INFO"]).removeprefix("/applications/").rpartition("/changesets")
    if environ["REQUEST_METHOD"] == "POST":
        length = int(environ.get("CONTENT_LENGTH") or 0)
        answer = create_change_set(application, json.loads(environ["wsgi.input"].read(length)))
    else:
        answer = describe(application or rest)
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(answer).encode()]


def describe(application: str) -> dict[str, Any]:
    """Describe an application: what it takes and what one must agree to."""
    definitions = [{"name": name, "type": "String", "referencedByResources": []} for name in PARAMETERS]
    version = {
        "applicationId": application,
        "parameterDefinitions": definitions,
        "requiredCapabilities": CAPABILITIES,
        "semanticVersion": "1.1.367",
    }
    return {"applicationId": application, "name": application.rpartition("/")[2], "version": version}


def create_change_set(application: str, request: dict[str, Any]) -> dict[str, Any]:
    """Prepare the stack of an application; CloudFormation itself then carries it out."""
    given = {parameter["name"]: parameter["value"] for parameter in request.get("parameterOverrides", [])}
    tags = {tag["key"]: tag["value"] for tag in request.get("tags", [])}
    tags |= {
        "serverlessrepo:applicationId": application,
        "serverlessrepo:semanticVersion": request["semanticVersion"],
    }
    name = f"serverlessrepo-{request['stackName']}"
    backend = cloudformation_backends[DEFAULT_ACCOUNT_ID]["eu-west-1"]
    identifier, stack_id = backend.create_change_set(
        stack_name=name,
        change_set_name=f"{name}-change",
        template=json.dumps(template(given)),
        parameters=given,
        description="",
        change_set_type="CREATE",
        tags=tags,
    )
    return {
        "applicationId": application,
        "changeSetId": identifier,
        "semanticVersion": request["semanticVersion"],
        "stackId": stack_id,
    }


def template(given: dict[str, str]) -> dict[str, Any]:
    """Return the template of the stack."""
    function = f"arn:aws:lambda:eu-west-1:{DEFAULT_ACCOUNT_ID}:function:{given['functionName']}"
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
        ],
    }
    role = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust}}
    return {
        "Parameters": {name: {"Type": "String"} for name in given},
        "Resources": {"Role": role},
        "Outputs": {"RotationLambdaARN": {"Value": function}},
    }
