"""`python -m benchmarks [NAME] [--rounds N] [--json]`: ratios beside peers; exit status 1 when one falls under its floor."""

import argparse
import importlib
import json
import sys

ALL = ("posters", "quality", "bulletins", "tiling", "workers", "pages")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("which", nargs="?", choices=ALL, help="one of them; all by default")
    parser.add_argument("--rounds", type=int, help="rounds instead of the default of each")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    asked = parser.parse_args()
    if asked.rounds is not None and asked.rounds < 1:
        parser.error("--rounds must be 1 or more")
    results = {}
    for name in (asked.which,) if asked.which else ALL:
        module = importlib.import_module(f"benchmarks.{name}")
        results[name] = module.run(asked.rounds or module.ROUNDS)
        if not asked.json:
            print(module.table(results[name]), flush=True)
    if asked.json:
        print(json.dumps(results, indent=1, ensure_ascii=False))
    broken = [sentence for result in results.values() for sentence in result["broken"]]
    for sentence in broken:
        sys.stderr.write(f"Under the floor: {sentence}\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
