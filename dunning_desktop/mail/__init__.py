"""E-mail: build the message, deliver it, and understand what the server says."""
