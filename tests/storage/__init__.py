"""The book on disk."""
