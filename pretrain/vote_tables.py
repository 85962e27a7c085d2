"""Volunteers per answer, (n, 37), from each of the forms votes come in; a question that was not put has none."""

import numpy as np
import pandas as pd

from questions import ANSWER_COLUMNS, KAGGLE_COLUMNS, SLICES, TREE

VOLUNTEERS = 40  # as many as the shares of the Kaggle table are taken to stand for


def kaggle_votes(table: pd.DataFrame) -> np.ndarray:
    """Cumulative shares × 40 volunteers; a question the table leaves empty has no votes."""
    return VOLUNTEERS * np.nan_to_num(table[KAGGLE_COLUMNS].to_numpy(np.float64), nan=0.0)


def hart_votes(table: pd.DataFrame) -> np.ndarray:
    """
    Weighted fractions of each question (Hart et al. 2016) × the volunteers whom the answers before led there.

    Not the debiased ones: those say what would have been seen nearer by, these what was seen in this picture.
    """
    asked = {q.name: [c for c in table if c.startswith(f"t{i:02d}_") and c.endswith("_weighted_fraction")]
             for i, q in enumerate(TREE, 1)}  # fmt: skip
    volunteers = table["total_classifications"].to_numpy(np.float64)
    votes = np.zeros((len(table), len(ANSWER_COLUMNS)))
    for question, where in zip(TREE, SLICES, strict=True):
        shares = np.nan_to_num(table[asked[question.name]].to_numpy(np.float64))
        shares = shares / np.maximum(shares.sum(1, keepdims=True), 1e-6)
        leading = [ANSWER_COLUMNS.index(a) for a in question.asked_if or ()]
        reached = votes[:, leading].sum(1) if leading else volunteers
        votes[:, where] = shares * reached[:, None]
    return votes


def simulated_votes(table: pd.DataFrame) -> np.ndarray:
    votes = np.zeros((len(table), len(ANSWER_COLUMNS)))
    for question, where in zip(TREE, SLICES, strict=True):
        if f"{question.name}_total-votes" not in table:
            continue  # nobody names the odd feature of a simulated galaxy
        total = table[f"{question.name}_total-votes"].to_numpy(np.float64)
        for column, answer in zip(range(where.start, where.stop), question.answers, strict=True):
            votes[:, column] = total * np.nan_to_num(table[f"{question.name}_{answer}_fraction"].to_numpy(np.float64))
    return votes
