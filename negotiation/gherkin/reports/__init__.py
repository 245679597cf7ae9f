"""Reports of features that were run: results in, text out, one module a format. Writes no file."""
