"""HEALPix pixels in the nested scheme (Górski et al. 2005)."""

import numpy as np

ORDER = 29  # the finest whose pixels fit 64 bits: 0.4 milliarcseconds


def pixels_at(ra_deg: np.ndarray, dec_deg: np.ndarray) -> np.ndarray:
    """:returns: (n) int64 pixels of order 29"""
    side = 1 << ORDER
    z, from_axis = np.sin(np.radians(dec_deg)), np.cos(np.radians(dec_deg))
    turn = np.mod(np.asarray(ra_deg, np.float64), 360) / 90  # 0 … 4
    equatorial = np.abs(z) <= 2 / 3

    middle, slope = side * (0.5 + turn), side * 0.75 * z
    rising, falling = np.floor(middle - slope).astype(np.int64), np.floor(middle + slope).astype(np.int64)
    one, other = rising >> ORDER, falling >> ORDER
    face = np.where(one == other, one | 4, np.where(one < other, one, other + 8))
    x, y = falling & (side - 1), side - (rising & (side - 1)) - 1

    quarter = np.minimum(3, np.floor(turn)).astype(np.int64)
    within = turn - quarter
    reach = side * from_axis * np.sqrt(3 / (1 + np.abs(z)))  # √(3 (1 − |z|)) without its loss of digits at the poles
    up = np.minimum(side - 1, np.floor(within * reach).astype(np.int64))
    down = np.minimum(side - 1, np.floor((1 - within) * reach).astype(np.int64))
    north = z > 0
    polar_face = np.where(north, quarter, quarter + 8)
    polar_x = np.where(north, side - down - 1, up)
    polar_y = np.where(north, side - up - 1, down)

    face = np.where(equatorial, face, polar_face)
    x, y = np.where(equatorial, x, polar_x), np.where(equatorial, y, polar_y)
    return (face << (2 * ORDER)) | spread(x) | (spread(y) << 1)


def spread(values: np.ndarray) -> np.ndarray:
    """Puts a zero before each of the lower 32 bits."""
    bits = values.astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits.astype(np.int64)
