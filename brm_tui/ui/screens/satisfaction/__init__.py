"""How satisfied the customers are, and how mature the relationships."""
