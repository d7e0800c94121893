"""Mode 8: reports and packs."""
