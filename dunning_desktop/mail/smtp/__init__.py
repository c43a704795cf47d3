"""Handing mail to a server over SMTP."""
