"""What English (and the calendar) say, read once for all: countries, temporal expressions. No language model."""
