"""What Terraform knows of providers, functions and backends, as data: shipped, or cached from the Terraform here."""
