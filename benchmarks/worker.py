"""One engine in a process of its own: an article (or a bulletin) per line of JSON in, what it cost per line of JSON out."""

import importlib
import json
import sys
import time
from pathlib import Path


def main() -> None:
    try:
        draw = importlib.import_module(f"benchmarks.engines.{sys.argv[1]}").drawer(sys.argv[2])
    except (ImportError, OSError) as missing:  # OSError: WeasyPrint without Pango
        sys.stdout.write(json.dumps({"missing": str(missing).splitlines()[0]}) + "\n")
        return
    for line in sys.stdin:
        asked = json.loads(line)
        began, cpu = time.perf_counter(), time.process_time()
        pdf = draw(asked["content"])
        answer = {"ms": 1000 * (time.perf_counter() - began), "cpu_ms": 1000 * (time.process_time() - cpu)}
        if asked["out"]:
            Path(asked["out"]).write_bytes(pdf)
        answer |= {"kib": len(pdf) / 1024, "peak_mib": peak_mib()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def peak_mib() -> float:
    """VmHWM of this process; `ru_maxrss` would count its parent before exec."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    main()
