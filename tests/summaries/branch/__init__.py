"""Tests of the superior's own summary and files."""
