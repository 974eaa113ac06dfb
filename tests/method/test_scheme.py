"""The scheme: documented defaults, plain and back, refused when it makes no sense."""

from __future__ import annotations

import pytest

from halfsky.method.scheme import Scheme, SchemeError, scheme_of


def test_nothing_written_is_the_default() -> None:
    assert scheme_of(None) == scheme_of({}) == Scheme()


def test_plain_and_back() -> None:
    scheme = Scheme(version=3, on_track=0.85, weights={"health": 2.0}, words={"hard": {"zh": "滞后"}})
    assert scheme_of(scheme.plain()) == scheme


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ({"watch": 0.9}, "order"),
        ({"hysteresis": 0.5}, "out_of_range"),
        ({"interim": "guess"}, "out_of_range"),
        ({"weights": {"health": -1}}, "out_of_range"),
        ({"pace": 3}, "unknown"),
        ({"pace_percent": "95"}, "wrong_type"),
        ({"pace_percent": 94.5}, "wrong_type"),
        ({"watch": True}, "wrong_type"),
        ({"watch": float("nan")}, "wrong_type"),
        ({"weights": ["health"]}, "wrong_type"),
        ({"weights": {"health": "2"}}, "wrong_type"),
        ({"words": ["met"]}, "wrong_type"),
        ({"words": {"met": "达到"}}, "wrong_type"),
        ({"words": {"best": {"zh": "最好"}}}, "bad_word"),
        ({"words": {"met": {"fr": "atteint"}}}, "bad_word"),
        ({"words": {"met": {"zh": " "}}}, "bad_word"),
        ({"words": {"met": {"zh": "达" * 13}}}, "bad_word"),
        ({"words": {"met": {"zh": "达\n标"}}}, "bad_word"),
        ({"words": {"met": {"zh": "达到"}, "met_early": {"zh": "达到"}}}, "bad_word"),
    ],
)
def test_what_makes_no_sense_is_refused(written: dict[str, object], key: str) -> None:
    with pytest.raises(SchemeError) as refused:
        scheme_of(written)
    assert refused.value.key == key
