"""moto's server behind a thin WSGI layer that logs each call by name and never lets one hang Terraform."""

import json
import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from moto.s3.models import s3_backends
from werkzeug.serving import BaseWSGIServer, make_server

from tests.emulator import applications

LOOPBACK = "127.0.0.1"
NOT_IMPLEMENTED = "501 Not Implemented"

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class FailFast:
    """A WSGI application around moto's that logs every call and answers a crash with 501 instead of 500.

    The AWS SDK tries a 500 again, up to 25 times with growing pauses, so that a call which moto does not implement
    would hold Terraform for minutes. A 501 is final, and its text tells what happened.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Serve one request and write its line to the log on stderr."""
        action, started, status = aws_action(environ), time.monotonic(), NOT_IMPLEMENTED

        def start(line: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            nonlocal status
            status = line
            return start_response(line, headers, *rest)

        try:
            if signing_service(environ) == "serverlessrepo":
                return applications.serve(environ, start)
            return list(self.application(environ, start))
        except Exception as error:  # noqa: BLE001 -- whatever breaks in moto has to reach the caller
            traceback.print_exc()
            kind, body = error_document(environ, f"The emulator failed in {action}: {error!r}")
            start_response(NOT_IMPLEMENTED, [("Content-Type", kind)])
            return [body.encode()]
        finally:
            log_call(status, time.monotonic() - started, action)


def log_call(status: str, seconds: float, action: str) -> None:
    """Write one line for a call: clock, status, duration, service and action."""
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {status[:3]} {seconds * 1000:5.0f} ms {action}\n")


def aws_action(environ: Environ) -> str:
    """Name the call in a request: `kinesis CreateStream`, or `s3 GET /bucket/key` for REST protocols."""
    service = signing_service(environ)
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return f"{service} {target.rpartition('.')[2]}"
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return f"{service} {query_action(environ)}"
    return f"{service} {environ['REQUEST_METHOD']} {environ['PATH_INFO']}"


def signing_service(environ: Environ) -> str:
    """Return the service that a request is signed for, or `-` for an unsigned one."""
    scope: list[str] = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split("/")
    return scope[3] if len(scope) > 3 else "-"


def query_action(environ: Environ) -> str:
    """Return `Action` from a form body, and leave the body to be read again."""
    body: bytes = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = BytesIO(body)
    return parse_qs(body.decode()).get("Action", ["-"])[0]


def error_document(environ: Environ, message: str) -> tuple[str, str]:
    """Return content type and body of an error in the protocol of the request, so that the SDK shows the message."""
    if "HTTP_X_AMZ_TARGET" in environ:
        return "application/x-amz-json-1.1", json.dumps({"__type": "NotImplemented", "message": message})
    error = f"<Error><Code>NotImplemented</Code><Message>{escape(message)}</Message></Error>"
    if signing_service(environ) == "ec2":
        return "text/xml", f"<Response><Errors>{error}</Errors></Response>"
    return "text/xml", f"<ErrorResponse>{error}</ErrorResponse>"


def create_server(port: int = 0) -> BaseWSGIServer:
    """Bind moto's server to loopback; port 0 takes a free one, which the result's `port` tells."""
    # FailFast writes the log of requests, with the AWS action in it.
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    application = FailFast(DomainDispatcherApplication(create_backend_app))
    return make_server(LOOPBACK, port, application, threaded=True, request_handler=MotoRequestHandler)


def create_bucket(name: str) -> None:
    """Put an empty bucket into the account that everything here belongs to."""
    s3_backends[DEFAULT_ACCOUNT_ID]["aws"].create_bucket(name, "eu-west-1")
