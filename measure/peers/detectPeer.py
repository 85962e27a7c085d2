"""Finds the sources of a frame with photutils, one thread.

detectPeer.py FRAME SIDE SIGMA BOX   FRAME holds SIDE x SIDE 32-bit floats, little-endian. Prints seconds and what was found.

The same steps as ours: a median mesh background with what stands out hidden, an image smoothed by a Gaussian of SIGMA, a threshold
at 2.5 of its noise, deblending, Kron fluxes.
"""

import json
import sys
import time

import numpy
from astropy.convolution import convolve_fft
from photutils.background import Background2D, MedianBackground
from photutils.segmentation import SourceCatalog, deblend_sources, detect_sources, make_2dgaussian_kernel
from scipy.ndimage import maximum

file, side, sigma, box = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
data = numpy.fromfile(file, "<f4").reshape(side, side).astype(float)
before = time.process_time()
kernel = make_2dgaussian_kernel(sigma * 2.3548, size=2 * int(numpy.ceil(4 * sigma)) + 1)


def background(mask=None):
    return Background2D(data, box, filter_size=3, mask=mask, bkg_estimator=MedianBackground(), exclude_percentile=90)


left = 1 / (2 * sigma * numpy.sqrt(numpy.pi))
first = background()
mask = convolve_fft(data - first.background, kernel) > 2.5 * left * first.background_rms
second = background(mask)
light, noise = data - second.background, second.background_rms
smooth = convolve_fft(light, kernel)
segments = detect_sources(smooth, 2.5 * left * noise, n_pixels=5)
segments = deblend_sources(smooth, segments, n_pixels=5, n_levels=32, contrast=0.005, progress_bar=False)
catalogue = SourceCatalog(light, segments, convolved_data=smooth)
significance = maximum(smooth / (left * noise), segments.data, segments.labels)
found = {"xPx": catalogue.x_centroid, "yPx": catalogue.y_centroid, "flux": catalogue.kron_flux}
seconds = time.process_time() - before
print(
    json.dumps(
        {
            "seconds": seconds,
            "significance": numpy.array(significance).tolist(),
            **{name: numpy.nan_to_num(numpy.array(values)).tolist() for name, values in found.items()},
        }
    )
)
