"""The map: a sample laid out by UMAP, the other galaxies placed by their nearest ones in it."""

from dataclasses import dataclass

import numpy as np

from .near import nearest

GUIDES = 5  # src/maths/layout/placement.ts
NEIGHBOURS = 15  # McInnes et al. 2018, and the app


@dataclass
class SurveyMap:
    sampled: np.ndarray  # (m) numbers of the sampled galaxies, ascending
    components: np.ndarray  # (m, columns) float32
    positions: np.ndarray  # (m, 2) float32

    def place(self, components: np.ndarray, first: int) -> np.ndarray:
        """
        :param components: (n, columns) of consecutive galaxies
        :param first: number of the first
        :returns: (n, 2) float32: the mean of the places of the 5 nearest sampled, by the inverse of their distance (Shepard
            1968); a sampled galaxy has its own place
        """
        indices, squared = nearest(components, self.components, GUIDES)
        distances = np.sqrt(squared.astype(np.float64))
        weights = 1 / np.maximum(distances, 1e-12)
        weights /= weights.sum(axis=1, keepdims=True)
        placed = (self.positions[indices] * weights[:, :, None]).sum(axis=1).astype(np.float32)
        low, high = np.searchsorted(self.sampled, [first, first + len(components)])
        placed[self.sampled[low:high] - first] = self.positions[low:high]
        return placed


def lay_out(components: np.ndarray, kind: str, seed: int) -> np.ndarray:
    """
    :param components: (m, columns) of the sample
    :param kind: "umap", or "components" for the first two of them, which takes no time
    :returns: (m, 2) float32
    """
    if kind == "components" or len(components) <= 3:
        plain = np.zeros((len(components), 2), np.float32)
        plain[:, : components.shape[1]] = components[:, :2]
        return plain
    import umap  # compiles itself for some seconds, which only this needs

    neighbours = min(NEIGHBOURS, len(components) - 1)
    start = (
        components[:, :2] / max(float(np.abs(components[:, :2]).max()), 1e-12) * 10
        if components.shape[1] > 1
        else "random"
    )
    reducer = umap.UMAP(n_neighbors=neighbours, min_dist=0.1, init=start, random_state=seed, n_jobs=1)
    return np.asarray(reducer.fit_transform(components), np.float32)
