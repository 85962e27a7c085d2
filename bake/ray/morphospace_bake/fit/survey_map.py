"""The map: a sample laid out by UMAP, the other galaxies placed by their nearest ones in it."""

from dataclasses import dataclass

import numpy as np

from .near import nearest

GUIDES = 5  # src/maths/layout/placement.ts
LISTS_SEARCHED = 16  # of the sample's, as workers/layout/sampledMap.ts
NEIGHBOURS = 15  # McInnes et al. 2018, and the app


@dataclass
class SurveyMap:
    sampled: np.ndarray  # (m) numbers of the sampled galaxies, ascending
    components: np.ndarray  # (m, columns) float32
    positions: np.ndarray  # (m, 2) float32
    centroids: np.ndarray  # (lists, columns)
    members: list[np.ndarray]  # of each list: which of the sampled

    def place(self, components: np.ndarray, first: int) -> np.ndarray:
        """
        :param components: (n, columns) of consecutive galaxies
        :param first: number of the first
        :returns: (n, 2) float32: the mean of the places of the 5 nearest sampled, by the inverse of their distance (Shepard
            1968); a sampled galaxy has its own place
        """
        indices, squared = self.guides(components)
        weights = 1 / np.maximum(np.sqrt(squared.astype(np.float64)), 1e-12)  # 0 where there are fewer guides
        weights /= weights.sum(axis=1, keepdims=True)
        placed = (self.positions[indices] * weights[:, :, None]).sum(axis=1).astype(np.float32)
        low, high = np.searchsorted(self.sampled, [first, first + len(components)])
        placed[self.sampled[low:high] - first] = self.positions[low:high]
        return placed

    def guides(self, components: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The nearest sampled galaxies, as far as they are in the nearest lists. :returns: (n, 5) which, (n, 5) squared"""
        near, _ = nearest(components, self.centroids, LISTS_SEARCHED)
        indices = np.zeros((len(components), GUIDES), np.int64)
        squared = np.full((len(components), GUIDES), np.inf, np.float32)
        for number, members in enumerate(self.members):
            rows = np.flatnonzero((near == number).any(axis=1))
            if len(rows) == 0 or len(members) == 0:
                continue
            found, apart = nearest(components[rows], self.components[members], GUIDES)
            both, both_apart = np.hstack([indices[rows], members[found]]), np.hstack([squared[rows], apart])
            order = np.argsort(both_apart, axis=1, kind="stable")[:, :GUIDES]
            indices[rows] = np.take_along_axis(both, order, axis=1)
            squared[rows] = np.take_along_axis(both_apart, order, axis=1)
        return indices, squared


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
