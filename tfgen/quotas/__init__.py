"""Quotas: what renderings ask of a cloud account, counted by rules that are data, against what the account allows."""
