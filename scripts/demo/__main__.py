"""`python -m scripts.demo`: apply, change and destroy the environment `local` on an AWS emulated on this machine.

It needs Terraform and its AWS provider, which `terraform init` downloads, or takes from the mirror that `--plugin-dir`
names. It takes about five minutes, most of them the provider's own waits. Ctrl-C ends it at any step. However it ends,
no process and no file stays behind. The exit code is 0 at the end, 1 after a failure, 130 after Ctrl-C.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from scripts.demo.processes import Failed, Interrupted, Processes
from scripts.demo.tour import Tour
from tests.emulator.process import EmulatorError, run_emulator

NO_TERRAFORM = """\
Terraform is not on PATH. The demo applies what tfgen renders with the real one, 1.10 or newer:
install it (https://developer.hashicorp.com/terraform/install) and run `make demo` again."""
NO_EMULATOR = "Its libraries are those of the extra `e2e`, which `make demo` installs."
NOTHING_LEFT = (
    "Terraform and the emulator have ended, what was applied went with the emulator's memory, and the temporary folder "
    "is removed: nothing is left."
)
STATE_BUCKET = "tfgen-demo-state"


def main() -> int:
    """Read the arguments, show the demo, and tell how it ended; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.demo", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--plugin-dir", type=Path, help="a filesystem mirror that holds the AWS provider")
    plugin_dir = parser.parse_args().plugin_dir
    terraform = shutil.which("terraform")
    if terraform is None:
        return fail(NO_TERRAFORM)
    try:
        with Processes() as processes:
            show(processes, terraform, plugin_dir.absolute() if plugin_dir else None)
    except Interrupted as interrupt:
        sys.stderr.write(f"\nInterrupted. {NOTHING_LEFT}\n")
        return interrupt.exit_code
    except Failed as failure:
        return fail(f"{failure}\n{NOTHING_LEFT}")
    except EmulatorError as failure:
        return fail(f"{failure}\n{NO_EMULATOR}")
    return 0


def show(processes: Processes, terraform: str, plugin_dir: Path | None) -> None:
    """Start an emulator, show the tour on it, and stop it."""
    processes.say("Starting an emulator of AWS on a free port of this machine; all that follows talks to it alone.")
    with (
        tempfile.TemporaryDirectory(prefix="tfgen-demo-") as folder,
        run_emulator(Path(folder, "emulator.log"), "--bucket", STATE_BUCKET) as endpoint,
    ):
        sys.stdout.write(f"{endpoint}\n")
        Tour(processes, Path(folder), terraform, plugin_dir, endpoint, STATE_BUCKET).show()
        processes.say("Stopping the emulator and removing the temporary folder.")
    processes.say_end(NOTHING_LEFT)


def fail(message: str) -> int:
    """Tell a failure; returns the exit code for it."""
    sys.stderr.write(f"\nError: {message}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
