"""distilStepPeer.py N SIDE WIDTH CLASSES TIMED: seconds and peak memory of PyTorch's outer steps of trajectory matching, as JSON.

The same ConvNet-D3, start, step size and number of images as ours, unrolled with create_graph and differentiated by pixels and
the logarithm of the step size, on one thread.
"""

import json
import resource
import sys
import time

import torch
from torch.nn import functional as F

steps, side, width, classes, timed = (int(argument) for argument in sys.argv[1:])
torch.set_num_threads(1)
torch.manual_seed(0)


def fresh() -> list[torch.Tensor]:
    parameters = []
    for block in range(3):
        inputs = 3 if block == 0 else width
        parameters.append((2 * torch.rand(width, inputs, 3, 3) - 1) / (9 * inputs) ** 0.5)
        parameters += [torch.ones(width), torch.zeros(width)]
    features = (side // 8) ** 2 * width
    return parameters + [(2 * torch.rand(classes, features) - 1) / features**0.5, torch.zeros(classes)]


def logits(parameters: list[torch.Tensor], x: torch.Tensor) -> torch.Tensor:
    for block in range(3):
        weight, scale, shift = parameters[3 * block : 3 * block + 3]
        x = F.avg_pool2d(F.relu(F.group_norm(F.conv2d(x, weight, padding=1), width, scale, shift)), 2)
    return F.linear(x.flatten(1), parameters[-2], parameters[-1])


start = [each.requires_grad_() for each in fresh()]
target = [each.detach() + 0.01 * torch.randn_like(each) for each in start]
images = torch.randn(classes, 3, side, side, requires_grad=True)
labels = torch.arange(classes)
log_step = torch.tensor(0.02).log().requires_grad_()


def outer() -> None:
    parameters = start
    for _ in range(steps):
        loss = F.cross_entropy(logits(parameters, images), labels)
        gradient = torch.autograd.grad(loss, parameters, create_graph=True)
        parameters = [p - log_step.exp() * g for p, g in zip(parameters, gradient)]
    whole = sum((p.detach() - t).square().sum() for p, t in zip(start, target))
    apart = sum((p - t).square().sum() for p, t in zip(parameters, target))
    torch.autograd.grad(apart / whole, [images, log_step])


seconds, processor = [], []
for _ in range(timed + 1):
    began, before = time.perf_counter(), time.process_time()
    outer()
    seconds.append(time.perf_counter() - began)
    processor.append(time.process_time() - before)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # kilobytes
told = {"seconds": seconds[1:], "processorSeconds": processor[1:], "peakMb": peak, "version": torch.__version__}
print(json.dumps(told))
