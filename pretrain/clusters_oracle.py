"""Prints what PyTorch computes for one step of a small clustering network: test/fixtures/clusters-step-oracle.json.

Weights, galaxies and noise are the same formula here and there: number i of tensor t is scale * sin(1 + i * 0.7 + t * 1.3).
"""
import json
import math

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
SIDE, LATENTS, COMPONENTS, BATCH = 16, 3, 4, 5
ENCODER, DECODER, HIDDEN, LEAK = [24, 32, 48, 64], [64, 64, 32, 16], 128, 0.1


def formula(t, scale, *shape):
    i = torch.arange(math.prod(shape), dtype=torch.float64)
    return (scale * torch.sin(1 + i * 0.7 + t * 1.3)).reshape(shape)


def layout(inputs, pixels_in, colours):
    yield "straight.mean", (inputs,)
    yield "straight.in", (inputs, LATENTS)
    yield "straight.logVariance", (LATENTS,)
    yield "straight.out", (LATENTS, SIDE * SIDE * colours)
    yield "straight.picture", (SIDE * SIDE * colours,)
    layers = []
    if pixels_in:
        for i, width in enumerate(ENCODER):
            k = 5 if i == 0 else 3
            layers.append((f"encoder.{i}", (k, k, colours if i == 0 else ENCODER[i - 1], width)))
        layers.append(("encoder.out", (ENCODER[3], 2 * LATENTS)))
    else:
        layers += [("encoder.0", (inputs, HIDDEN)), ("encoder.1", (HIDDEN, HIDDEN)), ("encoder.out", (HIDDEN, 2 * LATENTS))]
        layers += [("straight.features", (LATENTS, inputs)), ("features.0", (LATENTS, HIDDEN)), ("features.out", (HIDDEN, inputs))]
    layers.append(("decoder.0", (LATENTS, DECODER[0])))
    layers += [(f"decoder.{i}", (3, 3, DECODER[i - 1], DECODER[i])) for i in (1, 2, 3)]
    layers.append(("decoder.out", (3, 3, DECODER[3], 4 * colours)))
    for name, shape in layers:
        if name.startswith("straight"):
            yield name, shape
        else:
            yield name + ".weight", shape
            yield name + ".bias", (shape[-1],)
    yield "mixture.logits", (COMPONENTS,)
    yield "mixture.means", (COMPONENTS, LATENTS)
    yield "mixture.logVariances", (COMPONENTS, LATENTS)


def same(x, side, stride):
    """TensorFlow's padding: what is left over goes below and right."""
    out = -(-x.shape[2] // stride)
    total = max(0, (out - 1) * stride + side - x.shape[2])
    return F.pad(x, (total // 2, total - total // 2, total // 2, total - total // 2))


def step(inputs, pixels_in, prior, colours=1):
    w = {}
    for t, (name, shape) in enumerate(layout(inputs, pixels_in, colours)):
        scale = 0.5 if len(shape) == 1 or name.startswith("mixture") else 1 / math.sqrt(math.prod(shape[:-1]))
        w[name] = formula(t, scale, *shape).requires_grad_(not name.startswith("straight"))
    x = formula(100, 0.5, BATCH, inputs) + 0.5
    pictures = x if pixels_in else formula(101, 0.5, BATCH, SIDE * SIDE * colours) + 0.5
    noise = formula(102, 1.0, BATCH, LATENTS)

    def dense(h, name, slope):
        return F.leaky_relu(h @ w[name + ".weight"] + w[name + ".bias"], slope)

    def conv(h, name, stride, slope):
        filters = w[name + ".weight"].permute(3, 2, 0, 1)
        return F.leaky_relu(F.conv2d(same(h, filters.shape[2], stride), filters, w[name + ".bias"], stride), slope)

    if pixels_in:
        h = x.reshape(BATCH, SIDE, SIDE, colours).permute(0, 3, 1, 2)
        for i in range(4):
            h = conv(h, f"encoder.{i}", 2, LEAK)
        code = dense(h.permute(0, 2, 3, 1).reshape(BATCH, -1), "encoder.out", 1)
    else:
        code = dense(dense(dense(x, "encoder.0", LEAK), "encoder.1", LEAK), "encoder.out", 1)
    mean = (x - w["straight.mean"]) @ w["straight.in"] + code[:, :LATENTS]
    lv = (code[:, LATENTS:] + w["straight.logVariance"]).clamp(-8, 4)
    z = mean + noise * (lv / 2).exp()

    def picture(z):
        h = dense(z, "decoder.0", LEAK).reshape(BATCH, 1, 1, -1).permute(0, 3, 1, 2)
        for i in (1, 2, 3):
            h = conv(F.interpolate(h, scale_factor=2, mode="nearest"), f"decoder.{i}", 1, LEAK)
        fine = conv(h, "decoder.out", 1, 1).reshape(BATCH, 2, 2, colours, SIDE // 2, SIDE // 2)  # row, column, colour
        deep = fine.permute(0, 4, 1, 5, 2, 3).reshape(BATCH, -1)
        return z @ w["straight.out"] + w["straight.picture"] + deep

    pixels = SIDE * SIDE * colours
    loss = pixels / 2 * ((picture(z if pixels_in else z.detach()) - pictures) ** 2).mean().log()
    if not pixels_in:
        made = z @ w["straight.features"] + w["straight.mean"] + dense(dense(z, "features.0", LEAK), "features.out", 1)
        loss = loss + inputs / 2 * ((made - x) ** 2).mean().log()
    if prior == "normal":
        divergence = 0.5 * (mean**2 + lv.exp() - 1 - lv).sum(1).mean()
    else:
        llam = w["mixture.logVariances"].clamp(-4, 3)
        spread = ((mean[:, None] - w["mixture.means"]) ** 2 + lv.exp()[:, None]) / llam.exp()
        scores = torch.log_softmax(w["mixture.logits"], 0) - 0.5 * (llam + spread).sum(2)
        divergence = (-torch.logsumexp(scores, 1) - 0.5 * (1 + lv).sum(1)).mean()
    loss = loss + 0.6 * divergence
    loss.backward()
    gradients = {}
    for name, tensor in w.items():
        if tensor.grad is not None:
            flat = tensor.grad.flatten()
            along = torch.sin(torch.arange(len(flat)) * 0.37)
            gradients[name] = [round(float(flat.norm()), 9), round(float(flat @ along), 9)]
    return {"loss": loss.item(), "divergence": divergence.item(), "gradients": gradients}


cases = {"pixels, normal": (SIDE * SIDE, True, "normal"), "pixels, mixture": (SIDE * SIDE, True, "mixture"), "network, mixture": (6, False, "mixture"), "colours, mixture": (SIDE * SIDE * 3, True, "mixture", 3), "network in colours": (6, False, "mixture", 3)}
print(json.dumps({name: step(*case) for name, case in cases.items()}))
