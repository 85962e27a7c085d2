"""The labelled galaxies that networks are trained on, as arrays; cached because decoding takes a minute."""

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from PIL import Image

from experts import THRESHOLDS, efigi_shares, hubble_shares
from questions import ANSWER_COLUMNS
from split import split_of, split_of_ngc
from vote_tables import hart_votes, kaggle_votes, simulated_votes

SIDE = 160  # pixels, the size of Galaxy Zoo 1's and 2's pictures
GZ1_CLASSES = ("elliptical", "spiral", "edge_on", "merger", "dont_know")  # mirrored views make the two spiral senses the same
WEAK_CLASSES = ("smooth", "featured", "artifact", "odd", "ambiguous")
HUBBLE_CLASSES = ("elliptical", "lenticular", "spiral", "irregular")
NO_CLASS = -1
TRUTHS = ("ring", "bar", "spiral", "bulge", "concentration", "inclination")
"""What a simulation knows about its galaxies: three that are present or not, three quantities of about unit spread."""
FILES = {"gz2-voted": "gz2-voted", "gz1-sdss": "gz1-sdss", "gz2-more": "gz2-more", "efigi": "more/efigi",
         "ngc-sdss": "more/ngc-sdss", "gz2-hart": "more/gz2-hart", "gz2-kaggle-new": "more/gz2-kaggle-new"}  # fmt: skip
SOURCES = (*FILES, "simulated")


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
    hubble: np.ndarray
    """(n) index into HUBBLE_CLASSES, or NO_CLASS"""
    experts: np.ndarray
    """(n, THRESHOLDS) shares above each step of the experts' scales (experts.py), NaN where undetermined"""

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


def truths(table: pd.DataFrame) -> np.ndarray:
    return np.column_stack([
        table["ring"] > 0, table["bar"] > 0, table["arm_count"] > 0,
        (table["bulge_to_total"] - 0.3) / 0.3, np.log(table["sersic_index"] / 1.7) / 0.6,
        (np.cos(np.radians(table["inclination_deg"])) - 0.5) / 0.3,
    ]).astype(np.float64)  # fmt: skip


def _read(source: str, path: Path) -> Galaxies:
    table = pq.read_table(path).to_pandas()
    if source == "gz2-kaggle-new":
        table = table[table["Class1.1"].notna()]
    n = len(table)
    ids = table["id"].astype(str).to_numpy()
    votes = np.zeros((n, len(ANSWER_COLUMNS)))
    gz1, weak, hubble = np.full(n, NO_CLASS), np.full(n, NO_CLASS), np.full(n, NO_CLASS)
    truth, experts = np.full((n, len(TRUTHS)), np.nan), np.full((n, THRESHOLDS), np.nan)
    split = np.array([split_of(i) for i in ids])
    if source in ("gz2-voted", "gz2-kaggle-new"):
        votes = kaggle_votes(table)
    elif source == "gz2-hart":
        votes = hart_votes(table)
    elif source == "simulated":
        votes, truth = simulated_votes(table), truths(table)
        split[:] = "train"  # simulated galaxies are only for training: nothing is measured on them
    elif source == "gz1-sdss":
        gz1 = table["class"].str.replace("spiral_.*", "spiral", regex=True).map(GZ1_CLASSES.index).to_numpy()
    elif source == "gz2-more":
        known = pq.read_table(path.parent / "more" / "gz2-votes.parquet").to_pandas().set_index("id").reindex(ids)
        votes = kaggle_votes(known)
        weak = np.where(votes.sum(1) > 0, NO_CLASS, table["weak_class"].fillna(NO_CLASS).to_numpy(int))
    elif source == "efigi":
        experts = efigi_shares(table)
    elif source == "ngc-sdss":
        experts = hubble_shares(table["hubble"].fillna("").tolist())
        hubble = table["class"].map(HUBBLE_CLASSES.index).to_numpy()
        split = np.array([split_of_ngc(*row) for row in zip(ids, table["pgc"], table["in_efigi"] == 1, strict=True)])
    images = decode(table["image"])
    return Galaxies(images, ids, np.full(n, SOURCES.index(source)), split.astype("U10"), votes, gz1, weak, truth, hubble, experts)


def load(galaxies: Path, simulated: list[Path], cache: Path) -> Galaxies:
    """
    :param galaxies: folder of the real galaxies, with `more/` beside them
    :param simulated: tables written by `npm run simulate`, one per seed
    :param cache: folder with one .npy per field, written at the first call; pictures are memory-mapped from it
    """
    names = Galaxies.__dataclass_fields__
    if not (cache / "images.npy").exists():
        paths = [(source, galaxies / f"{file}.parquet") for source, file in FILES.items()]
        parts = [_read(source, path) for source, path in [*paths, *(("simulated", path) for path in simulated)]]
        cache.mkdir(parents=True, exist_ok=True)
        for name in reversed(names):  # the pictures last: their file marks a complete cache
            values = np.concatenate([getattr(part, name) for part in parts])
            np.save(cache / f"{name}.npy", values.astype("U32") if name == "ids" else values)
    return Galaxies(**{name: np.load(cache / f"{name}.npy", mmap_mode="r" if name == "images" else None) for name in names})
