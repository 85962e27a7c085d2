"""The Ray bake's worker on the first galaxies of a file, in one process: processor seconds, and the representations.

`bakePeer.py INPUT WEIGHTS GALAXIES ROUNDS OUTPUT`; OUTPUT gets (galaxies, dimension) 32-bit floats.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bake/ray"))

from morphospace_bake.bake_block import BakeBlock  # noqa: E402
from morphospace_bake.folder import Folder  # noqa: E402
from morphospace_bake.parts import vectors_of  # noqa: E402
from morphospace_bake.read.blocks import blocks_of  # noqa: E402
from morphospace_bake.read.galaxies import galaxies_of  # noqa: E402
from morphospace_bake.see.weights import load_weights  # noqa: E402

source, weights, galaxies, rounds, output = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
parts = Folder(output + ".parts")
load_weights(weights).keep(parts)
worker = BakeBlock(source, parts, True)
block = blocks_of(source)[0]


def baked() -> pa.Table:
    tables, done = [], 0
    for table, images in galaxies_of(block, worker.fs):
        tables.append(worker.baked(table.slice(0, galaxies - done), images[: galaxies - done], []))
        done += len(tables[-1])
        if done >= galaxies:
            break
    return pa.concat_tables(tables)


table = baked()  # loads and warms what comes first
seconds = []
for _ in range(rounds):
    start = time.process_time()
    table = baked()
    seconds.append(time.process_time() - start)
Path(output).write_bytes(np.ascontiguousarray(vectors_of(table), "<f4").tobytes())
print(json.dumps({"galaxies": len(table), "seconds": seconds}))
