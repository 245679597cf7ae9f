"""Formats, one file each: a History or Chronology in, text, JSON, CSV or a schema out."""
