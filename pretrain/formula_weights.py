"""Tensors filled from their key names: the same numbers in Python and TypeScript without a file between them."""

import numpy as np

GOLDEN_RATIO = 0x9E3779B1


def fnv1a(text: str) -> int:
    h = 2166136261
    for character in text:
        h = ((h ^ ord(character)) * 16777619) & 0xFFFFFFFF
    return h


def unit(name: str, count: int) -> np.ndarray:
    """(count) float64 in [0, 1): element i is a mix of i and the name's hash."""
    mask = np.uint64(0xFFFFFFFF)
    x = (np.arange(count, dtype=np.uint64) * np.uint64(GOLDEN_RATIO)) & mask
    x ^= np.uint64(fnv1a(name))
    x ^= x >> np.uint64(15)
    x = (x * np.uint64(0x2C1B3C6D)) & mask
    x ^= x >> np.uint64(12)
    x = (x * np.uint64(0x297A2D39)) & mask
    x ^= x >> np.uint64(15)
    return x / 4294967296.0


def fill(key: str, shape: tuple[int, ...]) -> np.ndarray:
    """float32 values for a tensor, of a spread that keeps activations near 1."""
    v = 2 * unit(key, int(np.prod(shape))) - 1
    last = key.rsplit(".", 1)[-1]
    if last == "running_mean":
        v = 0.1 * v
    elif last == "running_var":
        v = 1 + 0.2 * v
    elif last == "gamma":
        v = 0.5 + 0.2 * v
    elif last == "bias":
        v = 0.1 * v
    elif len(shape) == 1:
        v = 1 + 0.1 * v
    else:
        v = v * np.sqrt(3 / np.prod(shape[1:]))
    return v.astype(np.float32).reshape(shape)


assert fnv1a("stem.0.weight") == 2059585352
assert abs(unit("stem.0.weight", 4)[3] - 0.5778442458249629) < 1e-15
