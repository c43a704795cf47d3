"""The dunning command."""
