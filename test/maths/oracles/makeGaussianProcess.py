"""Writes gaussianProcess.json and unusual.json. Needs numpy and scikit-learn.

    OMP_NUM_THREADS=1 python3 test/maths/oracles/makeGaussianProcess.py

Data come from the formula `waves` of makeOracles.py; targets from the formula below, which the tests repeat.
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.ensemble import IsolationForest
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, Matern, RationalQuadratic, WhiteKernel
from sklearn.neighbors import LocalOutlierFactor

here = Path(__file__).parent
warnings.filterwarnings("ignore")  # optima at a bound are what the test is about


def waves(rows, columns):
    i = np.arange(rows)[:, None]
    j = np.arange(columns)[None, :]
    value = np.sin(0.37 * i * i + 1.31 * j * (i + 1) + 0.05 * j * j) * 6 / (1 + j) + 3 * np.cos(0.7 * j)
    return value.astype(np.float32)


def targets(points):
    """Interest that follows the first two columns, with scatter, to the half point, 0 … 5."""
    i = np.arange(len(points))
    y = 2 + 1.5 * np.sin(points[:, 0] / 3) + points[:, 1] / 3 + 0.4 * np.sin(12.9898 * i * i)
    return np.clip(np.round(2 * y) / 2, 0, 5)


shapes = {
    "rationalQuadratic": lambda length, alpha: RationalQuadratic(length_scale=length, alpha=alpha),
    "rbf": lambda length, alpha: RBF(length),
    "matern32": lambda length, alpha: Matern(length, nu=1.5),
    "matern52": lambda length, alpha: Matern(length, nu=2.5),
}
columns, rated, asked = 8, 60, 25
data = waves(rated + asked, columns).astype(np.float64)
y = targets(data[:rated])
cases = []
for name, shape in shapes.items():
    at = {"amplitude": 2.3, "lengthScale": 3.1, "shape": 0.7, "noise": 0.15}
    kernel = ConstantKernel(at["amplitude"]) * shape(at["lengthScale"], at["shape"]) + WhiteKernel(at["noise"])
    model = GaussianProcessRegressor(kernel, optimizer=None).fit(data[:rated], y - y.mean())
    mean, std = model.predict(data[rated:], return_std=True)
    likelihood = model.log_marginal_likelihood(model.kernel_.theta)
    free = ConstantKernel(1) * shape(1, 1) + WhiteKernel(0.1)
    best = GaussianProcessRegressor(free, n_restarts_optimizer=9, random_state=1).fit(data[:rated], y - y.mean())
    cases.append(
        {
            "kernel": name,
            **at,
            "mean": (mean + y.mean()).tolist(),
            "std": std.tolist(),
            "logMarginalLikelihood": likelihood,
            "optimum": best.log_marginal_likelihood_value_,
            "optimumAt": str(best.kernel_),
        }
    )
gaussian_process = {"columns": columns, "rated": rated, "asked": asked, "targets": y.tolist(), "cases": cases}

rows, width = 400, 6
points = waves(rows, width).astype(np.float64)
points[7] = 12  # one far from all
outliers = [
    {"k": k, "factor": (-LocalOutlierFactor(n_neighbors=k).fit(points).negative_outlier_factor_).tolist()}
    for k in (5, 20)
]
forests = [-IsolationForest(n_estimators=200, max_samples=256, random_state=s).fit(points).score_samples(points) for s in range(10)]
unusual = {
    "rows": rows,
    "columns": width,
    "outlierFactor": outliers,
    "isolation": {"mean": np.mean(forests, 0).tolist(), "sd": np.std(forests, 0, ddof=1).tolist(), "trees": 200},
}


def rounded(value, digits):
    if isinstance(value, float):
        return float(f"{value:.{digits}g}")
    if isinstance(value, list):
        return [rounded(v, digits) for v in value]
    if isinstance(value, dict):
        return {k: rounded(v, digits) for k, v in value.items()}
    return value


(here / "gaussianProcess.json").write_text(json.dumps(rounded(gaussian_process, 12)) + "\n")
(here / "unusual.json").write_text(json.dumps(rounded(unusual, 9)) + "\n")
