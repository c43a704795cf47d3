"""Words for the screen: every code of the rules and the use cases becomes plain English here.

The rooms below speak codes and data; ``translate`` is called at the moment of showing.
"""
