"""电子屏: slogans and their approval, screens and links, what they play and how long they did."""
