"""One part, placed: components in 8 bits, place on the map and list of every galaxy, in a small file."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from ..folder import Folder
from ..parts import read_part, vectors_of
from .components import Basis
from .eight_bits import pack_rows
from .lists import lists_of
from .near import nearest
from .survey_map import SurveyMap


@dataclass
class Fitted:
    """What was fitted on the sample, and the galaxies whose exact neighbours tell what a search of lists finds."""

    basis: Basis
    centroids: np.ndarray
    map: SurveyMap
    tests: np.ndarray  # (t) numbers of galaxies
    queries: np.ndarray  # (t, columns) their components


def place_part(
    fitted: Fitted, parts: Folder, placed: Folder, name: str, first: int, k: int
) -> tuple[np.ndarray, np.ndarray]:
    """
    :param first: number of the part's first galaxy
    :returns: (t, k) numbers of this part's galaxies nearest to each test galaxy, and (t, k) squared distances
    """
    components = fitted.basis.project(vectors_of(read_part(parts, name, ["embedding"])))
    positions = fitted.map.place(components, first)
    lists = lists_of(components, fitted.centroids)
    codes = pack_rows(components - fitted.centroids[lists])
    table = pa.table(
        {
            "codes": pa.FixedSizeBinaryArray.from_buffers(
                pa.binary(codes.shape[1]), len(codes), [None, pa.py_buffer(codes.tobytes())]
            ),
            "x": positions[:, 0],
            "y": positions[:, 1],
            "list": lists.astype(np.int32),
        }
    )
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink)
    placed.write(name, sink.getvalue().to_pybytes())
    indices, squared = nearest(fitted.queries, components, k)
    return indices + first, squared
