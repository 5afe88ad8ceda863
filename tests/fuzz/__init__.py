"""Fuzzing: whatever comes, a reader answers or refuses in one line (see `targets`)."""
