"""The curve: milliseconds an environment over the number of environments, both axes logarithmic, as an SVG."""

import math
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 70, 210, 20, 50
# Tell on white and on black.
COLOURS = ("#2f81f7", "#3fb950", "#d29922", "#8b949e")
STYLE = "text{font:13px sans-serif;fill:#808890}path{fill:none;stroke-width:2}line{stroke:#80889055}"


def curve(lines: Mapping[str, Points]) -> str:
    """Draw lines by their names; a point is a number of environments and the milliseconds that each took."""
    every = [point for points in lines.values() for point in points]
    across, up = _Axis([x for x, _ in every], LEFT, WIDTH - RIGHT), _Axis([y for _, y in every], HEIGHT - BOTTOM, TOP)
    body = [*_grid(across, up)]
    for colour, (name, points) in zip(COLOURS, lines.items(), strict=False):
        placed = [(across.at(x), up.at(y)) for x, y in points]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in placed)
        body.append(f'<path d="{path}" stroke="{colour}"/>')
        body += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in placed]
        x, y = placed[-1]
        body.append(f'<text x="{x + 10:.1f}" y="{y + 4:.1f}" style="fill:{colour}">{escape(name)}</text>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    title = "<title>Milliseconds an environment, by the number of environments</title>"
    return "\n".join([head, title, f"<style>{STYLE}</style>", *body, "</svg>\n"])


class _Axis:
    """Powers of ten between two places."""

    def __init__(self, values: Sequence[float], first: float, last: float) -> None:
        self.least, self.most = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
        self.most = max(self.most, self.least + 1)
        self.first, self.last = first, last

    def at(self, value: float) -> float:
        share = (math.log10(value) - self.least) / (self.most - self.least)
        return self.first + share * (self.last - self.first)

    def ticks(self) -> Iterator[tuple[float, str]]:
        yield from ((self.at(10.0**power), f"{10.0**power:,g}") for power in range(self.least, self.most + 1))


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    for x, label in across.ticks():
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{label}</text>'
    for y, label in up.ticks():
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2:.0f}" y="{HEIGHT - 10}" text-anchor="middle">environments</text>'
    yield f'<text transform="translate(16 {HEIGHT / 2:.0f}) rotate(-90)" text-anchor="middle">ms each</text>'
