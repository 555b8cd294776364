"""The steps of the demo: render, init, apply, show, change, compare, apply, destroy."""

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from scripts.demo.agreement import Actions, announced, planned
from scripts.demo.processes import Failed, Processes

ROOT = Path(__file__).parents[2]
ENVIRONMENT = "local"
CHANGE = "processing.stop_timeout_seconds=90"
NO_PROVIDER = """\
If the AWS provider could not be downloaded: `make demo PLUGIN_DIR=<folder>` takes it from a filesystem mirror, such as
`terraform providers mirror <folder>` makes in generated/local on a machine that can download it."""
# Settings of Terraform that say where providers come from; all others would change what the person sees.
KEPT = frozenset({"TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"})


@dataclass(frozen=True, slots=True)
class Tour:
    """Shows an environment's life on the emulator at `endpoint`; every file that comes to be is below `folder`."""

    processes: Processes
    folder: Path
    terraform: str
    plugin_dir: Path | None
    endpoint: str
    bucket: str

    def show(self) -> None:
        """Show it all, with a sentence before each step."""
        self.create()
        self.change()
        self.remove()

    def create(self) -> None:
        """Show how the environment comes to be."""
        say = self.processes.say
        say(f"Rendering the environment {ENVIRONMENT} into a temporary folder, pointed at the emulator.")
        self.tfgen("render")
        say(f"Initialising Terraform there: the provider, and the state in the S3 bucket {self.bucket}.")
        self.initialise()
        say("Applying it: Terraform plans, then creates. Most of the time the provider waits, as it would for AWS.")
        self.plan("create")
        self.run("apply", "create.tfplan")
        say("These are the outputs of the root module, read from the state in the bucket.")
        self.run("output")

    def change(self) -> None:
        """Show a changed value: what tfgen announces, that Terraform plans the same, and that it applies."""
        say = self.processes.say
        say(f"Changing one value of the spec, {CHANGE}: this is what tfgen announces, without asking AWS or the state.")
        self.tfgen("diff", "--set", CHANGE, expect=(2,))
        ours = announced(self.log("announced.json", "diff", "--set", CHANGE, "--format", "json"))
        say(
            "Rendering the change, and this is what Terraform plans for it, from the state and what the emulator tells."
        )
        self.tfgen("render", "--set", CHANGE)
        self.plan("change")
        self.run("show", "change.tfplan")
        self.run("show", "-json", "change.tfplan", log="planned.json")
        self.agree(ours, planned(self.folder / "planned.json"))
        say("Applying the change.")
        self.run("apply", "change.tfplan")

    def remove(self) -> None:
        """Show how the environment goes."""
        self.processes.say("Destroying everything again.")
        self.plan("destroy", "-destroy")
        self.run("apply", "destroy.tfplan")

    def agree(self, ours: tuple[Actions, Actions], theirs: Actions) -> None:
        """Tell that tfgen and Terraform say the same; raises `Failed` where they do not."""
        certain, possible = ours
        if not certain <= theirs <= possible:
            raise Failed(
                f"tfgen announced {sorted(possible)}, and Terraform plans {sorted(theirs)}. Please report this."
            )
        self.processes.say(f"They agree: both name the same {len(theirs)} resources, with the same actions.")

    def tfgen(self, command: str, *options: str, expect: tuple[int, ...] = (0,), log: Path | None = None) -> None:
        """Run a command of tfgen on the environment, compared with or rendered into the temporary folder."""
        pointed = ("--set", f"emulator.endpoint={self.endpoint}", "--set", f"state.bucket={self.bucket}")
        call = [sys.executable, "-m", "tfgen", command, ENVIRONMENT, "--out", str(self.folder), *pointed, *options]
        self.processes.run(call, ROOT, dict(os.environ), log, expect)

    def log(self, name: str, command: str, *options: str) -> Path:
        """Run a command of tfgen that tells differences, and give the file with what it printed."""
        path = self.folder / name
        self.tfgen(command, *options, expect=(2,), log=path)
        return path

    def initialise(self) -> None:
        """Run `terraform init`."""
        mirror = [f"-plugin-dir={self.plugin_dir}"] if self.plugin_dir else []
        try:
            self.run("init", "-input=false", *mirror)
        except Failed as failure:
            raise Failed(f"{failure}\n{NO_PROVIDER}") from failure

    def plan(self, name: str, *options: str) -> None:
        """Plan into a file and tell only the plan's last line, since a whole one is a thousand lines long."""
        log = f"{name}.log"
        self.run("plan", "-input=false", f"-out={name}.tfplan", *options, log=log)
        found = re.search(r"Plan:.*", (self.folder / log).read_text("utf-8"))
        sys.stdout.write(f"{found[0] if found else 'Plan: no changes.'}\n")

    def run(self, command: str, *options: str, log: str | None = None) -> None:
        """Run Terraform in the rendered folder; what it prints goes to the person, or to a file in the folder."""
        path = self.folder / log if log else None
        plain = [] if sys.stdout.isatty() or "-json" in options else ["-no-color"]
        call = [self.terraform, command, *plain, *options]
        self.processes.run(call, self.folder / ENVIRONMENT, self.environment(), path)

    def environment(self) -> dict[str, str]:
        """Give the variables for Terraform: this process's, without what would lead it to AWS or elsewhere."""
        kept = {name: text for name, text in os.environ.items() if not name.startswith(("AWS_", "TF_")) or name in KEPT}
        nowhere = dict.fromkeys(("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"), os.devnull)
        return (
            kept
            | nowhere
            | {
                "AWS_EC2_METADATA_DISABLED": "true",
                "CHECKPOINT_DISABLE": "true",
                "NO_PROXY": "127.0.0.1",
                "TF_IN_AUTOMATION": "true",
                "TMPDIR": str(self.folder),
            }
        )
