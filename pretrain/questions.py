"""Galaxy Zoo 2's decision tree (Willett et al. 2013, MNRAS 435, 2835, figure 1) in the order of the Kaggle columns."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    name: str
    text: str
    answers: tuple[str, ...]
    asked_if: tuple[str, ...] | None
    """Columns of the answers any of which leads here; None where everyone is asked."""


def _after(question: str, *answers: str) -> tuple[str, ...]:
    return tuple(f"{question}_{answer}" for answer in answers)


_FACE_ON = _after("disk-edge-on-gz2", "no")
_SPIRAL = _after("has-spiral-arms-gz2", "yes")

TREE = (
    Question("smooth-or-featured-gz2", "Is it smooth and rounded, or does it have features or a disk?",
             ("smooth", "featured-or-disk", "artifact"), None),
    Question("disk-edge-on-gz2", "Could this be a disk seen edge-on?", ("yes", "no"),
             _after("smooth-or-featured-gz2", "featured-or-disk")),
    Question("bar-gz2", "Is there a bar through the centre?", ("yes", "no"), _FACE_ON),
    Question("has-spiral-arms-gz2", "Are there spiral arms?", ("yes", "no"), _FACE_ON),
    Question("bulge-size-gz2", "How prominent is the central bulge?",
             ("no", "just-noticeable", "obvious", "dominant"), _FACE_ON),
    Question("something-odd-gz2", "Is there anything odd?", ("yes", "no"),
             _after("smooth-or-featured-gz2", "smooth", "featured-or-disk")),
    Question("how-rounded-gz2", "How rounded is it?", ("round", "in-between", "cigar"),
             _after("smooth-or-featured-gz2", "smooth")),
    Question("odd-feature-gz2", "What is the odd feature?",
             ("ring", "lens-or-arc", "disturbed", "irregular", "other", "merger", "dust-lane"),
             _after("something-odd-gz2", "yes")),
    Question("bulge-shape-gz2", "What shape is the bulge, seen from the side?", ("round", "boxy", "no-bulge"),
             _after("disk-edge-on-gz2", "yes")),
    Question("spiral-winding-gz2", "How tightly are the arms wound?", ("tight", "medium", "loose"), _SPIRAL),
    Question("spiral-arm-count-gz2", "How many arms are there?",
             ("1", "2", "3", "4", "more-than-4", "cant-tell"), _SPIRAL),
)  # fmt: skip

SLICES = []
"""Per question, the columns of its answers among all of them."""
_start = 0
for _question in TREE:
    SLICES.append(slice(_start, _start + len(_question.answers)))
    _start += len(_question.answers)

ANSWER_COLUMNS = [f"{q.name}_{a}" for q in TREE for a in q.answers]
KAGGLE_COLUMNS = [f"Class{i}.{j}" for i, q in enumerate(TREE, 1) for j in range(1, len(q.answers) + 1)]


def manifest_questions() -> list[dict]:
    """The questions as src/contracts/decisionTree.ts has them."""
    return [
        {
            "name": q.name,
            "text": q.text,
            "start": where.start,
            "answers": [{"name": a, "column": f"{q.name}_{a}"} for a in q.answers],
            "askedIf": None if q.asked_if is None else list(q.asked_if),
        }
        for q, where in zip(TREE, SLICES, strict=True)
    ]
