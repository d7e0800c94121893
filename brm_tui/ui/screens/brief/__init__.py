"""The brief: one page for the minute before a meeting."""
