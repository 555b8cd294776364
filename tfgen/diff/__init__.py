"""Diff: what changes between two renderings of an environment, by resource address as `terraform plan` tells it."""
