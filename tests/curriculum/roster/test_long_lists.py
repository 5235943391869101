"""Ten thousand people in one list: how long it takes, that memory stays flat, and that a second time nothing changes."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.curriculum.roster.lists import DINI, csv_of, row

ROOT = Path(__file__).resolve().parents[3]
CITIES = ("Bandung", "Semarang", "Karawang", "Tangerang", "Jakarta", "Samarinda")
MOST_MORE_MB = 60  # for ten times as many rows
SET_UP = """
from datetime import date
from cms.services import publish_site_structure
from curriculum.programme import set_up_cohorts
publish_site_structure()
set_up_cohorts(starts_on=date(2026, 1, 5))
"""


def people(count: int) -> bytes:
    return csv_of(*(row(DINI, nama=f"Orang {one}", telepon=f"0812{one:08}", kota=CITIES[one % 6]) for one in range(count)))


@pytest.mark.soak
def test_ten_thousand_rows_are_imported_with_progress_and_flat_memory(tmp_path):
    peaks = {}
    for count in (1_000, 10_000):
        environment = {"DATABASE_URL": f"sqlite:///{tmp_path}/{count}.sqlite3", "VAR_DIR": str(tmp_path), "PATH": ""}
        for arguments in (("migrate", "-v0"), ("shell", "-v0", "-c", SET_UP)):
            manage(*arguments, environment=environment)
        path = tmp_path / f"{count}.csv"
        path.write_bytes(people(count))
        out, err, peaks[count] = manage("import_trainees", str(path), "--json", environment=environment)
        assert json.loads(out)["summary"]["created"] == count and err.count("rows read") == count // 1_000
        again = json.loads(manage("import_trainees", str(path), "--json", environment=environment)[0])["summary"]
        assert (again["unchanged"], again["created"]) == (count, 0)
    assert peaks[10_000] - peaks[1_000] < MOST_MORE_MB, peaks


def manage(*arguments: str, environment: dict[str, str]) -> tuple[str, str, float]:
    """Output, errors, and the most memory of any child so far, in MB: lists come from short to long."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return done.stdout, done.stderr, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
