"""Spreadsheets: grids of cells with their places, read and written; and what a chronology's are."""
