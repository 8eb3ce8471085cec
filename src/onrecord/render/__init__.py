"""A report for people to look at: a web page, a notebook cell, a terminal. Pure functions."""
