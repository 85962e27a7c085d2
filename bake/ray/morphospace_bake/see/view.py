"""What a network is shown of a galaxy (src/maths/images/resize.ts, which is Pillow's resampling bit for bit)."""

import numpy as np
from PIL import Image

from .decode import decode


def pixels_of(data: bytes, side_px: int, crop_fraction: float) -> np.ndarray:
    """
    The central square that keeps `crop_fraction` of an image's short side, resized with antialiasing (a triangle filter as
    wide as the reduction).

    :param data: a JPEG, PNG or WebP file
    :param crop_fraction: in (0, 1]
    :returns: (side_px, side_px, 3) uint8
    :raises ImageError: where it cannot be decoded
    """
    image = decode(data)
    width, height = image.size
    side = min(width, height) * crop_fraction
    left, top = (width - side) / 2, (height - side) / 2
    box = (left, top, left + side, top + side)
    return np.asarray(image.resize((side_px, side_px), Image.Resampling.BILINEAR, box=box))
