"""Makes and reads a file in Galaxy10's layout with h5py, one thread.

hdf5Peer.py make FILE COUNT SIDE   writes images (COUNT, SIDE, SIDE, 3), ans, ra and dec, packed as h5py does by itself
hdf5Peer.py time FILE ROWS         prints processor seconds of reading all images, ROWS at a time, and the sum of their bytes
"""

import json
import sys
import time

import h5py
import numpy

if sys.argv[1] == "make":
    file, count, side = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    rng = numpy.random.default_rng(1)
    y, x = numpy.mgrid[:side, :side] - side / 2
    with h5py.File(file, "w") as out:
        images = out.create_dataset("images", (count, side, side, 3), "u1", chunks=True, compression="gzip")
        step = images.chunks[0]
        for first in range(0, count, step):
            n = min(step, count - first)
            scale = rng.uniform(3, side / 6, (n, 1, 1, 1))
            peak = rng.uniform(60, 255, (n, 1, 1, 3))
            disk = peak * numpy.exp(-numpy.hypot(x, y)[None, :, :, None] / scale)
            noisy = disk + rng.normal(8, 3, (n, side, side, 3))
            images[first : first + n] = numpy.clip(noisy, 0, 255).astype(numpy.uint8)
        out["ans"] = rng.integers(0, 10, count, dtype=numpy.uint8)
        out["ra"] = rng.uniform(0, 360, count)
        out["dec"] = rng.uniform(-30, 60, count)
    print("{}")
else:
    file, rows = sys.argv[2], int(sys.argv[3])
    before = time.process_time()
    total = 0
    with h5py.File(file) as opened:
        images = opened["images"]
        for first in range(0, len(images), rows):
            total += int(images[first : first + rows].sum())
    print(json.dumps({"seconds": time.process_time() - before, "sum": total}))
