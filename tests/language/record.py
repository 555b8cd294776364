"""Asks the real Terraform about all expressions: `python -m tests.language.record`.

Each expression becomes an output of one module. `terraform validate` tells its errors; the values come from a plan of
those that are faultless and have no variables in them.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.language.cases import FILES, GROUPS, VARIABLES, Result, expressions, results_file
from tests.terraform import find_terraform, unavailable

LINES_OF_AN_OUTPUT = 4


def record(asked: list[str], folder: Path) -> dict[str, Result]:
    """Give what Terraform makes of each expression; `folder` is to work in."""
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    declared = (f'variable "{name}" {{\n  type = {text}\n}}\n' for name, (text, _) in VARIABLES.items())
    (folder / "variables.tf").write_text("".join(declared), encoding="utf-8")
    results: dict[str, Result] = {}
    write(folder, asked)
    for one in json.loads(terraform(folder, "validate", "-json"))["diagnostics"]:
        expression = asked[(one["range"]["start"]["line"] - 1) // LINES_OF_AN_OUTPUT]
        results.setdefault(expression, {"errors": []})["errors"].append([one["summary"], plain(one["detail"])])
    faultless = [expression for expression in asked if expression not in results]
    results |= {expression: {"valid": True} for expression in faultless if "var." in expression}
    return results | planned(folder, [expression for expression in faultless if "var." not in expression])


def planned(folder: Path, asked: list[str]) -> dict[str, Result]:
    """Give the values of faultless expressions; `{"valid": True}` for one that is known only after apply."""
    (folder / "variables.tf").write_text("", encoding="utf-8")
    write(folder, asked)
    terraform(folder, "plan", "-out=plan", "-input=false")
    outputs = json.loads(terraform(folder, "show", "-json", "plan"))["planned_values"].get("outputs", {})
    return {expression: value_of(outputs[f"o{index}"]) for index, expression in enumerate(asked)}


def value_of(output: dict[str, Any]) -> Result:
    """Give an output's value and type."""
    return {"value": output["value"], "type": output["type"]} if "type" in output else {"valid": True}


def plain(detail: str) -> str:
    """Leave out the stack trace of a function that panicked."""
    return detail.partition("\ngoroutine ")[0]


def write(folder: Path, asked: Iterable[str]) -> None:
    """Write a module with an output for each expression, sensitive so that sensitive values may stand there."""
    outputs = (
        f'output "o{index}" {{\n  sensitive = true\n  value = {expression}\n}}\n'
        for index, expression in enumerate(asked)
    )
    (folder / "main.tf").write_text("".join(outputs), encoding="utf-8")


def terraform(folder: Path, *command: str) -> str:
    """Run Terraform and give what it prints; nothing of the machine's settings reaches it."""
    executable = find_terraform() or unavailable("terraform is not on PATH")
    environment = {"HOME": str(folder), "CHECKPOINT_DISABLE": "true", "TF_IN_AUTOMATION": "true"}
    done = subprocess.run(
        [executable, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip(), done.stderr
    return done.stdout


def main() -> None:
    """Write what Terraform makes of every group."""
    for group in GROUPS:
        with tempfile.TemporaryDirectory() as folder:
            found = record(expressions(group), Path(folder))
        text = json.dumps({one: found[one] for one in expressions(group)}, indent=1, ensure_ascii=False)
        results_file(group).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
