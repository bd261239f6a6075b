"""The heaviest increasing run is as heavy as the heaviest found by trying all."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from tracker.diff.increasing import heaviest_run


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=8))
def test_no_increasing_run_is_heavier(items):
    places, weights = [place for place, _ in items], [weight for _, weight in items]
    run = heaviest_run(places, weights)
    assert run == sorted(run)
    assert all(places[a] < places[b] for a, b in pairwise(run))
    best = max(
        (
            sum(weights[at] for at in some)
            for size in range(len(items) + 1)
            for some in combinations(range(len(items)), size)
            if all(places[a] < places[b] for a, b in pairwise(some))
        ),
        default=0,
    )
    assert sum(weights[at] for at in run) == best
