"""What a search of some lists finds of the exact neighbours."""

import numpy as np

from .eight_bits import unpack_rows
from .near import nearest
from .place_part import Fitted

TRIED = (1, 2, 4, 6, 8, 12, 16, 24, 32, 48, 64)
K = 10


def exact_of(found: list[tuple[np.ndarray, np.ndarray]], tests: np.ndarray) -> np.ndarray:
    """Merges what each part has. :returns: (t, ≤ 10) numbers of the nearest galaxies, without the test galaxy itself"""
    indices = np.concatenate([each for each, _ in found], axis=1)
    squared = np.concatenate([each for _, each in found], axis=1)
    squared = np.where(indices == tests[:, None], np.inf, squared)
    order = np.argsort(squared, axis=1, kind="stable")[:, : min(K, indices.shape[1] - 1)]
    return np.take_along_axis(indices, order, axis=1)


def recall_of(
    exact: np.ndarray, fitted: Fitted, packed: np.ndarray, order: np.ndarray, starts: np.ndarray
) -> list[dict]:
    """
    :param packed: (n, 4 + columns) vectors in the order of the lists, from their centroids
    :param order: (n) number of the galaxy at each place
    :param starts: (lists + 1) first place of each list
    :returns: {lists, recall} of each number of lists tried
    """
    if exact.shape[1] == 0:
        return []
    tried = [count for count in TRIED if count <= len(fitted.centroids)]
    found = dict.fromkeys(tried, 0.0)
    ranked, _ = nearest(fitted.queries, fitted.centroids, tried[-1])
    for t, wanted in enumerate(exact):
        places = [np.arange(starts[each], starts[each + 1]) for each in ranked[t]]
        vectors = [unpack_rows(packed[at]) + fitted.centroids[each] for at, each in zip(places, ranked[t])]
        for count in tried:
            read = np.concatenate(places[:count])
            if len(read) == 0:
                continue
            near = order[read[nearest(fitted.queries[t : t + 1], np.concatenate(vectors[:count]), K + 1)[0][0]]]
            found[count] += np.isin(near[near != fitted.tests[t]][:K], wanted).sum() / len(wanted)
    return [{"lists": count, "recall": found[count] / len(exact)} for count in tried]
