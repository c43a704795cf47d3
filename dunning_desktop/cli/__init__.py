"""The ``dunning`` command: the same use cases without a window."""
