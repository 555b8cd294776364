"""An editor checks and completes the shipped specs through the line that they begin with.

The real yaml-language-server, from npm, is asked what an editor would ask it.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = "yaml-language-server@2.0.0"
CUSTOM_TAGS = ["!append sequence", "!prepend sequence", "!unset scalar"]  # as the README tells


class LanguageServer:
    """A client of one language server over its standard input and output."""

    def __init__(self, process: "subprocess.Popen[bytes]", folder: Path) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self.input: IO[bytes] = process.stdin
        self.output: IO[bytes] = process.stdout
        self.folder = folder
        self.last_id = 0

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Send a message that has no answer."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: dict[str, Any]) -> Any:
        """Send a request and give its result."""
        self.last_id += 1
        self._send({"id": self.last_id, "method": method, "params": params})
        return self.wait(lambda message: message.get("id") == self.last_id and "method" not in message)["result"]

    def wait(self, wanted: Any) -> dict[str, Any]:
        """Read messages until the wanted one; the server's own requests are answered on the way."""
        while True:
            message = self._read()
            if wanted(message):
                return message
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": self._answer(message)})

    def _answer(self, message: dict[str, Any]) -> Any:
        settings = {"yaml": {"customTags": CUSTOM_TAGS, "completion": True, "validate": True}}
        if message["method"] != "workspace/configuration":
            return None
        return [settings.get(item.get("section")) for item in message["params"]["items"]]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.input.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.input.flush()

    def _read(self) -> dict[str, Any]:
        length = 0
        while (header := self.output.readline().strip()) != b"":
            name, _, value = header.partition(b": ")
            length = int(value) if name == b"Content-Length" else length
        assert length, "the language server has gone"
        message: dict[str, Any] = json.loads(self.output.read(length))
        return message

    def open(self, name: str, text: str) -> list[str]:
        """Open a spec with a text, and give the messages of what the server finds wrong in it."""
        uri = (self.folder / "environments" / f"{name}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        published = "textDocument/publishDiagnostics"
        found = self.wait(lambda message: message.get("method") == published and message["params"]["uri"] == uri)
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        return [f"{item['range']['start']['line'] + 1}: {item['message']}" for item in found["params"]["diagnostics"]]

    def complete(self, name: str, text: str) -> set[str]:
        """Give what the server offers at the end of a text."""
        uri = (self.folder / "environments" / f"{name}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        lines = text.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1])}
        result = self.request("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        return {item["label"] for item in result["items"]}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    """A language server that has a copy of the shipped specs as its workspace."""
    if shutil.which("npm") is None:
        if os.environ.get("CI"):
            pytest.fail("npm is missing, and in CI nothing is skipped")
        pytest.skip("npm is missing, so there is no language server to ask")
    folder = tmp_path_factory.mktemp("editor")
    shutil.copytree(ROOT / "environments", folder / "environments")
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, PACKAGE], check=True)
    command = [str(folder / "node_modules/.bin/yaml-language-server"), "--stdio"]
    capabilities = {"workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            client = LanguageServer(process, folder)
            client.request("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
            client.notify("initialized", {})
            yield client
        finally:
            process.kill()


@pytest.mark.parametrize("spec", sorted(path.stem for path in (ROOT / "environments").glob("*.yaml")))
def test_the_shipped_specs_are_clean_in_an_editor(server: LanguageServer, spec: str) -> None:
    """No shipped spec is underlined, those that leave required keys to their parent included."""
    assert server.open(spec, (ROOT / "environments" / f"{spec}.yaml").read_text("utf-8")) == []


def test_an_editor_underlines_mistakes(server: LanguageServer) -> None:
    """A misspelt key and a value of the wrong type are shown where they stand."""
    text = (
        "# yaml-language-server: $schema=.schema.json\nextends: _base\nstream:\n  shard_count: many\n  retention: 24\n"
    )
    found = server.open("mistaken", text)
    assert [message.split(":")[0] for message in sorted(found)] == ["4", "5"]
    assert "retention" in sorted(found)[1]


def test_an_editor_completes_keys(server: LanguageServer) -> None:
    """Within a part of the spec the keys of that part are offered."""
    offered = server.complete("new", "# yaml-language-server: $schema=.schema.json\nstream:\n  ")
    assert {"mode", "retention_hours", "shard_count"} <= offered
