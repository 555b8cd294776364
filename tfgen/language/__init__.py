"""Terraform's language: types, values, conversion, operators, functions and evaluation."""
