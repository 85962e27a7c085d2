"""Inverted lists: k-means on a sample, ordered so that near lists lie together (src/maths/tiles/chainOrder.ts)."""

import numpy as np

from .near import nearest, squared_distances

PASSES = 10
LISTS_PER_ROOT = 2  # of the number of galaxies: small lists hold fewer that are far, at the same number of bytes
LEAST_PER_LIST = 16  # sampled galaxies, below which a mean says little


def list_count(rows: int, sampled: int) -> int:
    """As in the Node bake (bake/tiled/tiledOrder.ts)."""
    return max(1, min(round(LISTS_PER_ROOT * rows**0.5), sampled // LEAST_PER_LIST or 1))


def fit_lists(components: np.ndarray, count: int, seed: int) -> np.ndarray:
    """
    :param components: (n, columns) of a sample
    :returns: (lists, columns) float32 centroids that 16 bits hold, each followed by the nearest of those left
    """
    random = np.random.default_rng(seed)
    centroids = components[random.choice(len(components), count, replace=False)]
    for _ in range(PASSES):
        assigned = lists_of(components, centroids)
        sums = np.zeros_like(centroids, np.float64)
        np.add.at(sums, assigned, components)
        counts = np.bincount(assigned, minlength=len(centroids))
        centroids = (sums[counts > 0] / counts[counts > 0, None]).astype(np.float32)  # empty lists are given up
    return centroids[chain_order(centroids)].astype(np.float16).astype(np.float32)


def lists_of(components: np.ndarray, centroids: np.ndarray) -> np.ndarray:
    """The list of each galaxy. :returns: (n) int64"""
    return nearest(components, centroids, 1)[0][:, 0]


def chain_order(points: np.ndarray) -> np.ndarray:
    left = np.arange(len(points))
    order = [0]
    left = left[1:]
    while len(left):
        at = int(squared_distances(points[order[-1:]], points[left])[0].argmin())
        order.append(int(left[at]))
        left = np.delete(left, at)
    return np.array(order)
