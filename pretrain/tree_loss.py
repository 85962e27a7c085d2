"""The loss of a tree of questions: Dirichlet–multinomial negative log likelihood (Walmsley et al. 2022, MNRAS 509, 3966)."""

import torch

from questions import SLICES


def concentrations(outputs: torch.Tensor) -> torch.Tensor:
    """Zoobot's link: every Dirichlet concentration lies between 1 and 101."""
    return torch.sigmoid(outputs) * 100 + 1


def question_loss(votes: torch.Tensor, alpha: torch.Tensor) -> torch.Tensor:
    """
    -[ln Γ(N+1) + ln Γ(A) - ln Γ(N+A) + Σ (ln Γ(k+α) - ln Γ(α) - ln Γ(k+1))], 0 where nobody was asked.

    :param votes: (n, answers) k, not necessarily whole
    :param alpha: (n, answers) concentrations
    :returns: (n)
    """
    total, strength = votes.sum(1), alpha.sum(1)
    each = torch.lgamma(votes + alpha) - torch.lgamma(alpha) - torch.lgamma(votes + 1)
    loss = torch.lgamma(strength + total) - torch.lgamma(strength) - torch.lgamma(total + 1) - each.sum(1)
    return torch.where(total > 0, loss, torch.zeros_like(loss))


def tree_loss(votes: torch.Tensor, outputs: torch.Tensor) -> torch.Tensor:
    """(n) sum over the questions. :param outputs: (n, 37) of the head, before the link"""
    alpha = concentrations(outputs)
    return torch.stack([question_loss(votes[:, s], alpha[:, s]) for s in SLICES], 1).sum(1)
