"""Tables with other headings: a mapping says what each column is, and makes a chronology of them.

Grids in, plain data of a chronology and a report out; knows no YAML text and no command line.
"""
