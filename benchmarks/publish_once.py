"""Publish a site once and print seconds, files and bytes as JSON.

``python publish_once.py TIDY OUTPUTS SITE`` is started by ``site_builds.py``, in a process of its
own, for all entidades that are loaded.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from peak_memory import peak_mb
from sample import VIGENCIA

from mipg_helpers.reporting.settings import open_workspace
from mipg_helpers.site.content import collect
from mipg_helpers.site.publish import publish
from mipg_helpers.site.publish_content import ReviewedContent, added_folder


def main(tidy: Path, outputs: Path, site: Path) -> None:
    start = time.perf_counter()
    space = open_workspace(tidy)
    ids = [str(name) for name in space.store.entidades(VIGENCIA)["entidad_id"]]
    content = collect(
        space, entidades=ids, vigencia=VIGENCIA, outputs=outputs, site_folder=added_folder(tidy)
    )
    done = publish(ReviewedContent(content), site, though_missing=True)
    measured = {
        "segundos": time.perf_counter() - start,
        "entidades": len(ids),
        "impresas": len(done.printed),
        "archivos": done.n_files,
        "bytes": done.n_bytes,
        "cambiados": len(done.changed),
        "bytes_escritos": done.n_bytes_written,
        "memoria_mb": peak_mb(),
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(*(Path(text).resolve() for text in sys.argv[1:]))
