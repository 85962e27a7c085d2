"""`clustersStepPeer.py BATCH SIDE TIMED`: seconds of PyTorch's training steps of the same network, as JSON on its last line."""
import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

batch, side, timed = map(int, sys.argv[1:4])
torch.set_num_threads(1)
torch.manual_seed(1)
LATENTS, COMPONENTS, LEAK, base = 20, 12, 0.1, side // 16


class Same(nn.Module):
    """Halves the side, padded as TensorFlow's "same"."""

    def __init__(self, width, out, k):
        super().__init__()
        self.conv, self.pad = nn.Conv2d(width, out, k, 2), (k - 2) // 2

    def forward(self, x):
        k = self.conv.kernel_size[0] - 2
        return F.leaky_relu(self.conv(F.pad(x, (self.pad, k - self.pad, self.pad, k - self.pad))), LEAK)


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(Same(1, 24, 5), Same(24, 32, 3), Same(32, 48, 3), Same(48, 64, 3), nn.Flatten())
        self.code = nn.Linear(64 * base * base, 2 * LATENTS)
        self.small = nn.Linear(LATENTS, 64 * base * base)
        self.decoder = nn.ModuleList([nn.Conv2d(a, b, 3, padding=1) for a, b in ((64, 64), (64, 32), (32, 16))])
        self.out = nn.Conv2d(16, 4, 3, padding=1)
        self.register_buffer("into", torch.randn(side * side, LATENTS) / side)
        self.register_buffer("back", torch.randn(LATENTS, side * side) / side)
        self.logits = nn.Parameter(torch.zeros(COMPONENTS))
        self.means = nn.Parameter(torch.randn(COMPONENTS, LATENTS))
        self.spreads = nn.Parameter(torch.zeros(COMPONENTS, LATENTS))

    def loss(self, x, noise):
        code = self.code(self.encoder(x))
        mean, lv = x.flatten(1) @ self.into + code[:, :LATENTS], code[:, LATENTS:].clamp(-8, 4)
        z = mean + noise * (lv / 2).exp()
        y = F.leaky_relu(self.small(z), LEAK).view(-1, 64, base, base)
        for layer in self.decoder:
            y = F.leaky_relu(layer(F.interpolate(y, scale_factor=2, mode="nearest")), LEAK)
        picture = z @ self.back + F.pixel_shuffle(self.out(y), 2).flatten(1)
        spreads = self.spreads.clamp(-4, 3)
        distances = (spreads + ((mean[:, None] - self.means) ** 2 + lv.exp()[:, None]) / spreads.exp()).sum(2)
        scores = torch.log_softmax(self.logits, 0) - 0.5 * distances
        divergence = (-torch.logsumexp(scores, 1) - 0.5 * (1 + lv).sum(1)).mean()
        return side * side / 2 * (picture - x.flatten(1)).square().mean().log() + divergence


network = Network()
optimiser = torch.optim.Adam(network.parameters(), 1e-3)
x, noise = torch.randn(batch, 1, side, side), torch.randn(batch, LATENTS)
seconds, processor = [], []
for _ in range(timed + 1):
    began, before = time.perf_counter(), time.process_time()
    optimiser.zero_grad()
    network.loss(x, noise).backward()
    nn.utils.clip_grad_norm_(network.parameters(), 200)
    optimiser.step()
    seconds.append(time.perf_counter() - began)
    processor.append(time.process_time() - before)
print(json.dumps({"seconds": seconds[1:], "processorSeconds": processor[1:], "version": torch.__version__}))
