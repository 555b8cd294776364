"""What the GitHub Action asks of GitHub's API: a comment on the pull request, and SARIF for code scanning.

    github.py comment FILE [--update-only]    a comment by its first line, a hidden marker: written anew or updated
    github.py sarif FILE CATEGORY             findings, which replace those of the same category

The runner's variables say where and for what: GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_EVENT_PATH and so on.
"""

import argparse
import base64
import gzip
import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

PER_PAGE = 100
MAY_NOT = (401, 403, 404)  # what GitHub answers where a token may not write


def call(method: str, path: str, body: object = None) -> Any:
    """Ask the API for a path of the repository, and give what it answers."""
    request = urllib.request.Request(  # noqa: S310 - the runner says where its API is
        f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}",
        data=None if body is None else json.dumps(body).encode(),
        method=method,
        headers={
            "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
        },
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def comment(file: Path, *, update_only: bool) -> str:
    """Put a file's text in the place of the comment with the same first line; give what was done.

    Without such a comment it becomes a new one, unless it is to update only. Nobody's comments but bots' are looked at.
    """
    number = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text("utf-8")).get("pull_request", {}).get("number")
    if not isinstance(number, int):
        return "No comment: this is no pull request."
    text = file.read_text("utf-8")
    marker = text.split("\n", 1)[0]
    mine = (found for found in comments(number) if found["user"]["type"] == "Bot" and _first(found["body"]) == marker)
    found = next(mine, None)
    if found:
        call("PATCH", f"issues/comments/{found['id']:d}", {"body": text})
        return "The comment was updated."
    if update_only:
        return "No comment: there is nothing to tell."
    call("POST", f"issues/{number}/comments", {"body": text})
    return "A comment was written."


def _first(body: str) -> str:
    return body.split("\n", 1)[0].rstrip("\r")


def comments(number: int) -> Iterator[dict[str, Any]]:
    """Give all comments of a pull request, page after page."""
    page = 0
    found: list[dict[str, Any]] = [{}] * PER_PAGE
    while len(found) == PER_PAGE:
        page += 1
        found = call("GET", f"issues/{number}/comments?per_page={PER_PAGE}&page={page}")
        yield from found


def sarif(file: Path, category: str) -> str:
    """Upload findings for the commit that is checked out; give what was done."""
    document = json.loads(file.read_text("utf-8"))
    for run in document["runs"]:
        run["automationDetails"] = {"id": f"tfgen/{'-'.join(category.split())}/"}
    packed = base64.b64encode(gzip.compress(json.dumps(document).encode())).decode()
    about = {"commit_sha": os.environ["GITHUB_SHA"], "ref": os.environ["GITHUB_REF"], "tool_name": "tfgen"}
    call("POST", "code-scanning/sarifs", {**about, "sarif": packed})
    return "The findings were uploaded."


def main() -> int:
    """Do what the arguments say; a token that may not is told and no failure, as pull requests from forks have one."""
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("comment", "sarif"):
        commands.add_parser(name).add_argument("file", type=Path)
    commands.choices["comment"].add_argument("--update-only", action="store_true")
    commands.choices["sarif"].add_argument("category")
    given = parser.parse_args()
    try:
        done = comment(given.file, update_only=given.update_only) if given.command == "comment" else None
        sys.stdout.write(f"{done or sarif(given.file, given.category)}\n")
    except HTTPError as problem:
        sys.stdout.write(f"::{_level(problem)} title=tfgen::GitHub answers {problem.code} to this {given.command}.\n")
        return int(problem.code not in MAY_NOT)
    except URLError as problem:
        sys.stdout.write(f"::error title=tfgen::GitHub cannot be asked: {problem.reason}\n")
        return 1
    return 0


def _level(problem: HTTPError) -> str:
    return "warning" if problem.code in MAY_NOT else "error"


if __name__ == "__main__":
    sys.exit(main())
