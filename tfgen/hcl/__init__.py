"""HCL, Terraform's language: its tokens, its literals, and the blocks that a parsed file holds."""
