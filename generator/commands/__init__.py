"""The command line: thin functions that read options, call the desk and print what it says."""
