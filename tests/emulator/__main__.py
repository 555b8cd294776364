"""`python -m tests.emulator`: serve the emulated AWS on loopback until it is told to stop.

The address goes to stdout as soon as the socket listens, one line a call to stderr. SIGINT and SIGTERM stop it, and
with `--until-stdin-closes` so does the end of its stdin: a parent that holds the other end of that pipe cannot leave
an emulator behind, however it dies.
"""

import argparse
import os
import signal
import sys
import threading
from types import FrameType

from tests.emulator.patching import PATCHES, require_pinned_moto


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; a free one by default")
    parser.add_argument("--bucket", help="an S3 bucket that is there from the start, such as one for Terraform's state")
    parser.add_argument("--until-stdin-closes", action="store_true", help="stop when stdin ends")
    parser.add_argument("--list-patches", action="store_true", help="print what is patched in moto, and stop")
    return parser.parse_args()


def stop(_signal: int, _frame: FrameType | None) -> None:
    """Leave `serve_forever`."""
    raise SystemExit(0)


def stop_with_stdin() -> None:
    """Send this process SIGTERM when stdin ends."""
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main() -> None:
    """Patch moto, bind, tell the address, serve."""
    arguments = parse_arguments()
    require_pinned_moto()
    # Only now: another moto would fail in these imports, and not say so.
    from tests.emulator import extension  # noqa: F401, PLC0415
    from tests.emulator.server import LOOPBACK, create_bucket, create_server  # noqa: PLC0415

    if arguments.list_patches:
        sys.stdout.writelines(f"{patch.member}\n    {patch.gap}\n" for patch in PATCHES)
        return
    server = create_server(arguments.port)
    if arguments.bucket:
        create_bucket(arguments.bucket)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if arguments.until_stdin_closes:
        threading.Thread(target=stop_with_stdin, daemon=True).start()
    sys.stdout.write(f"http://{LOOPBACK}:{server.port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
