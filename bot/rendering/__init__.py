"""What Discord shows of an outcome: blocks of Markdown, within Discord's limits.

Every word that is not ours goes through `neutralise`. A message of components holds 4,000 characters of
text in all; what does not fit is left out at a sentence's border, with its markers, and the reader is told.
"""
