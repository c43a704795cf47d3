"""How it looks: colours, icons, type, spacing; one accent, red only for real trouble."""
