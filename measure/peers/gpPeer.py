"""Fits and predicts with scikit-learn's Gaussian process, one thread: prints seconds and writes mean and deviation.

python3 gpPeer.py RATED TARGETS POINTS COLUMNS STARTS OUTPUT   (matrices little-endian float64, row-major)
"""

import json
import sys
import time
import warnings

import numpy
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, RationalQuadratic, WhiteKernel

warnings.filterwarnings("ignore")  # of optima at a bound
rated, targets, points, columns, starts, output = sys.argv[1:]
x = numpy.fromfile(rated, dtype="<f8").reshape(-1, int(columns))
y = numpy.fromfile(targets, dtype="<f8")
asked = numpy.fromfile(points, dtype="<f8").reshape(-1, int(columns))
# The starting point of src/maths/interest/hyperparameters.ts, the bounds of gp.ts.
spread = max(float(y.var()), 0.25)
kernel = ConstantKernel(spread, (0.1, 25)) * RationalQuadratic(
    int(columns) ** 0.5, 1, (5, 1e3), (1e-2, 1e3)
) + WhiteKernel(spread / 5, (0.05, 6.25))
start = time.perf_counter()
model = GaussianProcessRegressor(kernel, n_restarts_optimizer=int(starts) - 1, random_state=0)
centre = y.mean()
model.fit(x, y - centre)
fitted = time.perf_counter()
mean, std = model.predict(asked, return_std=True)
end = time.perf_counter()
numpy.concatenate([mean + centre, std]).astype("<f8").tofile(output)
constant, noise = model.kernel_.k1, model.kernel_.k2
print(
    json.dumps(
        {
            "fitSeconds": fitted - start,
            "predictSeconds": end - fitted,
            "logMarginalLikelihood": model.log_marginal_likelihood_value_,
            "amplitude": constant.k1.constant_value,
            "lengthScale": constant.k2.length_scale,
            "shape": constant.k2.alpha,
            "noise": noise.noise_level,
        }
    )
)
