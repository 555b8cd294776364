"""What a provider says of the values in a configuration, beyond their types: rules as data, and what checks them."""
