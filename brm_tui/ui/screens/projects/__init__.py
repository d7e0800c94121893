"""Projects: the list, and one project."""
