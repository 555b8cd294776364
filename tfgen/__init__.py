"""Render plain Terraform from short YAML environment specs through Jinja templates."""

__version__ = "0.1.0"
