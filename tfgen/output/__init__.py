"""Output: what writing an environment would change on disk, and the writing itself."""
