"""One function for each thing the owner does, over ports that the outer rooms fill."""
