"""Reports: diagnostics and results as text for people and as JSON for machines."""
