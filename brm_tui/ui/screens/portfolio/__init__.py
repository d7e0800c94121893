"""The portfolio: all customers, how they stand and what they need."""
