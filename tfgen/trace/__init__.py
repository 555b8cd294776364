"""Findings of other tools about the output, led back to templates and specs."""
