"""Letters and e-mails, read back from what comes out."""
