"""Which galaxies make a batch, so that no source drowns another, and how closely their pictures are cut."""

import numpy as np

from experts import value_of
from galaxies import Galaxies
from questions import ANSWER_COLUMNS

# Of 48 galaxies, how many each source gives, and the parts of their pictures that are kept. Galaxy Zoo 1's are framed
# wider than Galaxy Zoo 2's. EFIGI's and the NGC's are framed by the galaxy's size and fill most of their picture: the
# whole of it and a little more (its edge mirrored) makes a galaxy as large as Galaxy Zoo 2's large ones, and the tighter
# cuts are what a catalogue framed so looks like when the app shows its central part.
SHARES = {"gz2-voted": (11, (0.48, 0.78)), "gz2-more": (13, (0.48, 0.78)), "gz1-sdss": (8, (0.4, 0.68)),
          "efigi": (7, (0.55, 1.3)), "ngc-sdss": (4, (0.5, 1.2)), "gz2-hart": (2, (0.48, 0.78)),
          "simulated": (3, (0.48, 0.8))}  # fmt: skip
OF = sum(count for count, _ in SHARES.values())
ODD, RING = ANSWER_COLUMNS.index("something-odd-gz2_yes"), ANSWER_COLUMNS.index("odd-feature-gz2_ring")
BAR = ANSWER_COLUMNS.index("bar-gz2_yes")
ODD_BOOST = 2  # odd galaxies are an eighth of the voted ones and half of what the votes are wanted for
RING_BOOST = 4  # rings are 1 in 40
BAR_BOOST = 4  # barred galaxies are a sixth of the face-on ones
VOTED_BOOST = 3  # a galaxy of gz2-more with votes beside one with an inferred class or none
GZ1_POWER = 0.5  # a class is drawn as often as its frequency to this: mergers are 1 in 50
EXPERT_BOOST = 1  # barred and perturbed galaxies are a fifth of EFIGI
DECALS_BOOST = 1  # simulated galaxies as DECaLS would see them


def _weights(galaxies: Galaxies, source: str, pool: np.ndarray) -> np.ndarray:
    weight = np.ones(len(pool))
    votes = galaxies.votes[pool]
    total = np.maximum(votes[:, :3].sum(1), 1e-6)
    if source in ("gz2-voted", "gz2-more", "gz2-hart"):
        weight += (ODD_BOOST * votes[:, ODD] + RING_BOOST * votes[:, RING] + BAR_BOOST * votes[:, BAR]) / total
    if source == "gz2-more":
        weight += VOTED_BOOST * (votes.sum(1) > 0)
    elif source == "gz1-sdss":
        labels = galaxies.gz1[pool]
        weight *= (np.bincount(labels)[labels] / len(labels)) ** (GZ1_POWER - 1)
    elif source == "efigi":
        for name in ("Bar_Length", "Perturbation", "Outer_Ring"):
            weight += EXPERT_BOOST * (value_of(galaxies.experts[pool], name) >= 0.5)
    elif source == "simulated":
        weight += DECALS_BOOST * np.char.startswith(galaxies.ids[pool].astype(str), "simulated-decals")
    return weight / weight.sum()


class Batches:
    """Draws training galaxies; a batch depends on nothing but the seed and its number."""

    def __init__(self, galaxies: Galaxies, seed: int) -> None:
        self.seed = seed
        pools = {source: galaxies.where(source, "train") for source in SHARES}
        pools = {source: pool for source, pool in pools.items() if len(pool)}
        extra = galaxies.where("gz2-kaggle-new", "train")  # a dozen, of the framing and with the votes of gz2-voted
        weights = {source: _weights(galaxies, source, pool) for source, pool in pools.items()}
        if len(extra):
            pools["gz2-voted"] = np.concatenate([pools["gz2-voted"], extra])
            share = len(extra) / len(pools["gz2-voted"])
            weights["gz2-voted"] = np.append(weights["gz2-voted"] * (1 - share), np.full(len(extra), share / len(extra)))
        self.pools, self.weights = pools, weights

    def draw(self, step: int, count: int) -> tuple[np.ndarray, np.ndarray]:
        """
        :param count: galaxies, a multiple of OF
        :returns: (count) rows in random order, (count, 2) parts of their pictures that may be kept
        """
        rng = np.random.default_rng([self.seed, step])
        rows, zoom = [], []
        for source, pool in self.pools.items():
            each, part = SHARES[source]
            rows.append(rng.choice(pool, each * count // OF, p=self.weights[source]))
            zoom += [part] * len(rows[-1])
        order = rng.permutation(len(zoom))
        return np.concatenate(rows)[order], np.array(zoom)[order]
