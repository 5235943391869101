"""Which Python `make setup` takes, and what it says when none will do. The Pythons here are pretended."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHOLE = '#!/bin/sh\n[ "$1" = -m ] && echo "$0" > "$4"\nexit 0\n'
WITHOUT_VENV = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexit 0\n'


def find(folder: Path, **pythons: str) -> tuple[int, str, Path]:
    """Status, what was said, and the file in which the chosen Python wrote its name."""
    for name, script in pythons.items():
        program = folder / name.replace("_", ".")
        program.write_text(script)
        program.chmod(0o755)
    target = folder / "venv"
    shell = ["/bin/sh", str(ROOT / "scripts" / "find_python.sh"), str(target)]
    done = subprocess.run(shell, env={"PATH": str(folder)}, capture_output=True, text=True, cwd=folder)
    return done.returncode, done.stderr.strip(), target


def test_a_python_without_venv_is_passed_over(tmp_path):
    status, _said, target = find(tmp_path, python3_13=WITHOUT_VENV, python3_12=WHOLE)
    assert status == 0
    assert os.path.basename(target.read_text().strip()) == "python3.12"


def test_if_none_has_it_one_sentence_names_the_package(tmp_path):
    status, said, _target = find(tmp_path, python3_11=WITHOUT_VENV)
    assert (status, said.count("\n")) == (1, 0)
    assert "python3.11-venv" in said


def test_no_python_at_all_is_one_sentence(tmp_path):
    status, said, _target = find(tmp_path)
    assert (status, said.count("\n")) == (1, 0)
    assert "python3-venv" in said
