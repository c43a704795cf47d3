"""The owner's own inbox over IMAP: read, and never changed."""
