"""Nearest points by matrix products (Euclidean)."""

import numpy as np

TOGETHER = 2**24  # distances held at once: 64 MB


def squared_distances(points: np.ndarray, others: np.ndarray) -> np.ndarray:
    """:param points: (n, d). :param others: (m, d). :returns: (n, m) float32, ≥ 0 but for rounding"""
    return (points**2).sum(axis=1)[:, None] - 2 * (points @ others.T) + (others**2).sum(axis=1)[None]


def nearest(points: np.ndarray, others: np.ndarray, k: int) -> tuple[np.ndarray, np.ndarray]:
    """:returns: (n, k) indices of the nearest others, nearest first, and (n, k) squared distances"""
    k = min(k, len(others))
    indices = np.empty((len(points), k), np.int64)
    squared = np.empty((len(points), k), np.float32)
    step = max(1, TOGETHER // len(others))
    for start in range(0, len(points), step):
        all_squared = squared_distances(points[start : start + step], others)
        few = np.argpartition(all_squared, k - 1, axis=1)[:, :k]
        few_squared = np.take_along_axis(all_squared, few, axis=1)
        order = np.argsort(few_squared, axis=1, kind="stable")
        indices[start : start + step] = np.take_along_axis(few, order, axis=1)
        squared[start : start + step] = np.maximum(np.take_along_axis(few_squared, order, axis=1), 0)
    return indices, squared
