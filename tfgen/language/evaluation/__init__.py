"""Evaluation: what expressions come to, and what Terraform would say of them."""
