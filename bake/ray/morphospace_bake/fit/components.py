"""Principal components, fitted on a sample."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Basis:
    """component = (vector − mean) · axesᵀ"""

    mean: np.ndarray  # (dimension) float32
    axes: np.ndarray  # (columns, dimension) float32

    def project(self, vectors: np.ndarray) -> np.ndarray:
        """:param vectors: (n, dimension). :returns: (n, columns) float32"""
        return (vectors - self.mean) @ self.axes.T

    def packed(self) -> bytes:
        """basis.bin: mean, then axes, as 16-bit floats."""
        return np.concatenate([self.mean, self.axes.ravel()]).astype("<f2").tobytes()


def fit_basis(vectors: np.ndarray, columns: int) -> Basis:
    """
    :param vectors: (n, dimension) float32, n ≥ 1
    :param columns: kept; at most min(n, dimension) are
    """
    mean = vectors.mean(axis=0, dtype=np.float64)
    scatter = np.zeros((vectors.shape[1], vectors.shape[1]))
    for start in range(0, len(vectors), 8192):  # the sample in 64 bits would take twice its memory
        part = vectors[start : start + 8192] - mean
        scatter += part.T @ part
    _, axes = np.linalg.eigh(scatter)
    leading = axes.T[::-1][: min(columns, *vectors.shape)]
    largest = np.take_along_axis(leading, np.abs(leading).argmax(axis=1, keepdims=True), axis=1)
    return Basis(mean.astype(np.float32), (leading * np.sign(largest)).astype(np.float32))  # the same sign on every run
