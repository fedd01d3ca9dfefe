"""The operations, public ones and those of a unit, and the reference page."""
