"""The details panels that open beside a selected row."""
