"""The text engine on the command line: extract, facts, check, mask, privacy, compare, read."""
