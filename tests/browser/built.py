"""``halfsky demo build`` for the browser, drawing the charts of the pages it looks at: all 866 take a minute of both cores.

With HALFSKY_SOAK=1 all are drawn, as ``make demo-build`` draws them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

from tests.browser.pages import FULL
from tests.browser.test_what_if import PAGES

LOOKED_AT = {"attainment", *PAGES.values()} | {
    found[1] for address, _login in FULL.values() if (found := re.match(r"/indicators/([^/]+)/$", address))
}


def main() -> None:
    from halfsky.cli.entry import main
    from halfsky.cli.office import open_office

    if os.environ.get("HALFSKY_SOAK") != "1":
        open_office(must_exist=False)
        from halfsky.office.publishing.services import charts

        every = charts._charts

        def looked_at(*given: Any) -> Iterator[Any]:
            return (row for row in every(*given) if row[0] in LOOKED_AT)

        charts._charts = looked_at
    main()


if __name__ == "__main__":
    main()
