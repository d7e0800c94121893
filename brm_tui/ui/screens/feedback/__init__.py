"""Feedback, the log and satisfaction."""
