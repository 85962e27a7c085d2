"""`vitStepPeer.py BATCH TIMED`: seconds of PyTorch's training steps of the same transformer, as JSON on its last line."""
import json
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

batch, timed = map(int, sys.argv[1:3])
torch.set_num_threads(1)
torch.manual_seed(1)
DIMENSION, DEPTH, HEADS, SIDE, CLASSES = 96, 6, 4, 64, 6


class ChannelNorm(nn.LayerNorm):
    def forward(self, x):
        return super().forward(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = (nn.LayerNorm(DIMENSION, eps=1e-6) for _ in range(2))
        self.qkv, self.proj = nn.Linear(DIMENSION, 3 * DIMENSION), nn.Linear(DIMENSION, DIMENSION)
        self.mlp = nn.Sequential(nn.Linear(DIMENSION, 4 * DIMENSION), nn.GELU(), nn.Linear(4 * DIMENSION, DIMENSION))

    def forward(self, x):
        b, n, c = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(b, n, 3, HEADS, c // HEADS).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v)
        x = x + self.proj(mixed.transpose(1, 2).reshape(b, n, c))
        return x + self.mlp(self.norm2(x))


class Network(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [3, DIMENSION // 4, DIMENSION // 2, DIMENSION]
        layers = []
        for i in range(3):
            layers.append(nn.Conv2d(widths[i], widths[i + 1], 3, 2, 1, bias=i == 2))
            if i < 2:
                layers += [ChannelNorm(widths[i + 1], eps=1e-6), nn.GELU()]
        self.stem = nn.Sequential(*layers)
        self.cls = nn.Parameter(torch.zeros(1, 1, DIMENSION))
        self.positions = nn.Parameter(torch.randn(1, 1 + (SIDE // 8) ** 2, DIMENSION) * 0.02)
        self.blocks = nn.Sequential(*[Block() for _ in range(DEPTH)])
        self.norm, self.head = nn.LayerNorm(DIMENSION, eps=1e-6), nn.Linear(DIMENSION, CLASSES)

    def forward(self, x):
        x = self.stem(x).flatten(2).transpose(1, 2)
        x = torch.cat([self.cls.expand(len(x), -1, -1), x], 1) + self.positions
        return self.head(F.dropout(self.norm(self.blocks(x)[:, 0]), 0.2))


network = Network()
optimiser = torch.optim.AdamW(network.parameters(), 1e-3, weight_decay=0.01)
x, labels = torch.rand(batch, 3, SIDE, SIDE), torch.arange(batch) % CLASSES
seconds, processor = [], []
for _ in range(timed + 1):
    began, before = time.perf_counter(), time.process_time()
    optimiser.zero_grad()
    F.cross_entropy(network((x - 0.08) / 0.11), labels).backward()
    optimiser.step()
    seconds.append(time.perf_counter() - began)
    processor.append(time.process_time() - before)
print(json.dumps({"seconds": seconds[1:], "processorSeconds": processor[1:], "version": torch.__version__}))
