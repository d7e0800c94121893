"""Today: the first screen."""
