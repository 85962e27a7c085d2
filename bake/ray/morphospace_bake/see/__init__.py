"""What a network sees of an image, and makes of it: as in the app."""
