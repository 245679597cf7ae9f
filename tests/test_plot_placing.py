"""Placing: no text touches text, and no other block's pole crosses it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from negotiation.plot.placing import Stand, place

Placed = list[tuple[Stand, float]]


def to_the_right(pole: float, width: float = 100, height: float = 20) -> Stand:
    return Stand(pole, pole + 4, width, height)


def to_the_left(pole: float, width: float = 100, height: float = 20) -> Stand:
    return Stand(pole, pole - 4 - width, width, height)


def both(pole: float, width: float = 100, height: float = 20) -> tuple[Stand, Stand]:
    return to_the_right(pole, width, height), to_the_left(pole, width, height)


def touching(placed: Placed) -> list[tuple[int, int]]:
    """Give the blocks of which the texts overlap."""
    return [
        (i, j)
        for i, (a, low) in enumerate(placed)
        for j, (b, other) in enumerate(placed[:i])
        if a.left < b.right
        and b.left < a.right
        and low < other + b.height
        and other < low + a.height
    ]


def crossed(placed: Placed) -> list[tuple[int, int]]:
    """Give each block whose text is crossed by another's pole, with that other."""
    return [
        (i, j)
        for i, (a, low) in enumerate(placed)
        for j, (b, other) in enumerate(placed)
        if i != j and a.left < b.pole < a.right and low < other + b.height
    ]


def test_far_apart_both_stand_on_the_line() -> None:
    """Blocks that do not meet stay at the foot of the strip, to the right of their poles."""
    placed = place([both(0), both(300)])

    assert [(stand.left, height) for stand, height in placed] == [(4, 0), (304, 0)]


def test_neighbours_turn_away_from_each_other() -> None:
    """Two near poles need no second storey if one text stands left and the other right."""
    placed = place([both(200), both(210)])

    assert [height for _, height in placed] == [0, 0]
    assert placed[0][0].left < 200 < 210 < placed[1][0].left


def test_to_one_side_only_they_climb() -> None:
    """Where both texts must stand to the right, the left one stands above the right one's pole."""
    placed = place([(to_the_right(0),), (to_the_right(10),)])

    assert placed[1][1] == 0
    assert placed[0][1] >= 20


def test_a_fault_is_taken_only_if_nothing_else_fits() -> None:
    """A way that breaks a word is left for the other way, at the price of a left-hand text."""
    broken = Stand(100, 104, 20, 20, fault=400)

    assert place([(broken, to_the_left(100))])[0][0] == to_the_left(100)
    assert place([(broken,)])[0][0] == broken


def test_nothing_to_place() -> None:
    """No blocks need no strip."""
    assert place([]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(100, 600), st.integers(20, 120), st.integers(10, 60)), max_size=12
    )
)
def test_never_a_collision(blocks: list[tuple[int, int, int]]) -> None:
    """Whatever the poles and sizes, no text overlaps text and no foreign pole crosses one."""
    placed = place([both(pole, width, height) for pole, width, height in sorted(blocks)])

    assert len(placed) == len(blocks)
    assert touching(placed) == []
    assert crossed(placed) == []
