"""Pure functions and small frozen dataclasses: the judgement of the product."""
