"""Prints what photutils and statmorph find on simulated frames: test/fixtures/segmentation-oracle.json.

The frames are formulas, here and in test/maths/segmentation/frames.ts: exponential and Gaussian sources on a sloping sky, with
noise that is the sine of a large number.
"""
import json
import warnings

import numpy as np
import statmorph
from photutils.background import Background2D, MedianBackground
from photutils.segmentation import deblend_sources, detect_sources
from scipy.ndimage import gaussian_filter

warnings.filterwarnings("ignore")


def noise(n, scale):
    """Close to normal: the sum of twelve uniform numbers less six."""
    i = np.arange(n, dtype=np.float64)
    total = np.zeros(n)
    for k in range(12):
        x = np.sin(i * 12.9898 + k * 78.233 + 1) * 43758.5453
        total += x - np.floor(x)
    return scale * (total - 6)


def source(side, x0, y0, scale, ratio, angle, peak, exponential):
    y, x = np.mgrid[0:side, 0:side].astype(np.float64)
    along = (x - x0) * np.cos(angle) + (y - y0) * np.sin(angle)
    off = (y - y0) * np.cos(angle) - (x - x0) * np.sin(angle)
    r = np.hypot(along, off / ratio) / scale
    return peak * (np.exp(-r) if exponential else np.exp(-0.5 * r * r))


out = {}

side = 160
sky = 20 + 0.02 * np.arange(side)[None, :] + 0.01 * np.arange(side)[:, None]
places = [(30, 32), (118, 40), (80, 84), (88, 84.5), (36, 120), (130, 126), (44, 127)]
field = sky + noise(side * side, 1).reshape(side, side)
for i, (x, y) in enumerate(places):
    field = field + source(side, x, y, 2.5 + 0.2 * i, 0.8, 0.3 * i, 60 - 4 * i, False)
back = Background2D(field, (20, 20), filter_size=(3, 3), bkg_estimator=MedianBackground())
probes = [(10, 10), (80, 20), (40, 100), (150, 150), (70, 130)]
out["background"] = {"level": [float(back.background[y, x]) for x, y in probes], "noise": float(np.median(back.background_rms))}
smooth = gaussian_filter(field - back.background, 1.5)
segments = detect_sources(smooth, 2.0, npixels=6)
parted = deblend_sources(smooth, segments, npixels=6, nlevels=32, contrast=0.005, progress_bar=False)
out["sources"] = {"detected": int(segments.nlabels), "deblended": int(parted.nlabels)}
out["sources"]["areaAtPeak"] = [int((parted.data == parted.data[round(y), round(x)]).sum()) for x, y in places]
out["sources"]["sky"] = int((parted.data == 0).sum())

side = 92
frames = {
    "disc": [(46.3, 45.2, 6, 0.5, 0.6, 100, True)],
    "round": [(45.6, 46.1, 5, 0.95, 0.2, 120, False)],
    "arms": [(45.8, 45.4, 6, 0.7, -0.5, 100, True), (53, 41, 2, 0.9, 0, 25, False), (38, 51, 1.5, 0.9, 0, 18, False)],
}
out["measures"] = {}
for name, sources in frames.items():
    light = noise(side * side, 0.5).reshape(side, side)
    for each in sources:
        light = light + source(side, *each)
    segmap = (gaussian_filter(light, 1.4375) > 3.0).astype(int)
    from scipy.ndimage import label

    labelled, _ = label(segmap, np.ones((3, 3)))
    segmap = (labelled == labelled[46, 46]).astype(int)
    m = statmorph.source_morphology(light, segmap, weightmap=np.full_like(light, 0.5))[0]
    out["measures"][name] = {
        "petrosianRadiusPx": m.rpetro_circ, "halfLightRadiusPx": m.rhalf_circ, "concentration": m.concentration,
        "asymmetry": m.asymmetry, "smoothness": m.smoothness, "gini": m.gini, "m20": m.m20,
        "axisRatio": 1 - m.ellipticity_centroid, "angleRad": m.orientation_centroid, "flag": int(m.flag),
        "xPx": float(m._asymmetry_center[0]), "yPx": float(m._asymmetry_center[1]),
    }
print(json.dumps(out))
