"""Handing mail to a provider's own interface over HTTPS."""
