"""Checks: what the pack demands of a spec, and what Terraform would reject in the rendered modules."""
