"""Image files as the app decodes them (src/data/images/imageDecoder.ts): JPEG, PNG and WebP to 8-bit RGB.

Alpha is dropped, not composited; orientation and colour profiles are ignored; 16-bit samples keep their high byte, except
counts below 4,096, which are stretched. The app's decoders are mozjpeg, png and libwebp; Pillow's give the same pixels.
"""

import io
import struct
import zlib

import numpy as np
from PIL import Image, ImageFile, PngImagePlugin

from .image_error import ImageError
from .png16 import stretched_counts

LARGEST_SIDE_PX = 16_384  # the app's limits
LARGEST_PIXELS = 100_000_000
Image.MAX_IMAGE_PIXELS = None  # the limit above is checked before decoding
ImageFile.LOAD_TRUNCATED_IMAGES = False
PngImagePlugin.MAX_TEXT_MEMORY = 2**20

MAGIC = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "WEBP": b"RIFF"}


def kind_of(data: bytes) -> str | None:
    """ "JPEG", "PNG" or "WEBP" by the first bytes."""
    for kind, magic in MAGIC.items():
        if data.startswith(magic) and (kind != "WEBP" or data[8:12] == b"WEBP"):
            return kind
    return None


def decode(data: bytes) -> Image.Image:
    """
    :returns: an image of mode RGB
    :raises ImageError: for bytes that are no such image, are cut short or damaged, or too large
    """
    kind = kind_of(data)
    if kind is None:
        raise ImageError("is not an image of a kind that is read: only JPEG, PNG and WebP are")
    if kind == "PNG":
        check_png(data)
    try:
        image = Image.open(io.BytesIO(data), formats=[kind])
        width, height = image.size
        if max(width, height) > LARGEST_SIDE_PX or width * height > LARGEST_PIXELS:
            raise ImageError(f"is {width} × {height} px, too large to decode: cut the galaxy out of it")
        if kind == "WEBP" and getattr(image, "is_animated", False):
            raise ImageError("is damaged or animated and cannot be decoded")
        image.load()
    except ImageError:
        raise
    except Exception as error:  # Pillow raises many kinds for damaged files
        raise ImageError(f"is cut short or damaged ({error})") from None
    if kind == "PNG" and data[24] == 16:
        return eight_bits(image, data)
    return image if image.mode == "RGB" else image.convert("RGB")


def eight_bits(image: Image.Image, data: bytes) -> Image.Image:
    counts = stretched_counts(data)
    if counts is not None:
        return Image.fromarray(counts, "RGB")
    if image.mode.startswith("I"):  # grey: Pillow keeps all 16 bits
        high = (np.asarray(image).astype(np.uint32) >> 8).astype(np.uint8)
        return Image.fromarray(high, "L").convert("RGB")
    return image.convert("RGB")


def check_png(data: bytes) -> None:
    """Compares every chunk with its checksum, which decoders do not all do (src/data/images/pngChecksums.ts)."""
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        end = at + 12 + length
        name = data[at + 4 : at + 8].decode("latin1")
        if end > len(data):
            raise ImageError(f"is cut short or damaged (its part {name} is not whole)")
        if zlib.crc32(data[at + 4 : end - 4]) != struct.unpack_from(">I", data, end - 4)[0]:
            raise ImageError(f"is damaged (the checksum of its part {name} does not match)")
        if name == "IEND":
            return
        at = end
    raise ImageError("is cut short or damaged (its last part is missing)")
