"""Run the command line: python -m negotiation."""

from negotiation.cli import main

if __name__ == "__main__":
    main()
