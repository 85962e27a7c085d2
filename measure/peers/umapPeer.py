"""UMAP by umap-learn with its default settings: reads and writes little-endian float32.

python3 umapPeer.py COMPONENTS COLUMNS POSITIONS
"""

import sys
import warnings

import numpy
import umap

warnings.filterwarnings("ignore", message="n_jobs value")  # a seed means one thread; that is wanted
components, columns, positions = sys.argv[1:]
matrix = numpy.fromfile(components, dtype="<f4").reshape(-1, int(columns))
umap.UMAP(random_state=1).fit_transform(matrix).astype("<f4").tofile(positions)
