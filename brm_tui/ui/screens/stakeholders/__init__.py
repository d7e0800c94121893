"""The stakeholder map: a customer's people in influence × interest, and how they stand to us."""
