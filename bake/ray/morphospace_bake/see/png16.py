"""16-bit PNGs of counts, brought to 8 bits as the app does (src/data/images/pngCounts.ts)."""

import struct
import zlib

import numpy as np

MOST_COUNTS = 4096  # samples below leave the high byte nearly unused: counts of a detector
CLIPPED = 0.997  # share of the samples, as in Zoobot's conversion of single-band FITS
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # by colour type


def stretched_counts(data: bytes) -> np.ndarray | None:
    """
    :param data: a PNG of 16-bit samples whose chunks have been checked
    :returns: (height, width, 3) uint8; None for samples from 4,096 up, and for interlaced files, which keep their high byte
    """
    width, height = struct.unpack_from(">II", data, 16)
    channels = CHANNELS.get(data[25])
    if channels is None or data[28] != 0:
        return None
    samples = unfiltered(inflated(data), width, height, channels)
    if samples is None:
        return None
    bands = channels - 1 if channels in (2, 4) else channels
    colours = samples[:, :, :bands]
    if colours.max() >= MOST_COUNTS or colours.max() == 0:
        return None
    ordered = np.sort(colours, axis=None)
    low = float(ordered[0])
    high = max(float(ordered[int(CLIPPED * (len(ordered) - 1))]), low + 1)
    share = np.minimum(1, (colours - low) / (high - low))
    grey = np.rint(255 * np.arcsinh(share) / np.arcsinh(1)).astype(np.uint8)
    return np.ascontiguousarray(np.broadcast_to(grey, (height, width, 3)) if bands == 1 else grey)


def inflated(data: bytes) -> bytes:
    parts, at = [], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == b"IDAT":
            parts.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return zlib.decompress(b"".join(parts))


def unfiltered(data: bytes, width: int, height: int, channels: int) -> np.ndarray | None:
    """Undoes the filters of the scanlines (PNG specification, 9.2). :returns: (height, width, channels) uint16"""
    step, length = 2 * channels, 2 * channels * width
    if len(data) < height * (length + 1):
        return None
    rows = np.frombuffer(data, np.uint8, height * (length + 1)).reshape(height, length + 1)
    out = np.zeros((height, length), np.uint8)
    above = np.zeros(length, np.uint8)
    for y in range(height):
        kind, line = rows[y, 0], rows[y, 1:]
        if kind == 0:
            out[y] = line
        elif kind == 1:  # each sample adds to the one on its left: a running sum, modulo 256
            out[y] = np.cumsum(line.reshape(width, step), axis=0, dtype=np.uint8).reshape(length)
        elif kind == 2:
            out[y] = line + above
        else:
            out[y] = from_neighbours(kind, line.tolist(), above.tolist(), step)
        above = out[y]
    return out.view(">u2").reshape(height, width, channels)


def from_neighbours(kind: int, line: list[int], above: list[int], step: int) -> list[int]:
    """The filters Average (3) and Paeth (4)."""
    for i, value in enumerate(line):
        left = line[i - step] if i >= step else 0
        if kind == 3:
            guess = (left + above[i]) >> 1
        else:
            corner = above[i - step] if i >= step else 0
            a, b, c = abs(above[i] - corner), abs(left - corner), abs(left + above[i] - 2 * corner)
            guess = left if a <= b and a <= c else above[i] if b <= c else corner
        line[i] = (value + guess) & 255
    return line
