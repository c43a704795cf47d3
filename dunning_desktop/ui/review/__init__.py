"""The review: what would go out today on the left, the real letter or e-mail on the right."""
