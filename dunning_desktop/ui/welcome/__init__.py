"""The first five minutes: a calm start for an empty book, and a set-up of four short steps."""
