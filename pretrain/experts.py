"""
What experts say of a galaxy, as shares that lie above each step of an ordered scale.

EFIGI (Baillard et al. 2011) gives each attribute a quarter between 0 and 1 and, for some, confidence limits; the Hubble
stage T runs in whole steps from −6 to 11. A network answers with the log odds that a galaxy lies above each of the
scale's thresholds; what it should answer is 1 below the limits, 0 above them, and falls in between: the value itself
weighs 1, every other step inside the limits `INSIDE`.
"""

import numpy as np
import pandas as pd

ATTRIBUTES = ("Bulge_to_Total", "Arm_Strength", "Arm_Curvature", "Arm_Rotation", "Bar_Length", "Inner_Ring", "Outer_Ring",
              "Pseudo_Ring", "Perturbation", "Visible_Dust", "Dust_Dispersion", "Flocculence", "Hot_Spots", "Inclination",
              "Contamination", "Multiplicity")  # fmt: skip
QUARTERS = np.arange(5) / 4
STAGES = np.arange(-6, 12)
SCALES = {"T": STAGES, **{name: QUARTERS for name in ATTRIBUTES}}
INSIDE = 0.3

SCALE_SLICES: dict[str, slice] = {}
"""Per scale, the columns of its thresholds: one fewer than it has steps."""
_start = 0
for _name, _steps in SCALES.items():
    SCALE_SLICES[_name] = slice(_start, _start + len(_steps) - 1)
    _start += len(_steps) - 1
THRESHOLDS = _start

# Hubble types of OpenNGC (after HyperLEDA) as stages of the Hubble sequence.
_STAGE_OF = {"E": -5, "E-S0": -3, "S0": -2, "S0-a": 0, "a": 1, "ab": 2, "b": 3, "bc": 4, "c": 5, "cd": 6, "d": 7, "m": 9,
             "I": 10}  # fmt: skip
_BAR_OF = {"SB": (0.5, 1.0), "SAB": (0.25, 0.75), "S": (0.0, 0.5)}
"""Confidence limits of a bar's length: a type that names none leaves a weak one open."""


def shares_above(steps: np.ndarray, value: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """
    :param steps: (s) the scale
    :param value: (n) NaN where undetermined: the galaxy's shares are NaN then
    :param low: (n) lower confidence limit, at most the value
    :returns: (n, s − 1) share above each midpoint between steps
    """
    half = (steps[1] - steps[0]) / 2
    inside = (steps >= low[:, None] - half / 2) & (steps <= high[:, None] + half / 2)
    at = np.abs(steps - value[:, None]) <= half + 1e-6
    weight = np.where(at, 1.0, np.where(inside, INSIDE, 0.0))
    above = weight[:, ::-1].cumsum(1)[:, ::-1][:, 1:] / np.maximum(weight.sum(1, keepdims=True), 1e-9)
    return np.where(np.isnan(value)[:, None], np.nan, above)


def efigi_shares(table: pd.DataFrame) -> np.ndarray:
    """(n, THRESHOLDS), NaN where undetermined."""
    out = np.full((len(table), THRESHOLDS), np.nan)
    for name, where in SCALE_SLICES.items():
        value = table[name].to_numpy(np.float64)
        limits = [table.get(f"{name}_{end}", table[name]).to_numpy(np.float64) for end in ("inf", "sup")]
        low, high = np.fmin(limits[0], value), np.fmax(limits[1], value)
        out[:, where] = shares_above(SCALES[name], value, low, high)
    return out


def hubble_shares(types: list[str]) -> np.ndarray:
    """(n, THRESHOLDS) of OpenNGC's Hubble types: the stage within one step, and the bar where a spiral's type tells."""
    out = np.full((len(types), THRESHOLDS), np.nan)
    for row, text in enumerate(types):
        bar = next((b for b in ("SAB", "SB", "S") if text.startswith(b)), None)
        stage = _STAGE_OF.get(text, _STAGE_OF.get(text[len(bar) :]) if bar else None)
        if stage is None and text in ("IB", "IAB"):
            stage = _STAGE_OF["I"]
        if stage is not None:
            value = np.array([float(stage)])
            out[row, SCALE_SLICES["T"]] = shares_above(STAGES, value, value - 1, value + 1)[0]
        if bar and stage is not None and stage > 0:
            low, high = (np.array([limit]) for limit in _BAR_OF[bar])
            out[row, SCALE_SLICES["Bar_Length"]] = shares_above(QUARTERS, (low + high) / 2, low, high)[0]
    return out


def value_of(shares: np.ndarray, name: str) -> np.ndarray:
    """(n) the value a scale's shares were made of, NaN where undetermined. :param shares: (n, THRESHOLDS)"""
    above = shares[:, SCALE_SLICES[name]]
    ends = np.ones((len(above), 1)), np.zeros((len(above), 1))
    weight = -np.diff(np.hstack([ends[0], above, ends[1]]), axis=1)
    return np.where(np.isnan(above[:, 0]), np.nan, SCALES[name][np.nan_to_num(weight).argmax(1)])
