"""An AWS on loopback: moto's server with the gaps filled that Terraform's AWS provider runs into.

`tests/e2e/README.md` tells what is filled and why. Run it by hand with `python -m tests.emulator --port 5000`.
"""
