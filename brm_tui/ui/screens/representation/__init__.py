"""Who of IT serves which customer, and how much everybody has to do."""
