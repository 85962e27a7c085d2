"""Writes the oracles the tests of src/maths compare with. Needs numpy, scipy, scikit-learn and umap-learn.

    python3 test/maths/oracles/makeOracles.py

Data come from the formula below, which test/maths/oracles/waves.ts repeats, so that only answers are stored.
"""

import json
from pathlib import Path

import numpy as np
from scipy import special, stats
from sklearn.decomposition import IncrementalPCA
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import trustworthiness
from umap.umap_ import find_ab_params

here = Path(__file__).parent


def waves(rows, columns):
    """(rows, columns) float32 numbers without symmetry: sines whose argument grows as a square, fading by column."""
    i = np.arange(rows)[:, None]
    j = np.arange(columns)[None, :]
    value = np.sin(0.37 * i * i + 1.31 * j * (i + 1) + 0.05 * j * j) * 6 / (1 + j) + 3 * np.cos(0.7 * j)
    return value.astype(np.float32)


def incremental_pca(rows, columns, count, batch):
    data = waves(rows, columns).astype(np.float64)
    model = IncrementalPCA(n_components=count)
    for start in range(0, rows, batch):
        model.partial_fit(data[start : start + batch])
    return {
        "rows": rows,
        "columns": columns,
        "count": count,
        "batch": batch,
        "mean": model.mean_.tolist(),
        "axes": model.components_.tolist(),
        "singularValues": model.singular_values_.tolist(),
        "explainedVariance": model.explained_variance_.tolist(),
        "explainedVarianceRatio": model.explained_variance_ratio_.tolist(),
        "transformed": model.transform(data[:3]).tolist(),
    }


def trust(rows, columns, k):
    data = waves(rows, columns)
    return {
        "rows": rows,
        "columns": columns,
        "k": k,
        "leading": trustworthiness(data, data[:, :2], n_neighbors=k),
        "trailing": trustworthiness(data, data[:, -2:], n_neighbors=k),
    }


def beta():
    """Shapes as a tree's heads give them (α from 1 to 101, A up to seven answers), and some beyond."""
    shapes = [(1, 1), (1.0001, 1.3), (2, 3), (10.5, 42.5), (40.2, 12.8), (101, 2), (1, 202), (101, 505)]
    shapes += [(0.3, 0.7), (60.25, 60.25), (1.02, 300)]
    return {
        "quantiles": [
            {"p": p, "a": a, "b": b, "x": float(stats.beta.ppf(p, a, b))}
            for a, b in shapes
            for p in (0.001, 0.05, 0.5, 0.95, 0.999)
        ],
        "cumulative": [
            {"x": x, "a": a, "b": b, "p": float(special.betainc(a, b, x))}
            for a, b in shapes
            for x in (0.001, 0.05, 0.3, 0.5, 0.83, 0.999)
        ],
        "logGamma": [
            {"x": x, "value": float(special.gammaln(x))} for x in (0.01, 0.3, 0.5, 1, 1.5, 2, 7.25, 101, 606, 1e5)
        ],
    }


def logistic(rows, columns, classes, strength):
    """Labels follow the first columns with some left to chance, so that no weight runs away."""
    data = waves(rows, columns).astype(np.float64)
    labels = (np.floor(data[:, 0] / 3 + 2 * np.sin(5.3 * np.arange(rows))).astype(int)) % classes
    model = LogisticRegression(C=strength, tol=1e-10, max_iter=10000).fit(data, labels)
    return {
        "rows": rows,
        "columns": columns,
        "classes": classes,
        "strength": strength,
        "labels": labels.tolist(),
        "weights": model.coef_.tolist(),
        "bias": model.intercept_.tolist(),
        "scores": model.decision_function(data[:3]).tolist(),
    }


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(v) for v in value]
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    return value


# Wide: the stack of kept axes, batch and mean step is shorter than a vector; tall: it is longer.
curves = []
for minimum_distance in (0.0, 0.01, 0.1, 0.25, 0.5, 0.99):
    a, b = find_ab_params(1.0, minimum_distance)
    curves.append({"minimumDistance": minimum_distance, "a": float(a), "b": float(b)})

write = {
    "umapCurve.json": curves,
    "incrementalPca.json": {"wide": incremental_pca(36, 40, 4, 12), "tall": incremental_pca(210, 9, 5, 60)},
    "trustworthiness.json": [trust(120, 8, 15), trust(61, 5, 7)],
    "beta.json": beta(),
    "logisticRegression.json": [logistic(60, 4, 2, 1.0), logistic(90, 5, 3, 0.1), logistic(40, 60, 2, 0.01)],
}
for name, value in write.items():
    (here / name).write_text(json.dumps(rounded(value)) + "\n")
