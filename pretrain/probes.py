"""How good a representation is, on the validation split alone: what choices between trainings are made by."""

import warnings

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

from galaxies import VOLUNTEERS, Galaxies
from questions import ANSWER_COLUMNS

QUESTIONS = {  # answer's share of all volunteers above which a galaxy counts
    "odd": ("something-odd-gz2_yes", 0.5), "ring": ("odd-feature-gz2_ring", 0.3),
    "merger": ("odd-feature-gz2_merger", 0.3), "irregular": ("odd-feature-gz2_irregular", 0.3),
    "edgeOn": ("disk-edge-on-gz2_yes", 0.5), "cigar": ("how-rounded-gz2_cigar", 0.4),
    "featured": ("smooth-or-featured-gz2_featured-or-disk", 0.5),
}  # fmt: skip


@torch.no_grad()
def represent(net, images: np.ndarray, side: int = 128, crop: float = 0.8) -> np.ndarray:
    """(n, 1280) of 8-bit pictures, their central part `crop` shown at `side` pixels."""
    net.eval()
    margin = round(images.shape[1] * (1 - crop) / 2)
    parts = []
    for start in range(0, len(images), 64):
        x = torch.from_numpy(images[start : start + 64]).permute(0, 3, 1, 2).float() / 255
        x = x[:, :, margin : x.shape[2] - margin, margin : x.shape[3] - margin]
        x = F.interpolate(x, (side, side), mode="bilinear", antialias=True, align_corners=False)
        parts.append(net.represent(x).numpy())
    return np.concatenate(parts)


def probe(strength: float = 1e-2) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300)


def purity(x: np.ndarray, labels: np.ndarray, k: int = 10) -> float:
    """Mean over classes of the share of a galaxy's k nearest that are of its class, each class counted alike."""
    rows = NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(x, return_distance=False)[:, 1:]
    size = np.bincount(labels)
    weight = 1 / size[labels]
    same = (labels[rows] == labels[:, None]) * weight[rows]
    share = same.sum(1) / weight[rows].sum(1)
    return float(np.mean([share[labels == c].mean() for c in np.flatnonzero(size)]))


def validation_figures(net, galaxies: Galaxies, side: int = 128, crop: float = 0.8) -> dict[str, float]:
    """Probes are fitted on a part of the train split and judged on the validation split."""
    warnings.filterwarnings("ignore")
    figures: dict[str, float] = {}
    fit, judge = galaxies.where("gz2-voted", "train")[:1500], galaxies.where("gz2-voted", "validation")
    x = represent(net, galaxies.images[np.concatenate([fit, judge])], side, crop)
    x = StandardScaler().fit(x[: len(fit)]).transform(x)
    for name, (column, threshold) in QUESTIONS.items():
        share = galaxies.votes[:, ANSWER_COLUMNS.index(column)] / VOLUNTEERS
        model = probe().fit(x[: len(fit)], share[fit] > threshold)
        figures[name] = roc_auc_score(share[judge] > threshold, model.decision_function(x[len(fit) :]))
    fit, judge = galaxies.where("gz1-sdss", "train")[:2000], galaxies.where("gz1-sdss", "validation")
    raw = represent(net, galaxies.images[np.concatenate([fit, judge])], side, crop)
    x = StandardScaler().fit(raw[: len(fit)]).transform(raw)
    model = probe().fit(x[: len(fit)], galaxies.gz1[fit])
    figures["gz1"] = balanced_accuracy_score(galaxies.gz1[judge], model.predict(x[len(fit) :]))
    figures["purity"] = purity(raw[len(fit) :], galaxies.gz1[judge])
    return {name: round(float(value), 4) for name, value in figures.items()}
