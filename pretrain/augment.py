"""Views of a galaxy that do not change its shape: turned, mirrored, shifted, zoomed, noisier, in other colours."""

import cv2
import numpy as np
import torch
import torch.nn.functional as F

SUPERSAMPLING = 2  # views are sampled this much finer and averaged, so that shrinking does not alias


def views(images: np.ndarray, side: int, zoom: np.ndarray, seed: int) -> torch.Tensor:
    """
    :param images: (n, h, w, 3) 8-bit
    :param zoom: (n, 2) smallest and largest central part of a picture that may be kept
    :returns: (n, 3, side, side), 0 to 1
    """
    turned = _turn(images, side, zoom, np.random.default_rng(seed))
    x = torch.from_numpy(turned).permute(0, 3, 1, 2).contiguous().float().div_(255)
    return _observe(x, torch.Generator().manual_seed(seed)).clamp_(0, 1)


def _turn(images: np.ndarray, side: int, zoom: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    n, _, width, _ = images.shape
    fine = side * SUPERSAMPLING
    angle = rng.uniform(0, 2 * np.pi, n)
    mirror = rng.choice([-1.0, 1.0], n)
    part = zoom[:, 0] * (zoom[:, 1] / zoom[:, 0]) ** rng.random(n)
    stretch = np.exp(rng.uniform(-0.05, 0.05, n))  # 5 %: cigars stay cigars
    shift = rng.uniform(-0.03, 0.03, (n, 2)) * width  # galaxies are nearly centred
    out = np.empty((n, side, side, 3), np.uint8)
    for i in range(n):
        scale = part[i] * width / fine  # source pixels per fine pixel
        cos, sin = np.cos(angle[i]) * scale, np.sin(angle[i]) * scale
        turn = np.array([[cos * mirror[i] * stretch[i], -sin / stretch[i]],
                         [sin * mirror[i] * stretch[i], cos / stretch[i]]])  # fmt: skip
        centre = (width - 1) / 2 + shift[i] - turn @ np.full(2, (fine - 1) / 2)
        view = cv2.warpAffine(images[i], np.column_stack([turn, centre]), (fine, fine),
                              flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REFLECT)  # fmt: skip
        out[i] = cv2.resize(view, (side, side), interpolation=cv2.INTER_AREA)
    return out


def _uniform(n: int, low: float, high: float, rng: torch.Generator) -> torch.Tensor:
    return torch.rand(n, generator=rng) * (high - low) + low


def _observe(x: torch.Tensor, rng: torch.Generator) -> torch.Tensor:
    n = len(x)
    each = (n, 1, 1, 1)
    x = x * torch.exp(torch.randn(n, 1, 1, 1, generator=rng) * 0.08)  # exposure
    x = x * torch.exp(torch.randn(n, 3, 1, 1, generator=rng) * 0.05)  # colour balance
    weights = torch.rand(n, 3, 1, 1, generator=rng) + 0.3
    luma = (x * (weights / weights.sum(1, keepdim=True))).sum(1, keepdim=True)
    colour = _uniform(n, 0.75, 1.15, rng)
    colour[torch.rand(n, generator=rng) < 0.08] = 0  # 8 % are grey, for surveys in a single band
    x = luma + (x - luma) * colour.view(each)
    # Deeper surveys lift faint light, and the sky's grain with it: y = (1 + k) x / (1 + k x) keeps black and white.
    lift = _uniform(n, -4, 3, rng).clamp_(min=0).view(each)  # four in seven are left as they are
    x = x.clamp(0, 1)
    x = (1 + lift) * x / (1 + lift * x)
    x = x + _uniform(n, -0.06, 0.06, rng).clamp_(min=0).view(each) * (1 - x)  # a sky that is not black
    blurred = F.avg_pool2d(x, 3, 1, 1, count_include_pad=False)
    x = torch.lerp(x, blurred, (torch.rand(n, generator=rng) < 0.2).float().mul_(0.8).view(each))  # seeing
    noise = _uniform(n, -0.06, 0.03, rng).clamp_(min=0)  # two in three get none
    return x + torch.randn(x.shape, generator=rng) * noise.view(each)
