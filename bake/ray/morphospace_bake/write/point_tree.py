"""The map as a quadtree of tiles (src/maths/tiles/pointTree.ts): each keeps a random sample and hands the rest down."""

from collections import deque
from dataclasses import dataclass

import numpy as np

DEEPEST = 20  # points at one and the same place end up in one last tile


@dataclass
class Tile:
    z: int
    x: int
    y: int
    rows: np.ndarray  # in random order
    total: int  # with all below

    @property
    def path(self) -> str:
        return f"tiles/{self.z}/{self.x}/{self.y}"


def square_around(positions: np.ndarray) -> dict:
    """:param positions: (n, 2) float32"""
    low, high = positions.min(axis=0).astype(float), positions.max(axis=0).astype(float)
    return {"left": float(low[0]), "bottom": float(low[1]), "side": float((high - low).max()) or 1.0}


def point_tree(positions: np.ndarray, square: dict, most: int, seed: int) -> list[Tile]:
    """:returns: tiles that hold a point, each after the one above it"""
    corner = np.array([square["left"], square["bottom"]])
    tiles: list[Tile] = []
    waiting = deque([(0, 0, 0, np.random.default_rng(seed).permutation(len(positions)))])
    while waiting:
        z, x, y, rows = waiting.popleft()
        kept = len(rows) if z == DEEPEST else min(most, len(rows))
        tiles.append(Tile(z, x, y, rows[:kept], len(rows)))
        rest = rows[kept:]
        if len(rest) == 0:
            continue
        shares = (positions[rest].astype(np.float64) - corner) / square["side"]
        places = np.minimum(2 ** (z + 1) - 1, np.floor(shares * 2 ** (z + 1))).astype(np.int64)
        quarters = 2 * (places[:, 1] - 2 * y) + (places[:, 0] - 2 * x)
        for quarter in range(4):
            below = rest[quarters == quarter]
            if len(below):
                waiting.append((z + 1, 2 * x + quarter % 2, 2 * y + quarter // 2, below))
    return tiles
