"""Views of the public forms."""
