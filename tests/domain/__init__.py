"""The rules, by themselves."""
