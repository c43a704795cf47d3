"""Which server an address has: from the bundled table, or asked for."""
