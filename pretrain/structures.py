"""Rings, bars, arms, lenses and clumps painted into pictures of real galaxies.

Volunteers vote on the rings and bars of few galaxies here, and a simulated galaxy never looks quite like a real one. A
structure painted into a real galaxy, in the plane of its disc, stands among real light and real sky, and whether it is
there is known.
"""

import cv2
import numpy as np

STRUCTURES = ("ring", "bar", "arms", "lens", "clumps")
SHARES = (0.45, 0.35, 0.25, 0.25, 0.2)  # of galaxies that get each: a lens or a clump must not pass for a ring
FLATTEST = 0.4  # axis ratio below which the plane is not seen well enough to paint in
CONTRASTS = (0.2, 0.9)  # of the galaxy's own light where the structure lies


def paint(view: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """
    :param view: (side, side, 3) 8-bit, a galaxy in its middle
    :returns: the painted view and (5) 1 or 0 for each of STRUCTURES; NaN, and the view as it was, where no plane is seen
    """
    shade = view.astype(np.float32).mean(2)
    plane = _plane_of(shade)
    if plane is None:
        return view, np.full(len(STRUCTURES), np.nan)
    there = rng.random(len(STRUCTURES)) < SHARES
    sky = np.median(np.concatenate([shade[0], shade[-1], shade[:, 0], shade[:, -1]]))
    light = np.clip(cv2.GaussianBlur(shade, (0, 0), 1) - sky, 0, None)
    out = view.astype(np.float32)
    for name in np.array(STRUCTURES)[there]:
        radius, angle, size = plane
        shape, where = _SHAPES[name](radius, angle, size, rng)
        own = light[np.abs(radius / where - 1) < 0.15]
        contrast = np.exp(rng.uniform(*np.log(CONTRASTS))) * (np.median(own) if len(own) else 0) + 4  # faint rings show
        colour = np.exp(rng.normal((-0.04, 0, 0.06), 0.12))  # young stars, often bluer
        out += contrast * shape[:, :, None] * colour
    return np.clip(out, 0, 255).astype(np.uint8), there.astype(np.float64)


def paintable(images: np.ndarray, part: float) -> np.ndarray:
    """Which of (n, h, w, 3) pictures show the plane of a disc when their central part is kept."""
    margin = round(images.shape[1] * (1 - part) / 2)
    inner = images[:, margin : images.shape[1] - margin, margin : images.shape[2] - margin]
    return np.array([_plane_of(picture.astype(np.float32).mean(2)) is not None for picture in inner])


def _plane_of(shade: np.ndarray):
    """Radius and angle in the plane of the disc of every pixel, and the radius at which the galaxy fades; None if unseen."""
    side = len(shade)
    centre = (side - 1) / 2
    y, x = np.mgrid[:side, :side] - centre
    rim = shade[np.hypot(x, y) > 0.44 * side]
    lit = cv2.GaussianBlur(shade, (0, 0), 1) > np.median(rim) + max(5, 1.5 * rim.std())
    _, parts = cv2.connectedComponents(lit.astype(np.uint8))
    middle = parts[side // 2, side // 2]
    if middle == 0:
        return None
    px, py = x[parts == middle], y[parts == middle]
    spread, turn = np.linalg.eigh(np.cov(px, py)) if len(px) > 30 else (np.zeros(2), None)
    ratio = np.sqrt(spread[0] / spread[1]) if spread[1] > 0 else 0
    size = 2 * np.sqrt(max(spread[1], 0))  # semi-major axis of an evenly lit ellipse
    if ratio < FLATTEST or not 0.12 * side < size < 0.45 * side:
        return None
    along = (x - px.mean()) * turn[0, 1] + (y - py.mean()) * turn[1, 1]
    across = ((x - px.mean()) * turn[0, 0] + (y - py.mean()) * turn[1, 0]) / ratio
    return np.hypot(along, across), np.arctan2(across, along), size


def _ring(radius, angle, size, rng):
    where = size * rng.uniform(0.35, 1.15)
    width = max(0.8, where * rng.uniform(0.05, 0.14))
    oval = radius * (1 + rng.uniform(0, 0.1) * np.cos(2 * (angle - rng.uniform(0, np.pi))))  # never quite the disc's ellipse
    uneven = 1 + rng.uniform(0, 0.6) * np.cos(rng.integers(1, 3) * (angle - rng.uniform(0, 2 * np.pi)))
    ring = np.exp(-(((oval - where) / width) ** 2) / 2) * uneven
    gap = np.exp(-(((oval - 0.65 * where) / (0.2 * where)) ** 2) / 2)
    return ring - rng.uniform(0, 0.4) * gap, where


def _bar(radius, angle, size, rng):
    length = size * rng.uniform(0.2, 0.65)
    turned = angle - rng.uniform(0, np.pi)
    along, across = radius * np.cos(turned) / length, radius * np.sin(turned) / (length * rng.uniform(0.15, 0.35))
    return np.exp(-(along**4) - across**2 / 2), 0.6 * length


def _arms(radius, angle, size, rng):
    pitch = np.radians(rng.uniform(10, 35)) * rng.choice([-1, 1])
    phase = angle - np.log(radius / size + 1e-3) / np.tan(pitch) + rng.uniform(0, 2 * np.pi)
    wave = (0.5 + 0.5 * np.cos(rng.choice([1, 2, 2, 2, 3, 4]) * phase)) ** rng.uniform(1.5, 4)
    inside = 1 / (1 + np.exp(-(radius / size - 0.25) / 0.05)) / (1 + np.exp((radius / size - 0.95) / 0.08))
    return wave * inside, 0.6 * size


def _lens(radius, angle, size, rng):
    where = size * rng.uniform(0.35, 1)
    return 1 / (1 + np.exp((radius - where) / (where * rng.uniform(0.03, 0.1)))), where


def _clumps(radius, angle, size, rng):
    x, y = radius * np.cos(angle), radius * np.sin(angle)
    shape = np.zeros_like(radius)
    for _ in range(rng.integers(2, 8)):
        at, turn = size * rng.uniform(0.2, 1), rng.uniform(0, 2 * np.pi)
        width = max(0.8, size * rng.uniform(0.03, 0.08))
        shape += np.exp(-((x - at * np.cos(turn)) ** 2 + (y - at * np.sin(turn)) ** 2) / (2 * width**2))
    return shape, 0.6 * size


_SHAPES = {"ring": _ring, "bar": _bar, "arms": _arms, "lens": _lens, "clumps": _clumps}
