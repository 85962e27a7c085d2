"""Asserts that the labels a network is trained on say what their tables say: python check_labels.py"""

import argparse
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from experts import SCALE_SLICES, SCALES, THRESHOLDS, efigi_shares, hubble_shares, value_of
from questions import ANSWER_COLUMNS, SLICES, TREE
from vote_tables import VOLUNTEERS, hart_votes, kaggle_votes


def check_experts(folder: Path) -> None:
    table = pq.read_table(folder / "efigi.parquet").drop_columns(["image"]).to_pandas()
    shares = efigi_shares(table)
    assert shares.shape == (len(table), THRESHOLDS)
    for name, where in SCALE_SLICES.items():
        np.testing.assert_array_equal(value_of(shares, name), table[name].to_numpy(np.float64))
        above = shares[:, where]
        assert np.all(np.diff(above[~np.isnan(above[:, 0])], axis=1) <= 1e-12), f"{name}: fewer galaxies lie above a higher step"
    sure = (table["Bar_Length_inf"] == table["Bar_Length"]) & (table["Bar_Length_sup"] == table["Bar_Length"])
    certain = shares[sure.to_numpy(), SCALE_SLICES["Bar_Length"]]
    assert set(np.unique(certain)) <= {0.0, 1.0}, "limits that meet leave no doubt"

    types = hubble_shares(["E", "SBb", "SABc", "Sc", "S0-a", "I", "S?", ""])
    np.testing.assert_array_equal(value_of(types, "T"), [-5, 3, 5, 5, 0, 10, np.nan, np.nan])
    bars = types[:, SCALE_SLICES["Bar_Length"]]
    assert bars[1, 1] == 1 and bars[3, 2] == 0 and np.isnan(bars[[0, 4, 5, 6, 7]]).all()


def check_votes(folder: Path) -> None:
    for path in (folder / "gz2-votes.parquet", folder.parent / "gz2-voted.parquet"):
        table = pq.read_table(path, columns=["id", *(f"Class{i}.{j}" for i, q in enumerate(TREE, 1) for j in range(1, len(q.answers) + 1))])
        votes = kaggle_votes(table.to_pandas())
        assert np.abs(votes[:, SLICES[0]].sum(1) - VOLUNTEERS).max() < 0.1, f"{path.name}: everyone answers the first question"
        check_tree(votes, path.name, 0.1, but=("something-odd-gz2",))  # the challenge asked everyone
    table = pq.read_table(folder / "gz2-hart.parquet").drop_columns(["image"]).to_pandas()
    votes = hart_votes(table)
    np.testing.assert_allclose(votes[:, SLICES[0]].sum(1), table["total_classifications"], rtol=1e-5)
    bar = table["t03_bar_a06_bar_weighted_fraction"]
    asked = votes[:, SLICES[2]].sum(1)
    known = asked > 1
    np.testing.assert_allclose((votes[:, SLICES[2].start] / np.maximum(asked, 1e-9))[known], bar[known], atol=0.01)
    check_tree(votes, "gz2-hart", 1e-6)


def check_tree(votes: np.ndarray, name: str, slack: float, but: tuple[str, ...] = ()) -> None:
    """Nobody answers a question who was not led there. :param but: questions this is not so of"""
    for question, where in zip(TREE, SLICES, strict=True):
        if question.asked_if and question.name not in but:
            led = votes[:, [ANSWER_COLUMNS.index(a) for a in question.asked_if]].sum(1)
            worst = (votes[:, where].sum(1) - led).max()
            assert worst < slack, f"{name}: {worst} more answer {question.name} than were asked"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--galaxies", type=Path, default=Path(__file__).parent.parent.parent / "shared" / "galaxies")
    folder = parser.parse_args().galaxies / "more"
    check_experts(folder)
    check_votes(folder)
    print(f"the labels of {len(SCALES)} scales and {len(TREE)} questions are their tables'")


if __name__ == "__main__":
    main()
