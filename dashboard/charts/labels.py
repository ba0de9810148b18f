"""Where the name of each line goes: beside the line, clear of the others.

The server cannot know how wide a figure will be, so the place is found for a phone. On a wide
screen everything moves apart sideways and nothing that was apart can touch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.marks import note
from dashboard.charts.theme import LABEL

PHONE_WIDTH = 292
"""Pixels between the axes on a 390 px screen."""
LETTER = 7.4
"""Width of a bold letter of the label's size, a little generous."""
LINE_HEIGHT = 19
LIFTS = (9, 24, 40, 58)
"""Pixels between a point and its label; from the second on the label has a leader."""
SAMPLE = 5
HIT_LABEL, HIT_LINE, HIT_OWN, HIT_EDGE = 1000.0, 6.0, 4.0, 0.2
LEADER, CROSSED, BELOW, ASIDE, FROM_PEAK = 10.0, 30.0, 2.0, 1.0, 8.0
"""What a label costs; the cheapest place is taken. A leader that crosses another line misleads."""

ANCHORS = ("center", "left", "right")
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in pixels."""
Dot = tuple[float, float]
Path = Sequence[tuple[float, float] | None]


@dataclass(frozen=True)
class Frame:
    """What the plot shows, in its own units, and how high it is in pixels."""

    x: tuple[float, float]
    top: float
    height: float

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        """A point in pixels from the lower left corner, on a phone."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        return across * PHONE_WIDTH, y / self.top * self.height


@dataclass(frozen=True)
class Named:
    """A line with its name. ``edges`` are further paths that the names should keep clear of."""

    text: str
    path: Path
    edges: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A label at a point of the plot, moved up (or down) by ``lift`` pixels."""

    x: float
    y: float
    lift: int
    anchor: str
    box: Box
    bias: float
    foot: Dot

    @property
    def led(self) -> bool:
        """Whether it is far enough from its line to need a leader."""
        return abs(self.lift) > LIFTS[0]


def place(lines: Sequence[Named], frame: Frame, taken: Sequence[Box] = ()) -> list[Spot | None]:
    """A spot for each line's name, one after the other; None for a line without points."""
    boxes = list(taken)
    paths = [_samples(line.path, frame) for line in lines]
    edges = [dot for line in lines for edge in line.edges for dot in _samples(edge, frame)]
    lifts = LIFTS if len(lines) > 1 else LIFTS[:1]
    spots: list[Spot | None] = []
    for index, line in enumerate(lines):
        others = [dot for at, path in enumerate(paths) if at != index for dot in path]
        around = _Around(boxes, others, paths[index], edges)
        candidates = _candidates(line, frame, lifts)
        found = min(candidates, key=lambda spot: _cost(spot, around), default=None)
        spots.append(found)
        if found:
            boxes.append(found.box)
    return spots


def named_at(spot: Spot, text: str, colour: str) -> dict[str, Any]:
    """The annotation of a name at its spot, with a leader where it stands off its line."""
    font = {"size": LABEL, "color": colour, "weight": 700}
    place = {"xanchor": spot.anchor, "yanchor": "bottom" if spot.lift > 0 else "top"}
    if not spot.led:
        return note(text, (spot.x, spot.y), colour, font=font, yshift=spot.lift, **place)
    leader = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": colour}
    offset = {"ax": 0, "ay": -spot.lift, "standoff": 5}
    return note(text, (spot.x, spot.y), colour, font=font, **leader, **offset, **place)


@dataclass(frozen=True)
class _Around:
    """What is already there, in pixels."""

    boxes: Sequence[Box]
    others: Sequence[Dot]
    own: Sequence[Dot]
    edges: Sequence[Dot]


def _candidates(line: Named, frame: Frame, lifts: Sequence[int]) -> list[Spot]:
    points = [point for point in line.path if point]
    peak = max((y for _, y in points), default=0)
    found = []
    for x, y in points:
        for lift in (*lifts, *(-lift for lift in lifts)):
            bias = FROM_PEAK * (peak - y) / frame.top + (0 if lift > 0 else BELOW)
            spots = (_spot(anchor, line.text, frame, (x, y, lift, bias)) for anchor in ANCHORS)
            found += [spot for spot in spots if _fits(spot.box, frame)]
    return found


def _spot(anchor: str, text: str, frame: Frame, at: tuple[float, float, int, float]) -> Spot:
    """A label at one side of a point, or at an end of the frame where it is too long for that."""
    x, y, lift, bias = at
    across, up = frame.pixels(x, y)
    width = LETTER * len(text)
    start = {"center": across - width / 2, "left": across, "right": across - width}[anchor]
    if anchor == "center" and start < 0:
        anchor, start, x = "left", 0, frame.x[0]
    elif anchor == "center" and start + width > PHONE_WIDTH:
        anchor, start, x = "right", PHONE_WIDTH - width, frame.x[1]
    bottom = up + lift if lift > 0 else up + lift - LINE_HEIGHT
    box = (start, bottom, start + width, bottom + LINE_HEIGHT)
    return Spot(x, y, lift, anchor, box, bias + (anchor != "center") * ASIDE, (across, up))


def _cost(spot: Spot, around: _Around) -> float:
    cost = spot.bias + HIT_LABEL * sum(_overlap(spot.box, box) for box in around.boxes)
    for dots, weight in (
        (around.others, HIT_LINE),
        (around.own, HIT_OWN),
        (around.edges, HIT_EDGE),
    ):
        cost += weight * sum(_inside(spot.box, dot) for dot in dots)
    if spot.led:
        foot, end = sorted((spot.foot[1], spot.foot[1] + spot.lift))
        leader = (spot.foot[0] - SAMPLE, foot + 2, spot.foot[0] + SAMPLE, end)
        cost += LEADER + CROSSED * any(_inside(leader, dot) for dot in around.others)
    return cost


def _fits(box: Box, frame: Frame) -> bool:
    return box[0] >= 0 and box[2] <= PHONE_WIDTH and box[1] >= 0 and box[3] <= frame.height


def _samples(path: Path, frame: Frame) -> list[Dot]:
    """Points every few pixels along a path, so that a steep line is not missed."""
    dots: list[Dot] = []
    for start, end in zip(path, [*path[1:], None], strict=True):
        if start is None:
            continue
        here = frame.pixels(*start)
        there = frame.pixels(*end) if end else here
        steps = max(1, int(max(abs(there[0] - here[0]), abs(there[1] - here[1])) / SAMPLE))
        dots += [
            (here[0] + (there[0] - here[0]) * n / steps, here[1] + (there[1] - here[1]) * n / steps)
            for n in range(steps)
        ]
    return dots


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _inside(box: Box, dot: Dot) -> bool:
    return box[0] <= dot[0] <= box[2] and box[1] <= dot[1] <= box[3]
