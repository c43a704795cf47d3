"""The dialogs: each collects one thing, checks it beside the field, and loses nothing."""
