"""Signing in with a consent given in the browser."""
