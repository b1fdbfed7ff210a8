"""Run a batch on a small filesystem, inside a mount namespace: ``small_disk.py '{…}'``.

Prints what it saw as JSON. Copies of what was there in the middle and at the end are left beside
the place of the mount, because the mount is gone when this process ends.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from builders import mipg_here
from killing_builders import end_of, started

ENOUGH = 200_000
CODES = {0, 10, 16, 17}


def mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)


def main(request: dict[str, Any]) -> dict[str, object]:
    place = Path(request["place"])
    copies = place.with_name(f"{place.name}_copia")
    place.mkdir()
    outputs, command = place / "salidas", request["command"]
    mount(place, f"size={int(request.get('kilobytes', ENOUGH))}k")
    temporary = place.with_name("temporales")
    with started(command, temporary) as process:
        hit = "read_only_at" in request and _read_only(process, outputs, request["read_only_at"])
        end_of(process)
    problems = []
    if process.returncode not in CODES:
        problems.append(f"the batch ended with {process.returncode}")
    if hit:
        subprocess.run(["umount", "-l", str(outputs)], check=True)
    hit = process.returncode != 0  # a batch that ended well was not disturbed
    _copy(outputs, copies / "durante")
    subprocess.run(["mount", "-o", f"remount,size={ENOUGH}k", str(place)], check=True)
    done = mipg_here(*command)  # this process is a new one
    if done.returncode:
        problems.append(f"the next batch ended with {done.returncode}: {done.stderr[-300:]}")
    _copy(outputs, copies / "final")
    return {"problems": problems, "traces": int("Traceback" in done.stderr), "hit": hit}


def _read_only(process: subprocess.Popen[bytes], outputs: Path, moment: str) -> bool:
    """Lay the folder over itself, read-only: what is open stays so, nothing new can be written."""
    time.sleep(float(moment))
    while process.poll() is None and not outputs.exists():
        time.sleep(0.01)
    if process.poll() is not None:
        return False
    subprocess.run(["mount", "--bind", str(outputs), str(outputs)], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", str(outputs)], check=True)
    return True


def _copy(outputs: Path, to: Path) -> None:
    if outputs.exists():
        shutil.copytree(outputs, to)
    else:
        to.mkdir(parents=True)


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.argv[1]))))  # noqa: T201  read by who started it
