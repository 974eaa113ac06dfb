"""``python -m halfsky`` is the same as the ``halfsky`` command."""

from halfsky.cli.entry import main

if __name__ == "__main__":
    main()
