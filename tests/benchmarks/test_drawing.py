from xml.etree import ElementTree as ET

from benchmarks.drawing import Curve, bars_as_svg, bars_as_text, curves_as_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_bars_are_as_high_as_their_values() -> None:
    drawn = ET.fromstring(bars_as_svg("A & B", {"R@10": {"ours": 0.8, "theirs": 0.4}}))  # noqa: S314 - our own
    bars = [bar for bar in drawn.iter(f"{SVG}rect") if float(bar.get("height", 0)) > 20]
    heights = [float(bar.get("height", 0)) for bar in bars if bar.get("fill") != "#ffffff"]
    assert heights[0] == 2 * heights[1]
    assert "A & B" in "".join(drawn.itertext())


def test_a_curve_goes_through_its_points_and_its_mark_is_on_it() -> None:
    curve = Curve(name="meetings", points=[(0.0, 1.0), (1.0, 0.0)], marked=(0.0, 1.0))
    drawn = ET.fromstring(curves_as_svg("Refusing", "answered", "refused", [curve]))  # noqa: S314 - our own
    (line,) = drawn.iter(f"{SVG}polyline")
    (mark,) = drawn.iter(f"{SVG}circle")
    assert line.get("points", "").split()[0] == f"{mark.get('cx')},{mark.get('cy')}"


def test_a_bar_in_the_terminal_says_its_value() -> None:
    text = bars_as_text("R@10", {"ours": 1.0, "theirs": 0.5}).plain.splitlines()
    assert text[1].count("█") == 2 * text[2].count("█")
    assert text[2].endswith("0.500")
