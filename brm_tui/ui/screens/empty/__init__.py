"""What the modes say whose screens are still to come."""
