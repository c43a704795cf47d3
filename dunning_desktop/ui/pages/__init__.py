"""The pages of the window, in the order of the rail: see ``parts.places``."""
