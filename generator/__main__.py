"""``python -m generator`` is the command `briefing`."""

from generator.commands.main import main

if __name__ == "__main__":
    main()
