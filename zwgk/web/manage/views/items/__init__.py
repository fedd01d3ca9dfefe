"""Disclosed items: written, reviewed three times, published, corrected, taken down."""
