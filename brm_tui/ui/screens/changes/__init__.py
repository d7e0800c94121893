"""Changes: the list with its grid, and one change."""
