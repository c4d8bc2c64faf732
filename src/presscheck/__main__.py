"""Run the command line as `python -m presscheck`."""

from presscheck.cli import main

if __name__ == "__main__":
    main()
