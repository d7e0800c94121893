"""One customer: overview, people, agreement, actions and meetings."""
