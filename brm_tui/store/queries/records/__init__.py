"""One frozen record a KIND, with the names of its model; a test compares them."""
