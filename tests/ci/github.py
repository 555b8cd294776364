"""A small GitHub on loopback: the comments of a pull request, and uploads of SARIF."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

REPOSITORY = "plant/sensors"
LIMIT = 65_536


@dataclass
class GitHub:
    """What it holds, and who asked for what; with `status`, it answers that to whoever writes."""

    comments: list[dict[str, Any]] = field(default_factory=list)
    uploads: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    status: int = 0
    url: str = ""

    def answer(self, method: str, url: str, body: dict[str, Any]) -> tuple[int, object]:
        """Give the status and the document for a request, as the real one does."""
        self.asked.append(f"{method} {url}")
        parts = urlsplit(url)
        path = parts.path.removeprefix(f"/repos/{REPOSITORY}/")
        if method != "GET" and self.status:
            return self.status, {"message": "no"}
        if method != "GET" and len(body.get("body", "")) > LIMIT:
            return 422, {"message": "Body is too long"}
        if (method, path) == ("GET", "issues/7/comments"):
            query = parse_qs(parts.query)
            page, size = int(query["page"][0]), int(query["per_page"][0])
            return 200, self.comments[(page - 1) * size : page * size]
        if (method, path) == ("POST", "issues/7/comments"):
            self.comments.append(comment(body["body"], number=len(self.comments)))
            return 201, self.comments[-1]
        if (method, path) == ("POST", "code-scanning/sarifs"):
            self.uploads.append(body)
            return 202, {}
        found = re.fullmatch(r"issues/comments/(\d+)", path)
        if method == "PATCH" and found:
            self.comments[int(found[1])]["body"] = body["body"]
            return 200, {}
        return 404, {"message": "Not Found"}


def comment(body: str, *, number: int, kind: str = "Bot") -> dict[str, Any]:
    """Give a comment as the API does; it comes with the line ends of forms."""
    return {"id": number, "body": body.replace("\n", "\r\n"), "user": {"type": kind}}


@contextmanager
def run_github() -> Iterator[GitHub]:
    """Serve one on a free port."""
    github = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"{}")
            allowed = self.headers["Authorization"] == "Bearer secret"
            status, document = github.answer(self.command, self.path, body) if allowed else (401, {})
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(document).encode())

        do_GET = do_POST = do_PATCH = handle_any  # noqa: N815 - the names that the server calls

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        github.url = f"http://127.0.0.1:{server.server_port}"
        yield github
        server.shutdown()
