"""`python -m tfgen` is the `tfgen` command."""

from tfgen.cli import main

if __name__ == "__main__":
    main()
