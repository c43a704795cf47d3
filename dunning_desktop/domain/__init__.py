"""The rules: frozen values and pure functions, standard library only, no clock and no I/O."""
