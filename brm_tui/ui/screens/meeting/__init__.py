"""A meeting: what to know before it, who came, and its minutes while they are typed."""
