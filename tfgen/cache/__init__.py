"""What tfgen remembers in the user's cache folder: texts that python-hcl2 has read, environments that are settled."""
