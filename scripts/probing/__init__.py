"""Asks the real provider what it makes of changed arguments: for scripts/replacements.py, and for its test."""
