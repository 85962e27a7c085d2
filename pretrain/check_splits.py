"""Asserts that no galaxy is in two splits, whichever source its pictures come from: python check_splits.py"""

import argparse
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from galaxies import FILES
from split import split_of, split_of_ngc

NEAR_ARCSEC = 5.0  # two centres of one galaxy are nearer, two galaxies' hardly ever


def galaxies_of(path: Path, source: str) -> list[tuple[str, str, float, float]]:
    """(what names the galaxy, its split, ra and dec in degrees or NaN) by row."""
    names = set(pq.read_schema(path).names)
    table = pq.read_table(path, columns=[c for c in ("id", "ra", "dec", "pgc", "in_efigi") if c in names]).to_pandas()
    rows = []
    for row in table.to_dict("records"):
        shared = row.get("in_efigi") == 1
        name = f"PGC{int(row['pgc']):07d}" if shared else str(row["id"])
        split = split_of_ngc(str(row["id"]), row.get("pgc", np.nan), shared) if source == "ngc-sdss" else split_of(str(row["id"]))
        rows.append((name, split, row.get("ra") or np.nan, row.get("dec") or np.nan))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--galaxies", type=Path, default=Path(__file__).parent.parent.parent / "shared" / "galaxies")
    o = parser.parse_args()
    known = {source: galaxies_of(o.galaxies / f"{file}.parquet", source) for source, file in FILES.items()}

    splits: dict[str, set[str]] = defaultdict(set)
    for rows in known.values():
        for name, split, _, _ in rows:
            splits[name].add(split)
    twice = [name for name, of in splits.items() if len(of) > 1]
    assert not twice, f"in two splits: {twice[:10]}"
    shared = {name for name, *_ in known["ngc-sdss"]} & {name for name, *_ in known["efigi"]}
    assert len(shared) > 800, f"need the NGC galaxies that EFIGI has; got {len(shared)}"

    placed = [(source, *row) for source, rows in known.items() for row in rows if np.isfinite(row[2]) and np.isfinite(row[3])]
    ra, dec = (np.radians([row[k] for row in placed]) for k in (3, 4))
    at = np.column_stack([np.cos(dec) * np.cos(ra), np.cos(dec) * np.sin(ra), np.sin(dec)])
    order = np.argsort(at[:, 2])
    reach = np.radians(NEAR_ARCSEC / 3600)
    apart = []
    for first in range(len(order)):
        for second in range(first + 1, len(order)):
            i, j = order[first], order[second]
            if at[j, 2] - at[i, 2] > reach:
                break
            if np.linalg.norm(at[i] - at[j]) < reach and placed[i][2] != placed[j][2]:
                apart.append((placed[i][:3], placed[j][:3]))
    for one, other in apart:
        print("near each other and in two splits:", one, other)
    assert not apart, f"{len(apart)} pairs lie within {NEAR_ARCSEC} arcsec of each other in two splits"
    print(f"{len(splits):,} galaxies, {len(shared)} of them in both EFIGI and the NGC, {len(placed):,} rows with a place: each in one split")


if __name__ == "__main__":
    main()
