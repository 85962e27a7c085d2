class ImageError(Exception):
    """An image that cannot be used. The text follows a galaxy's name: "has an image that is cut short"."""
