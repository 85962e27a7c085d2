"""What each source's labels ask of the network, weighted so that none drowns another."""

import numpy as np
import torch
import torch.nn.functional as F

from galaxies import SOURCES, Galaxies
from tree_loss import tree_loss

SIMULATED_VOTES = 0.25  # weight beside real volunteers' votes: the simulation's are a formula's
WEIGHTS = {"tree": 0.2,  # a sum over some seven questions of about 2 each: the main task
           "gz1": 0.5, "weak": 0.1, "truth": 0.2, "hubble": 0.3,
           "experts": 1.5,  # a mean over all thresholds, of about 0.35
           "turn": 1.0,
           "identity": 0.3}  # fmt: skip
TEMPERATURE = 0.05  # of cosines: a galaxy's nearest others lie at 0.8 to 0.95


def label_losses(answers: dict[str, torch.Tensor], galaxies: Galaxies, rows: np.ndarray) -> dict[str, torch.Tensor]:
    """Weighted mean losses of a batch by head; one nobody in the batch has labels for is left out."""
    losses = {}
    votes = torch.from_numpy(galaxies.votes[rows]).float()
    voted = votes.sum(1) > 0
    simulated = torch.from_numpy(galaxies.source[rows] == SOURCES.index("simulated"))
    trust = torch.where(simulated, SIMULATED_VOTES, 1.0)[voted]
    if voted.any():
        losses["tree"] = (trust * tree_loss(votes[voted], answers["tree"][voted])).sum() / trust.sum()
    for name, smoothing in (("gz1", 0.05), ("weak", 0.1), ("hubble", 0.05)):
        labels = torch.from_numpy(getattr(galaxies, name)[rows]).long()
        if (labels >= 0).any():
            losses[name] = F.cross_entropy(answers[name], labels, ignore_index=-1, label_smoothing=smoothing)
    if simulated.any():
        known, said = torch.from_numpy(galaxies.truth[rows]).float()[simulated], answers["truth"][simulated]
        there = F.binary_cross_entropy_with_logits(said[:, :3], known[:, :3])
        losses["truth"] = there + F.smooth_l1_loss(said[:, 3:], known[:, 3:])
    shares = torch.from_numpy(galaxies.experts[rows]).float()
    judged = ~shares.isnan()
    if judged.any():
        losses["experts"] = F.binary_cross_entropy_with_logits(answers["experts"][judged], shares[judged])
    return {name: WEIGHTS[name] * loss for name, loss in losses.items()}


def turn_loss(one: torch.Tensor, turned: torch.Tensor, mean: torch.Tensor) -> torch.Tensor:
    """1 − cosine of two views' representations with the catalogue's mean subtracted. :param mean: (width)"""
    return WEIGHTS["turn"] * (1 - F.cosine_similarity(one - mean, turned - mean, dim=1)).mean()


class Bank:
    """Representations of the last galaxies seen, as others that a turned galaxy is told from."""

    def __init__(self, size: int, width: int) -> None:
        self.values, self.rows, self.next = torch.zeros(size, width), np.full(size, -1), 0

    def add(self, values: torch.Tensor, rows: np.ndarray) -> None:
        at = (self.next + np.arange(len(rows))) % len(self.rows)
        self.values[at], self.rows[at] = values.detach(), rows
        self.next = (self.next + len(rows)) % len(self.rows)


def identity_loss(h: torch.Tensor, rows: np.ndarray, again: int, mean: torch.Tensor, bank: Bank) -> torch.Tensor:
    """
    InfoNCE (van den Oord et al. 2018): among the other galaxies of the batch and the bank, a turned galaxy is found by the
    cosine of its representation with the catalogue's mean subtracted, and so is the galaxy by the turned one.

    :param h: (n, width) of a batch whose last `again` pictures are its first ones turned
    :param rows: (n) which galaxy each is
    :param mean: (width) the catalogue's
    """
    known = bank.rows >= 0
    unit = F.normalize(torch.cat([h, bank.values[known]]) - mean, dim=1)
    galaxy = torch.from_numpy(np.concatenate([rows, bank.rows[known]]))
    losses = []
    for first, other in ((0, len(h) - again), (len(h) - again, 0)):
        asked = slice(first, first + again)
        cosine = unit[asked] @ unit.T
        same = galaxy[asked, None] == galaxy[None]
        same[torch.arange(again), other + torch.arange(again)] = False
        losses.append(F.cross_entropy((cosine / TEMPERATURE).masked_fill(same, -torch.inf), other + torch.arange(again)))
    return WEIGHTS["identity"] * (losses[0] + losses[1]) / 2
