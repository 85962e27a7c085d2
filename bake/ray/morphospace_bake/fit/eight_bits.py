"""
Vectors in 8 bits (src/maths/tiles/eightBitRows.ts): a row is its scale, a 32-bit float, then its numbers as bytes.

A survey keeps them as differences from the centroid of the list they lie in (src/data/tiles/listedVectors.ts).
"""

import numpy as np

MOST_CODE = 127


def pack_rows(values: np.ndarray) -> np.ndarray:
    """:param values: (n, columns) float32. :returns: (n, 4 + columns) uint8"""
    largest = np.abs(values).max(axis=1, initial=0)
    scales = (largest / MOST_CODE).astype("<f4")
    shares = values.astype(np.float64) / np.where(largest > 0, largest, 1)[:, None]
    codes = np.floor(shares * MOST_CODE + 0.5).astype(np.int8)  # halves go up, as JavaScript rounds
    return np.concatenate([scales.reshape(-1, 1).view(np.uint8), codes.view(np.uint8)], axis=1)


def unpack_rows(packed: np.ndarray) -> np.ndarray:
    """:returns: (n, columns) float32"""
    scales = np.ascontiguousarray(packed[:, :4]).view("<f4")
    return packed[:, 4:].view(np.int8) * scales
