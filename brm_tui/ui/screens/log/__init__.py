"""The log: opportunities, issues and the successes that came of them."""
