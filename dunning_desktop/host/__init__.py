"""The computer: its keychain, folders, clock, printers, and the one running copy."""
