"""A smaller network: the encoder's first five stages as they are, and a narrower end. Files of 2.4 MB in 16 bits."""

import copy
from pathlib import Path

import torch
from torch import nn

from checkpoint import load_checkpoint
from encoder_net import HEADS, EncoderNet
from short_lite0 import POOLED, SHARED, shorten

WIDTH = 128


def shared(net: nn.Module, images: torch.Tensor) -> torch.Tensor:
    """(n, 3, side, side) from 0 to 1 → (n, 112, side / 16, side / 16), what teacher and student have in common."""
    encoder = net.encoder
    scaled = (images * 255 - 127) / 128
    return encoder.blocks[:SHARED](encoder.bn1(encoder.conv_stem(scaled.contiguous(memory_format=torch.channels_last))))


def rest(net: nn.Module, maps: torch.Tensor) -> torch.Tensor:
    """What `shared` said → (n, width), the representation."""
    encoder = net.encoder
    return net.projection(encoder.global_pool(encoder.bn2(encoder.conv_head(encoder.blocks[SHARED:](maps)))))


class SmallNet(nn.Module):
    """As EncoderNet, (n, 3, side, side) → (n, WIDTH) by `represent`; of the heads it has the tree's alone."""

    def __init__(self, teacher: EncoderNet) -> None:
        """:param teacher: whose first stages it takes over, and the first block of the sixth to begin with"""
        super().__init__()
        self.encoder = shorten(copy.deepcopy(teacher.encoder))
        self.projection = nn.Linear(POOLED, WIDTH)
        self.heads = nn.ModuleDict({"tree": nn.Linear(WIDTH, HEADS["tree"])})

    def tail(self) -> list[nn.Parameter]:
        """What is trained."""
        encoder = self.encoder
        parts = (encoder.blocks[SHARED:], encoder.conv_head, encoder.bn2, self.projection, self.heads)
        return [parameter for part in parts for parameter in part.parameters()]

    def represent(self, images: torch.Tensor) -> torch.Tensor:
        return rest(self, shared(self, images))


def load_small(path: Path, teacher: Path) -> SmallNet:
    """
    A stage of distil_small.py, its values rounded to the 16 bits they are stored in.

    :param teacher: the encoder's checkpoint it learnt from
    """
    net = SmallNet(load_checkpoint(teacher))
    mean = torch.load(path, weights_only=True)["mean"]
    net.load_state_dict({k: v.half().float() if v.is_floating_point() else v for k, v in mean.items()})
    return net.to(memory_format=torch.channels_last).eval()
