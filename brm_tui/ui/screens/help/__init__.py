"""All keys, the signs, and what a screen is for."""
