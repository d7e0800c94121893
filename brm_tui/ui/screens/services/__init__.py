"""The mode of services, projects and changes."""
