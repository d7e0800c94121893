"""The calendar: month, agenda, events and files."""
