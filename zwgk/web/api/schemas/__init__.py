"""What goes in and out. Every field is described in Chinese: the reference page is made of it."""
