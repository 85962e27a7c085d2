"""Prints what PyTorch computes for one step of learning without labels: test/fixtures/selfsup-oracle.json.

Losses are written as in the papers' algorithms, layers are torch.nn's. Number i of tensor t is scale * sin(1 + i * 0.7 + t * 1.3),
here and in the test: student tensors in their order from t = 0, the teacher's from t = 100, views from t = 200.
"""
import json
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
DIMENSION, HIDDEN, PROJECTION, OUTPUTS, BATCH = 6, 8, 5, 7, 4


def formula(t, scale, *shape):
    i = torch.arange(math.prod(shape), dtype=torch.float64)
    return (scale * torch.sin(1 + i * 0.7 + t * 1.3)).reshape(shape)


def two_layers(inputs, outputs):
    return nn.Sequential(nn.Linear(inputs, HIDDEN), nn.BatchNorm1d(HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, outputs))


class Byol(nn.Module):
    def __init__(self):
        super().__init__()
        self.projector = two_layers(DIMENSION, PROJECTION)
        self.predictor = two_layers(PROJECTION, PROJECTION)


class Vicreg(nn.Module):
    def __init__(self):
        super().__init__()
        self.projector = nn.Sequential(
            nn.Linear(DIMENSION, HIDDEN), nn.BatchNorm1d(HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, HIDDEN), nn.BatchNorm1d(HIDDEN), nn.ReLU(),
            nn.Linear(HIDDEN, PROJECTION),
        )


class Dino(nn.Module):
    """main_dino.py's DINOHead; its weight norm keeps a gain of 1, so that v alone remains."""

    def __init__(self):
        super().__init__()
        self.mlp = nn.Sequential(
            nn.Linear(DIMENSION, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, HIDDEN), nn.GELU(), nn.Linear(HIDDEN, PROJECTION)
        )
        self.last_layer = nn.Module()
        self.last_layer.weight_v = nn.Parameter(torch.zeros(OUTPUTS, PROJECTION))

    def forward(self, x):
        return F.linear(F.normalize(self.mlp(x), dim=-1), F.normalize(self.last_layer.weight_v, dim=-1))


def filled(module, first, prefix=""):
    with torch.no_grad():
        for t, parameter in enumerate(module.parameters()):
            scale = 1 / math.sqrt(parameter.shape[1]) if parameter.dim() == 2 else 0.5
            parameter.copy_(formula(first + t, scale, *parameter.shape) + (0 if parameter.dim() == 2 else 0.5))
    return module


def byol(student, teacher, views):
    online = [student.predictor(student.projector(view)) for view in views]
    with torch.no_grad():
        target = [teacher.projector(view) for view in views]
    loss = lambda p, z: (2 - 2 * F.cosine_similarity(p, z)).mean()
    return (loss(online[0], target[1]) + loss(online[1], target[0])) / 2


def vicreg(student, _, views):
    a, b = [student.projector(view) for view in views]
    value = 25 * F.mse_loss(a, b)
    for z in (a, b):
        value = value + 25 * F.relu(1 - torch.sqrt(z.var(dim=0) + 1e-4)).mean() / 2
        c = torch.cov(z.T)
        value = value + (c.pow(2).sum() - c.diagonal().pow(2).sum()) / PROJECTION
    return value


def dino(student, teacher, views):
    said = [F.log_softmax(student(view) / 0.1, dim=-1) for view in views]
    with torch.no_grad():
        wanted = [F.softmax((teacher(view) - formula(300, 0.1, OUTPUTS)) / 0.04, dim=-1) for view in views[:2]]
    terms = [-(t * s).sum(-1).mean() for i, t in enumerate(wanted) for v, s in enumerate(said) if v != i]
    return sum(terms) / len(terms)


oracle = {}
for name, module, loss, count in (("byol", Byol, byol, 2), ("vicreg", Vicreg, vicreg, 2), ("dino", Dino, dino, 4)):
    student, teacher = filled(module(), 0), filled(module(), 100)
    views = [formula(200 + v, 1, BATCH, DIMENSION).requires_grad_() for v in range(count)]
    value = loss(student, teacher, views)
    value.backward()
    prefix = "head." if name == "dino" else ""
    oracle[name] = {
        "loss": value.item(),
        "heads": {prefix + key: p.grad.flatten().tolist() for key, p in student.named_parameters()},
        "views": [view.grad.flatten().tolist() for view in views],
    }
print(json.dumps(oracle))
