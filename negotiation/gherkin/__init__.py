"""Scenarios about a chronology in Gherkin: words round the claims, run by pytest-bdd."""
