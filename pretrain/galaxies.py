"""The labelled galaxies a network is trained on, as arrays, cached because decoding takes a minute."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from PIL import Image

from questions import ANSWER_COLUMNS, KAGGLE_COLUMNS, SLICES, TREE
from split import split_of

SIDE = 160  # pixels of the pictures of Galaxy Zoo 1 and 2 as they come
VOLUNTEERS = 40  # as many as the shares of the Kaggle table are taken to stand for
GZ1_CLASSES = ("elliptical", "spiral", "edge_on", "merger", "dont_know")  # flips make the two spiral senses one
WEAK_CLASSES = ("smooth", "featured", "artifact", "odd", "ambiguous")
NO_CLASS = -1
TRUTHS = ("ring", "bar", "spiral", "bulge", "concentration", "inclination")
"""What a simulation knows of its galaxies: three that are there or not, three quantities of some unit spread."""
SOURCES = ("gz2-voted", "gz1-sdss", "gz2-more", "simulated")


@dataclass
class Galaxies:
    images: np.ndarray
    """(n, SIDE, SIDE, 3) 8-bit RGB"""
    ids: np.ndarray
    source: np.ndarray
    """(n) index into SOURCES"""
    split: np.ndarray
    """(n) "train", "validation" or "test" """
    votes: np.ndarray
    """(n, 37) volunteers per answer, zeros where a question was not put or is not known"""
    gz1: np.ndarray
    """(n) index into GZ1_CLASSES, or NO_CLASS"""
    weak: np.ndarray
    """(n) index into WEAK_CLASSES, or NO_CLASS"""
    truth: np.ndarray
    """(n, 6) TRUTHS of the simulated ones, NaN for the others"""

    def where(self, source: str, split: str) -> np.ndarray:
        return np.flatnonzero((self.source == SOURCES.index(source)) & (self.split == split))


def decode(structs) -> np.ndarray:
    """Central square of each picture at SIDE pixels."""
    out = np.empty((len(structs), SIDE, SIDE, 3), np.uint8)
    for i, struct in enumerate(structs):
        image = Image.open(io.BytesIO(struct["bytes"])).convert("RGB")
        side = min(image.size)
        left, top = (image.width - side) // 2, (image.height - side) // 2
        image = image.crop((left, top, left + side, top + side))
        out[i] = np.asarray(image if side == SIDE else image.resize((SIDE, SIDE), Image.Resampling.BILINEAR))
    return out


def kaggle_votes(table: pd.DataFrame) -> np.ndarray:
    """Cumulative shares × 40 volunteers; a question the table leaves empty has no votes."""
    return VOLUNTEERS * np.nan_to_num(table[KAGGLE_COLUMNS].to_numpy(np.float64), nan=0.0)


def simulated_votes(table: pd.DataFrame) -> np.ndarray:
    votes = np.zeros((len(table), len(ANSWER_COLUMNS)))
    for question, where in zip(TREE, SLICES, strict=True):
        if f"{question.name}_total-votes" not in table:
            continue  # nobody names the odd feature of a simulated galaxy
        total = table[f"{question.name}_total-votes"].to_numpy(np.float64)
        for column, answer in zip(range(where.start, where.stop), question.answers, strict=True):
            votes[:, column] = total * np.nan_to_num(table[f"{question.name}_{answer}_fraction"].to_numpy(np.float64))
    return votes


def truths(table: pd.DataFrame) -> np.ndarray:
    return np.column_stack([
        table["ring"] > 0, table["bar"] > 0, table["arm_count"] > 0,
        (table["bulge_to_total"] - 0.3) / 0.3, np.log(table["sersic_index"] / 1.7) / 0.6,
        (np.cos(np.radians(table["inclination_deg"])) - 0.5) / 0.3,
    ]).astype(np.float64)  # fmt: skip


def _read(source: str, path: Path) -> Galaxies:
    table = pq.read_table(path).to_pandas()
    n = len(table)
    votes = np.zeros((n, len(ANSWER_COLUMNS)))
    gz1, weak = np.full(n, NO_CLASS), np.full(n, NO_CLASS)
    truth = np.full((n, len(TRUTHS)), np.nan)
    ids = table["id"].astype(str).to_numpy()
    if source == "gz2-voted":
        votes = kaggle_votes(table)
    elif source == "simulated":
        votes, truth = simulated_votes(table), truths(table)
    elif source == "gz1-sdss":
        gz1 = table["class"].str.replace("spiral_.*", "spiral", regex=True).map(GZ1_CLASSES.index).to_numpy()
    else:
        weak = table["weak_class"].fillna(NO_CLASS).to_numpy(int)
    # A simulated survey is all there to be trained on: nothing is measured on it.
    split = np.array(["train" if source == "simulated" else split_of(i) for i in ids])
    return Galaxies(decode(table["image"]), ids, np.full(n, SOURCES.index(source)), split, votes, gz1, weak, truth)


def load(galaxies: Path, simulated: list[Path], cache: Path) -> Galaxies:
    """
    :param galaxies: folder of gz2-voted.parquet, gz1-sdss.parquet and gz2-more.parquet
    :param simulated: what `npm run simulate` wrote, one table a seed
    :param cache: .npz, written at the first call
    """
    if not cache.exists():
        paths = [(s, galaxies / f"{s}.parquet") for s in SOURCES if s != "simulated"]
        parts = [_read(source, path) for source, path in [*paths, *(("simulated", path) for path in simulated)]]
        names = Galaxies.__dataclass_fields__
        np.savez(cache, **{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
    with np.load(cache, allow_pickle=True) as stored:
        return Galaxies(**{name: stored[name] for name in Galaxies.__dataclass_fields__})
