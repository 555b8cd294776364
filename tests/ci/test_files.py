"""What stands in the action, the hooks and the documented workflows is right."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from tfgen.cli import cli

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
CI = (ROOT / "docs/ci.md").read_text("utf-8")
GITHUB, GITLAB, PRE_COMMIT = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", CI, re.DOTALL))


def steps() -> Iterator[dict[str, Any]]:
    """Give the steps of the action and of the workflow."""
    yield from ACTION["runs"]["steps"]
    for job in GITHUB["jobs"].values():
        yield from job["steps"]


def shell_texts() -> list[str]:
    """Give all that a shell runs."""
    texts = [step["run"] for step in steps() if "run" in step]
    return [*texts, (ROOT / "scripts/action.sh").read_text("utf-8"), "\n".join(GITLAB["tfgen"]["script"])]


def command_lines() -> Iterator[list[str]]:
    """Give all uses of tfgen in hooks, scripts and the page, options of shells left out."""
    texts = [hook["entry"] for hook in HOOKS]
    texts += [line for text in shell_texts() for line in text.splitlines() if re.search(r"\btfgen [a-z-]+ ", line)]
    texts += re.findall(r"`(tfgen [^`]*)`", CI)
    for text in texts:
        found = re.search(r"tfgen ((?:-C \S+ )?(?:affected|validate|diff|fmt|render)\b[^|>;)]*)", text)
        if found:
            words = shlex.split(found[1].replace('"${options[@]}"', "").replace('"${environments[@]}"', ""))
            yield words[2:] if words[0] == "-C" else words


def test_every_command_and_option_exists() -> None:
    """Nobody copies a line that does not work."""
    found = list(command_lines())
    assert len(found) > 12
    for name, *words in found:
        command = cli.get_command(click.Context(cli), name)
        assert command
        known = {option for parameter in command.params for option in parameter.opts}
        options = {word.partition("=")[0] for word in words if word.startswith("-") and word != "--"}
        assert options <= known, (name, options - known)
        formats = [words[at + 1] for at, word in enumerate(words) if word == "--format"]
        choices = [found.type.choices for found in command.params if isinstance(found.type, click.Choice)]
        assert all(any(style in words for words in choices) for style in formats)


@pytest.mark.parametrize("text", shell_texts())
def test_shell_is_shell_and_holds_no_expressions(text: str) -> None:
    """An expression would put what others write into the text of a script."""
    assert "${{" not in text
    done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_actions_of_others_are_pinned_to_a_commit() -> None:
    """The action itself uses none."""
    used = [step["uses"] for step in steps() if "uses" in step]
    assert all(re.fullmatch(r"actions/checkout@[0-9a-f]{40}|OWNER/tfgen@FULL_SHA_OF_A_COMMIT", one) for one in used)
    assert [step for step in ACTION["runs"]["steps"] if "uses" in step] == []


def test_every_input_is_used_and_every_output_comes_from_a_step() -> None:
    """The action's inputs are variables of its script, and the workflow names no others."""
    [step] = ACTION["runs"]["steps"]
    values = set(step["env"].values())
    assert values == {f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"]}
    script = (ROOT / "scripts/action.sh").read_text("utf-8")
    assert all(f"${name}" in script for name in step["env"] if name.startswith("TFGEN_"))
    assert all(f"output {name} " in script for name in ACTION["outputs"])
    given = {name for one in steps() if one.get("uses", "").startswith("OWNER/tfgen") for name in one["with"]}
    assert given <= set(ACTION["inputs"])


def test_jobs_have_no_permissions_but_their_own() -> None:
    """And checkouts leave no token behind."""
    assert GITHUB["permissions"] == {}
    assert GITHUB[True] == "pull_request"  # YAML 1.1 reads `on` so
    for job in GITHUB["jobs"].values():
        assert job["permissions"]["contents"] == "read"
    checkouts = [step for step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 3
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_hooks_look_at_the_files_of_a_project() -> None:
    """Those of templates, specs and output, and Terraform files anywhere."""
    looked_at = {
        hook["id"]: [
            path
            for path in (
                "templates/root/main.tf.j2",
                "infra/environments/dev.yaml",
                "generated/dev/main.tf",
                "README.md",
            )
            if re.search(hook["files"], path)
        ]
        for hook in HOOKS
    }
    assert looked_at == {
        "tfgen-validate": ["templates/root/main.tf.j2", "infra/environments/dev.yaml"],
        "tfgen-fmt": ["generated/dev/main.tf"],
        "tfgen-diff": ["templates/root/main.tf.j2", "infra/environments/dev.yaml", "generated/dev/main.tf"],
    }
    [repository] = PRE_COMMIT["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in HOOKS]


def test_this_repository_holds_its_own_output() -> None:
    """A change of a template without what it renders fails in CI, to the byte, and nothing is rendered for that."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    target = re.search(r"^check-generated:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert target
    assert "\t$(BIN)/tfgen diff --text\n" in target[1]
    assert "make check-generated" in (ROOT / ".ci/run").read_text("utf-8")
