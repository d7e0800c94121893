"""The board: actions as cards in a column a status."""
