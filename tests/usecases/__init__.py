"""What the owner does, on a real book."""
