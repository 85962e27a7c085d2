"""trainStepPeer.py BATCH SIDE STEPS: seconds of PyTorch's training steps of EfficientNet-Lite0, on one thread, as JSON.

Everything unfrozen, batch norm in evaluation mode with its scale and shift learnt, cross-entropy over four classes, AdamW; the
better of PyTorch's two layouts for images (channels last).
"""

import json
import sys
import time

import timm
import torch

batch, side, steps = (int(argument) for argument in sys.argv[1:])
torch.set_num_threads(1)
torch.manual_seed(0)
model = timm.create_model("tf_efficientnet_lite0", num_classes=4, drop_rate=0).eval().to(memory_format=torch.channels_last)
optimiser = torch.optim.AdamW(model.parameters(), lr=1e-4, weight_decay=0.05)
x = torch.rand(batch, 3, side, side).contiguous(memory_format=torch.channels_last)
y = torch.arange(batch) % 4
seconds, processor = [], []
for _ in range(steps + 1):
    start, before = time.perf_counter(), time.process_time()
    optimiser.zero_grad()
    torch.nn.functional.cross_entropy(model(x), y).backward()
    optimiser.step()
    seconds.append(time.perf_counter() - start)
    processor.append(time.process_time() - before)
print(json.dumps({"seconds": seconds[1:], "processorSeconds": processor[1:], "version": torch.__version__}))
