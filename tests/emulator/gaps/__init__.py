"""The gaps, one module an AWS service. Importing a module patches moto, so only the emulator's process may."""
