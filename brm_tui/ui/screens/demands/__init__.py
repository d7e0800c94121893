"""Demand: the ranked list, the plot, the weights, and what comes of it."""
