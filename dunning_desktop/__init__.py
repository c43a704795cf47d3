"""Dunning Desktop: get a small business's unpaid invoices paid."""

__version__ = "0.1.0"
