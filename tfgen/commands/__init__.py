"""The commands: each is a function of explicit arguments that returns an exit code; only they print and write."""
