"""A comparison as text for people, JSON, Markdown for a comment, and GitHub's annotations."""
