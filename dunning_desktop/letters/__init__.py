"""Letters and e-mails: a reminder's facts put into words, on paper and into a message."""
