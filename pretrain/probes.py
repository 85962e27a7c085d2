"""How good a representation is, on the validation split alone; choices between trainings are made by these figures."""

import warnings
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from scipy.stats import spearmanr
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.metrics import balanced_accuracy_score, log_loss, roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import NearestNeighbors
from sklearn.preprocessing import StandardScaler

from experts import value_of
from galaxies import SOURCES, Galaxies
from questions import ANSWER_COLUMNS

A = ANSWER_COLUMNS.index
QUESTIONS = {  # an answer, and the share of all volunteers above which a galaxy counts
    "odd": (A("something-odd-gz2_yes"), 0.5), "ring": (A("odd-feature-gz2_ring"), 0.3),
    "merger": (A("odd-feature-gz2_merger"), 0.3), "irregular": (A("odd-feature-gz2_irregular"), 0.3),
    "edgeOn": (A("disk-edge-on-gz2_yes"), 0.5), "cigar": (A("how-rounded-gz2_cigar"), 0.4),
    "featured": (A("smooth-or-featured-gz2_featured-or-disk"), 0.5),
}  # fmt: skip
FACE_ON = A("disk-edge-on-gz2_no")
FACE_ON_QUESTIONS = {"bar": [A("bar-gz2_yes"), A("bar-gz2_no")],
                     "spiral": [A("has-spiral-arms-gz2_yes"), A("has-spiral-arms-gz2_no")]}  # fmt: skip
STRENGTHS = (1e-4, 1e-3, 1e-2, 1e-1)
TURNED = 400  # galaxies
TURNS = ((1, False), (2, False), (3, False), (0, True), (1, True))  # number of quarter turns, and whether mirrored before


@torch.no_grad()
def represent(net, images: np.ndarray, side: int, crop: float, turn: tuple[int, bool] = (0, False)) -> np.ndarray:
    """(n, width) of 8-bit pictures, their central part `crop` shown at `side` pixels."""
    net.eval()
    margin = round(images.shape[1] * (1 - crop) / 2)
    parts = []
    for start in range(0, len(images), 64):
        x = torch.from_numpy(np.ascontiguousarray(images[start : start + 64])).permute(0, 3, 1, 2).float() / 255
        x = x[:, :, margin : x.shape[2] - margin, margin : x.shape[3] - margin]
        x = F.interpolate(x, (side, side), mode="bilinear", antialias=True, align_corners=False)
        x = torch.rot90(x.flip(3) if turn[1] else x, turn[0], (2, 3))
        parts.append(net.represent(x).numpy())
    return np.concatenate(parts)


def probe(x: np.ndarray, labels: np.ndarray, folds: int = 3) -> LogisticRegression:
    """Logistic regression whose C is the one of STRENGTHS with the least loss on folds of its own training data."""
    losses = np.zeros(len(STRENGTHS))
    for fit, judge in StratifiedKFold(folds, shuffle=True, random_state=0).split(x, labels):
        model = LogisticRegression(max_iter=200, warm_start=True)
        for i, strength in enumerate(STRENGTHS):
            model.set_params(C=strength).fit(x[fit], labels[fit])
            losses[i] += log_loss(labels[judge], model.predict_proba(x[judge]), labels=model.classes_)
    return LogisticRegression(C=STRENGTHS[int(losses.argmin())], max_iter=300).fit(x, labels)


def purity(x: np.ndarray, labels: np.ndarray, k: int = 10) -> float:
    """Mean over classes of the share of a galaxy's k nearest that are of its class, as in measure/figures."""
    shaped = labels < 4  # "dont_know" is not a shape
    x, labels = x[shaped], labels[shaped]
    rows = NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(x, return_distance=False)[:, 1:]
    share = (labels[rows] == labels[:, None]).mean(1)
    return float(np.mean([share[labels == c].mean() for c in np.unique(labels)]))


def rotation(net, images: np.ndarray, plain: np.ndarray, show: Callable) -> dict[str, float]:
    """
    How similar a galaxy's quarter turns and mirror images are to it: mean cosine with the catalogue's mean subtracted, and
    the share whose nearest neighbour in the catalogue is the galaxy itself.

    :param images: the first pictures of the catalogue
    :param plain: (n, width) of the whole catalogue, not turned
    """
    mean = plain.mean(0)
    nearest = NearestNeighbors(n_neighbors=1).fit(plain)
    unit = (plain - mean) / np.linalg.norm(plain - mean, axis=1, keepdims=True)
    cosines, found = [], []
    for turn in TURNS:
        turned = show(net, images, turn=turn)
        found.append(nearest.kneighbors(turned, return_distance=False)[:, 0] == np.arange(len(images)))
        cosines.append((unit[: len(images)] * (turned - mean)).sum(1) / np.linalg.norm(turned - mean, axis=1))
    return {"turnCosine": float(np.mean(cosines)), "turnSelf": float(np.mean(found))}


def validation_figures(net, galaxies: Galaxies, side: int = 96, crop: float = 0.6, most: int = 1500) -> dict[str, float]:
    """
    Probes are fitted on at most `most` galaxies of the train split and judged on the validation split.

    Galaxy Zoo 2's questions are asked of gz2-voted and the voted galaxies of gz2-more together, since either's validation
    split alone holds a dozen rings.
    """
    warnings.filterwarnings("ignore")
    figures: dict[str, float] = {}

    def show(net, images, turn=(0, False)) -> np.ndarray:
        return represent(net, images, side, crop, turn)

    def rows_of(sources: tuple[str, ...], split: str, known: np.ndarray) -> np.ndarray:
        of = np.isin(galaxies.source, [SOURCES.index(s) for s in sources])
        rows = np.flatnonzero(of & (galaxies.split == split) & known)
        return rows if split == "validation" else np.random.default_rng(0).permutation(rows)[:most]

    def shown(sources: tuple[str, ...], known: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        fit, judge = rows_of(sources, "train", known), rows_of(sources, "validation", known)
        raw = show(net, galaxies.images[np.concatenate([fit, judge])])
        scaled = StandardScaler().fit(raw[: len(fit)]).transform(raw)
        return fit, judge, scaled[: len(fit)], scaled[len(fit) :], raw[len(fit) :]

    def area(name: str, labels: np.ndarray, asked: np.ndarray) -> None:
        """:param asked: galaxies, of fit and judge, that the question is asked about"""
        of_fit, of_judge = asked[fit], asked[judge]
        model = probe(x[of_fit], labels[fit][of_fit])
        figures[name] = roc_auc_score(labels[judge][of_judge], model.decision_function(y[of_judge]))

    everyone = np.ones(len(galaxies.ids), bool)
    total = np.maximum(galaxies.votes[:, :3].sum(1), 1e-6)
    fit, judge, x, y, raw = shown(("gz2-voted", "gz2-more"), galaxies.votes.sum(1) > 0)
    for name, (column, threshold) in QUESTIONS.items():
        area(name, galaxies.votes[:, column] / total > threshold, everyone)
    figures |= rotation(net, galaxies.images[judge[:TURNED]], raw, show)

    # Asked of a fifth of them alone: fitted on as many as there are.
    face_on = galaxies.votes[:, FACE_ON] / total > 0.5
    bar = FACE_ON_QUESTIONS["bar"]
    fit, judge, x, y, raw = shown(("gz2-voted", "gz2-more"), face_on & (galaxies.votes[:, bar].sum(1) > 0))
    for name, (yes, no) in FACE_ON_QUESTIONS.items():
        area(name, galaxies.votes[:, yes] > galaxies.votes[:, no], everyone)

    fit, judge, x, y, raw = shown(("gz1-sdss",), everyone)
    model = probe(x, galaxies.gz1[fit])
    figures["gz1"] = balanced_accuracy_score(galaxies.gz1[judge], model.predict(y))
    figures["purity"] = purity(raw, galaxies.gz1[judge])

    fit, judge, x, y, raw = shown(("efigi",), everyone)
    stage = value_of(galaxies.experts, "T")
    ridge = RidgeCV(np.logspace(1, 5, 9)).fit(x, stage[fit])
    figures["efigiType"] = spearmanr(ridge.predict(y), stage[judge]).statistic
    for name, column in {"efigiBar": "Bar_Length", "efigiPerturbed": "Perturbation"}.items():
        value = value_of(galaxies.experts, column)
        area(name, value >= 0.5, ~np.isnan(value))
    return {name: round(float(value), 4) for name, value in figures.items()}
