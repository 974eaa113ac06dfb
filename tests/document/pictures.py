"""Series for the charts' tests."""

from decimal import Decimal

from halfsky.document.series import Point, Series, StateBar, Twin
from halfsky.method.wording.clause import Aim
from halfsky.method.wording.number import UNITS

SHARE = UNITS["percent"]


def series(values="86.4 87.6 89.3 90.9 92.3", sex="F", aim=True, carried=()):
    points = tuple(
        Point(2020 + n, None if one == "-" else Decimal(one), 2020 + n in carried)
        for n, one in enumerate(values.split())
    )
    target = Aim(">=", Decimal(95), 2025, 2020) if aim else None
    reach = Decimal(95) if aim else None
    return Series(f"figure:x:SEX={sex}", "养老保险参保率", SHARE, 1, points, 2020, target, reach)


def twin(dimension="SEX"):
    return Twin(dimension, series(aim=False), series("91.0 92.1 93.4 94.4 95.2", "M", False))


def bars():
    states = (("met_early", 1), ("met", 3), ("expected", 2), ("hard", 1), ("not_met", 1), ("no_data", 1))
    return [
        StateBar("domain:health:goals", "妇女与健康", states, 8, 4, Decimal("50.00")),
        StateBar("domain:law:goals", "妇女与法律", (("not_due", 2),), 0, 0, None),
    ]
