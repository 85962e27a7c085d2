"""Makes and times RICE-compressed images with astropy, one thread.

fitsPeer.py make FOLDER SIDE   writes int16.fits and dithered.fits: noise and 400 exponential disks
fitsPeer.py time FILE SUM      prints processor seconds from opening to pixels, and writes all pixels to SUM
"""

import json
import sys
import time

import numpy
from astropy.io import fits

if sys.argv[1] == "make":
    folder, side = sys.argv[2], int(sys.argv[3])
    rng = numpy.random.default_rng(1)
    image = 1000 + rng.normal(0, 12, (side, side)).astype(numpy.float32)
    for _ in range(400):
        cx, cy = rng.uniform(0, side, 2)
        scale, peak = rng.uniform(3, 30), rng.uniform(50, 5000)
        x = numpy.arange(max(0, int(cx - 5 * scale)), min(side, int(cx + 5 * scale)))
        y = numpy.arange(max(0, int(cy - 5 * scale)), min(side, int(cy + 5 * scale)))
        r = numpy.hypot(x[None] - cx, y[:, None] - cy) / scale
        image[y[0] : y[-1] + 1, x[0] : x[-1] + 1] += peak * numpy.exp(-2 * r)
    whole = numpy.clip(image, 0, 32000).astype(numpy.int16)
    rice = {"compression_type": "RICE_1"}
    packed = {
        "int16": fits.CompImageHDU(whole, **rice),
        "dithered": fits.CompImageHDU(image, quantize_method=1, dither_seed=7, **rice),
    }
    for name, hdu in packed.items():
        fits.HDUList([fits.PrimaryHDU(), hdu]).writeto(f"{folder}/{name}.fits", overwrite=True)
else:
    file, output = sys.argv[2:]
    seconds = []
    for _ in range(3):
        before = time.process_time()
        with fits.open(file) as opened:
            data = opened[1].data
        seconds.append(time.process_time() - before)
    data.astype(data.dtype.newbyteorder("<")).tofile(output)
    print(json.dumps({"seconds": min(seconds)}))
