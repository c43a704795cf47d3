"""Long tables: pages of rows from the desk, ready strings, sort, search, copy and export."""
