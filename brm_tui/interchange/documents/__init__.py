"""Documents for people outside the program: one neutral model, written as Word, HTML or Markdown."""
