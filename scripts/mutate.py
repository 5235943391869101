"""Mutation testing of `rights/calculators`: each small change of the code must be noticed by the tests that need no Django.

    python -m scripts.mutate                       all of them; what `make soak` runs
    python -m scripts.mutate --sample 200 --seed 7    some of them
    python -m scripts.mutate --only severance,thr     those of these files

Ours, and not mutmut or cosmic-ray, for time: mutmut 3.8 makes 8,100 mutants of these files, most of them other texts, and cosmic-ray starts
pytest anew for each; both need hours on two cores. Here pytest collects once and notes which test runs which function; for each mutant a
fork gets the changed code and runs only those tests, the fast ones first, until one fails. A change of a line outside of functions is
imported anew in a fork that has nothing of ours yet. Mutants that change nothing (`scripts/equal_mutants.txt`) are not counted.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import signal
import sys
import time
import types
from collections import defaultdict
from collections.abc import Callable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import yaml  # noqa: F401 - loaded once, before the forks

from scripts.mutants import Mutant, mutants_of, mutated

FOLDER, PACKAGE = Path("rights/calculators"), "rights.calculators"
TESTS = Path("tests/rights")
EQUAL = Path("scripts/equal_mutants.txt")
NEEDS_DJANGO = re.compile(r"django|conftest|from (?!rights\.(?:calculators|worked_cases))(?:rights|cms)\b")
CPU_SECONDS, SECONDS = 120, 900  # of a run of all tests; a mutant of a function gets what its own need
LEAST = 0.95


def pure_tests() -> dict[str, str]:
    """Paths and contents."""
    texts = {str(path): path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py"))}
    return {path: text for path, text in texts.items() if not NEEDS_DJANGO.search(text)}


def pytest_options(stem: str = "") -> list[str]:
    """Tests that speak of the file come first, those that try many values last."""
    texts = pure_tests()
    files = sorted(texts, key=lambda path: ("hypothesis" in texts[path], -texts[path].count(stem) if stem else 0))
    plugins = [part for name in ("django", "cacheprovider", "terminal", "xdist") for part in ("-p", f"no:{name}")]
    return ["--noconftest", "--capture=no", "-o", "addopts=", "-W", "ignore", *plugins, *files]


class Failures:
    """A pytest plugin that only remembers whether something failed."""

    def __init__(self) -> None:
        self.count = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.count += report.failed


class Watched(Failures):
    """Runs every test once and notes its functions, then tries the mutants instead of a second run."""

    def __init__(self, try_all: Callable[[Watched, list[pytest.Item]], None]) -> None:
        super().__init__()
        self.try_all, self.tests_of, self.seconds = try_all, defaultdict(set), {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            raise pytest.UsageError("a test file cannot be imported without Django; see NEEDS_DJANGO")
        folder = str(FOLDER.resolve())
        for place, item in enumerate(session.items):
            began, seen = time.process_time(), set()

            def note(frame: Any, event: str, _argument: Any, seen: set = seen) -> None:
                if event == "call" and frame.f_code.co_filename.startswith(folder):
                    seen.add((Path(frame.f_code.co_filename).name, frame.f_code.co_qualname.partition(".<locals>")[0]))

            forget_results()
            sys.setprofile(note)
            run(item)
            sys.setprofile(None)
            self.seconds[place] = time.process_time() - began
            for function in seen:
                self.tests_of[function].add(place)
        if self.count:
            raise pytest.UsageError("the tests fail without any mutant")
        self.try_all(self, session.items)
        return True

    def patience(self, mutant: Mutant) -> int:
        """Seconds of a processor after which a mutant runs in circles; the tests took longer while their calls were noted."""
        return 5 + int(sum(self.seconds[place] for place in self.tests_of[mutant.path.name, mutant.function]))

    def noticed(self, mutant: Mutant, function: types.FunctionType, code: types.CodeType, items: list[pytest.Item]) -> bool:
        """In a fork: whether a test fails with the changed function. Whoever holds the function holds the changed one."""
        function.__code__ = code
        forget_results()
        if mutant.path.name == "registry.py":
            sys.modules[f"{PACKAGE}.registry"].law.cache_clear()
        places = self.tests_of[mutant.path.name, mutant.function]
        for place in sorted(places, key=self.seconds.__getitem__):
            run(items[place])
            if self.count:
                return True
        return False


def run(item: pytest.Item) -> None:
    item.ihook.pytest_runtest_protocol(item=item, nextitem=None)


def forget_results() -> None:
    """What test files have computed once for many tests."""
    if module := sys.modules.get("tests.rights.test_traceable"):
        module.results.cache_clear()


def changed_code(mutant: Mutant) -> tuple[types.FunctionType, types.CodeType]:
    """The function as it was imported, and the code that it shall have."""
    module = sys.modules[f"{PACKAGE}.{mutant.path.stem}"]
    code = find_code(compile(mutated(mutant), str(mutant.path.resolve()), "exec"), mutant.function.split("."))
    found: Any = module
    for name in mutant.function.split("."):
        found = found.__dict__[name]
    for wrapper in ("fget", "__wrapped__", "__func__"):
        found = getattr(found, wrapper, found)
    return found, code


def find_code(code: types.CodeType, names: list[str]) -> types.CodeType:
    for name in names:
        code = next(each for each in code.co_consts if isinstance(each, types.CodeType) and each.co_name == name)
    return code


class Changed(MetaPathFinder, Loader):
    """Imports one file of the package with a mutant in it."""

    def __init__(self, mutant: Mutant) -> None:
        self.name, self.mutant = f"{PACKAGE}.{mutant.path.stem}", mutant

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        return ModuleSpec(fullname, self, origin=str(self.mutant.path.resolve())) if fullname == self.name else None

    def exec_module(self, module: types.ModuleType) -> None:
        module.__file__ = str(self.mutant.path.resolve())
        exec(compile(mutated(self.mutant), module.__file__, "exec"), module.__dict__)  # noqa: S102 - our own file


def noticed_from_import(mutant: Mutant) -> bool:
    """In a fork that has imported nothing of ours."""
    sys.meta_path.insert(0, Changed(mutant))
    return pytest.main(["-x", *pytest_options(mutant.path.stem)]) != 0


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


class Forks:
    """Runs a question in forks, so many at a time. A fork that takes too long or dies has noticed something."""

    def __init__(self, jobs: int) -> None:
        self.jobs, self.running, self.survivors, self.count = jobs, {}, [], 0

    def ask(self, mutant: Mutant, question: Callable[[], bool], patience: int = CPU_SECONDS) -> None:
        while len(self.running) >= self.jobs:
            self.wait()
        pid = os.fork()
        if pid == 0:
            self._answer(question, patience)
        self.running[pid] = mutant

    def _answer(self, question: Callable[[], bool], patience: int) -> None:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
        signal.alarm(SECONDS)
        status = 1
        try:
            status = int(question())
        finally:
            os._exit(status)

    def wait(self) -> None:
        pid, status = os.wait()
        mutant = self.running.pop(pid)
        self.count += 1
        if status == 0:
            self.survivors.append(mutant)
            say(f"survived: {mutant}")

    def finish(self) -> None:
        while self.running:
            self.wait()


def equal_mutants() -> set[str]:
    """`file: words | code of the line`, so that moving a line does not lose its entry."""
    lines = EQUAL.read_text(encoding="utf-8").splitlines() if EQUAL.exists() else []
    return {line.rpartition("  # ")[0].strip() for line in lines if line.strip() and not line.startswith("#")}


def key_of(mutant: Mutant) -> str:
    code = mutant.path.read_text(encoding="utf-8").splitlines()[mutant.line - 1].strip()
    return f"{mutant.path.name}: {mutant.words} | {code}"


def chosen(arguments: argparse.Namespace) -> list[Mutant]:
    names = arguments.only.split(",") if arguments.only else []
    files = [path for path in sorted(FOLDER.glob("*.py")) if not names or path.stem in names]
    known = equal_mutants()
    found = [mutant for path in files for mutant in mutants_of(path) if key_of(mutant) not in known]
    if arguments.sample and arguments.sample < len(found):
        found = random.Random(arguments.seed).sample(found, arguments.sample)  # noqa: S311 - which ones are tried is no secret
    return found


def is_inside_a_function(mutant: Mutant) -> bool:
    return bool(mutant.function) and not mutant.function.endswith(".")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=0, help="so many, chosen by the seed; all when not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="names of files, with commas")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--least", type=float, default=LEAST, help="share that must be noticed")
    arguments = parser.parse_args()
    hypothesis.settings.register_profile("mutants", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate])
    hypothesis.settings.load_profile("mutants")  # a failure is enough here; its smallest example is not looked for
    mutants, forks, began = chosen(arguments), Forks(arguments.jobs), time.monotonic()
    for mutant in mutants:
        if not is_inside_a_function(mutant):
            forks.ask(mutant, lambda mutant=mutant: noticed_from_import(mutant))
    forks.finish()
    try_functions(mutants, forks)
    return report(forks, len(mutants), time.monotonic() - began, arguments.least)


def try_functions(mutants: list[Mutant], forks: Forks) -> None:
    def try_all(watched: Watched, items: list[pytest.Item]) -> None:
        for mutant in mutants:
            if is_inside_a_function(mutant):
                change = changed_code(mutant)
                forks.ask(mutant, lambda mutant=mutant, change=change: watched.noticed(mutant, *change, items), watched.patience(mutant))
        forks.finish()

    status = pytest.main(pytest_options(), plugins=[Watched(try_all)])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit(f"the tests cannot be run without a mutant ({status!r})")


def report(forks: Forks, wanted: int, seconds: float, least: float) -> int:
    if forks.count != wanted:
        sys.exit(f"{forks.count} of {wanted} mutants were tried")
    killed = wanted - len(forks.survivors)
    share = killed / wanted if wanted else 1
    for mutant in sorted(forks.survivors, key=str):
        say(key_of(mutant))
    say(f"{killed} of {wanted} mutants noticed ({share:.1%}) in {seconds:.0f} s; {least:.0%} are needed")
    return 0 if share >= least else 1


if __name__ == "__main__":
    sys.exit(main())
