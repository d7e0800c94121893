"""The screen of a partnership agreement."""
