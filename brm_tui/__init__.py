"""brm-tui: the desk of a business relationship manager."""

__version__ = "0.1.0"
