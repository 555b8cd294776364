"""The real Terraform evaluates literals to the values that they were written for."""

import base64
import json
import math
import os
import random
import subprocess
from pathlib import Path
from typing import Any

from tests.render.reading import normal
from tests.render.test_attacks import READ_BACK, REFUSED
from tests.terraform import find_terraform, unavailable
from tfgen.hcl.expression import Writable
from tfgen.hcl.literal import NotWritable, literal

# No accent by itself: Terraform would join it to the letter of an escape in what `jsonencode` gives, as in `\\r`.
SIGNS = [*'$%{}"\\\n\r\t\x01\x7f~#aé\U0001f600', "${", "%{", "e\u0301"]
NUMBERS: list[Writable] = [0, -1, 2**53, -(2**63), 0.1, -0.5, 1e-7, 1e22, 1.7976931348623157e308, 5e-324, math.pi]


def evaluated(expressions: list[str], folder: Path) -> list[Any]:
    """Give the values of expressions, as `terraform console` finds them; it prints only the last line's."""
    if (terraform := find_terraform()) is None:
        unavailable("terraform is not on PATH")
    env = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    script = f"base64encode(jsonencode([{', '.join(expressions)}]))\n"
    command = [terraform, "console"]
    done = subprocess.run(command, cwd=folder, env=env, input=script.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return list(json.loads(base64.b64decode(done.stdout.strip(b'"\n'))))


def texts() -> list[str]:
    """Give every attack by name, and texts of odd signs, the same on every run."""
    chance = random.Random(1)  # noqa: S311 - no secret
    odd = ["".join(chance.choices(SIGNS, k=chance.randint(0, 8))) for _ in range(300)]
    return [*(value for _, value in (READ_BACK | REFUSED).values()), *odd]


def writable(value: Writable) -> bool:
    """Tell whether Terraform has a form for a value."""
    try:
        literal(value)
    except NotWritable:
        return False
    return True


def test_terraform_evaluates_a_literal_to_its_value(tmp_path: Path) -> None:
    """Texts, as values, keys and elements, and numbers."""
    known = [text for text in texts() if writable(text)]
    pairs: list[Writable] = [{one: [two, True, None]} for one, two in zip(known, reversed(known), strict=True)]
    values: list[Writable] = [*known, *pairs, *NUMBERS, [[]], {}, {"a": {"b": [{"c": "${d}"}]}}]
    found = evaluated([literal(value, None) for value in values], tmp_path)
    assert normal(found) == normal(values)
