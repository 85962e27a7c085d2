"""What a model card says of the galaxies weights learnt from, and of how well they know others."""

import json
from pathlib import Path

from galaxies import SOURCES, Galaxies
from questions import TREE

AREA, LABELS = "area under ROC", {
    "gz1BalancedAccuracy": "Galaxy Zoo 1, five classes: balanced accuracy",
    "gz1Purity10": "Galaxy Zoo 1: share of the 10 nearest of the same kind",
    "odd": "Odd", "ring": "Ring", "merger": "Merger", "irregular": "Irregular", "edgeOn": "Edge-on", "cigar": "Cigar",
    "featured": "Featured", "bar": "Bar", "spiral": "Spiral",
    "efigiType": "EFIGI: rank correlation of the stage along Hubble's sequence",
    "efigiBar": "EFIGI: barred, area under ROC", "efigiPerturbed": "EFIGI: perturbed, area under ROC",
    "rings100": "DECaLS rings from 100 labels: accuracy",
}  # fmt: skip


def data_of(galaxies: Galaxies, simulated: int | None = None) -> str:
    """:param simulated: how many simulated galaxies were learnt from; those of the cache if None"""
    parts = []
    for source in SOURCES:
        sizes = [len(galaxies.where(source, split)) for split in ("train", "validation", "test")]
        if source == "simulated" and simulated is not None:
            sizes[0] = simulated
        parts.append(f"{source}: {sizes[0]:,} train" + (f", {sizes[1]:,} validation, {sizes[2]:,} test" if sizes[2] else ""))
    return (
        "; ".join(parts) + ". Split by a hash of the id, NGC galaxies as EFIGI's of the same PGC number. The simulated survey "
        "has other seeds than the embedded sky and no planted oddity. rings-decals, the Euclid folder and the embedded sky were "
        "never shown to it."
    )


def figures_of(path: Path | None, name: str, beside: str = "imagenet") -> list[dict]:
    """
    The card's figures, on the test split, which chose nothing.

    :param path: what `npm run measure representation` and, below it, `npm run measure votes` printed last; the latter is of
        the weights the app opens with alone. None: measured when these weights have been exported.
    :param beside: weights whose figures stand beside
    """
    if path is None:
        return []
    representation, *votes = (json.loads(line) for line in path.read_text().splitlines())
    own, other = representation[name], representation[beside]

    def plain(value) -> float:
        return value["mean"] if isinstance(value, dict) else value

    figures = [
        {"label": label if ":" in label else f"{label}: {AREA}", "value": round(plain(own[key]), 3),
         "note": f"{'ImageNet' if beside == 'imagenet' else beside} {plain(other[key]):.3f}"}
        for key, label in LABELS.items()
    ]  # fmt: skip
    for question in TREE if votes else ():
        v = votes[0][question.name]
        note = f"constant {v['rmseConstant']:.3f}, {v['galaxies']} galaxies"
        figures.append({"label": f"{question.text} Error of a share", "value": round(v["rmse"], 3), "note": note})
    return figures
