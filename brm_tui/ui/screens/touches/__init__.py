"""The contacts with a customer, as a tab of its page."""
