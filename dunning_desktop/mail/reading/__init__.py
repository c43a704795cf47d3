"""Making sense of a mail that arrived."""
