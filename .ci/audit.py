"""Asks whether locked packages have known weaknesses, and never says "clean" unasked.

A source that answers nothing, or answers without knowing any weakness, looks like good news. So it
is first asked about a release that is known to be weak: only a source that knows it is believed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

KNOWN_WEAK = "jinja2==2.10"
DEFAULT = ()
OSV = ("--vulnerability-service", "osv")


def main(lock: str) -> int:
    source = next(filter(_knows_a_weakness, (DEFAULT, OSV)), None)
    if source is None:
        print(f"Not audited: no advisory source answered for {lock}.")
        return 0
    answer = _asked(source, Path(lock), "--require-hashes")
    print(answer.stdout + answer.stderr)
    if answer.returncode == 0:
        print(f"Audited: no known weakness in {lock}.")
    return answer.returncode


def _knows_a_weakness(source: tuple[str, ...]) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        asked = Path(folder, "known-weak.txt")
        asked.write_text(KNOWN_WEAK + "\n")
        answer = _asked(source, asked, "--no-deps")
    return answer.returncode == 1 and "jinja2" in answer.stdout


def _asked(
    source: tuple[str, ...], requirements: Path, *more: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip_audit", "--strict", "--disable-pip", *source, *more]
    command += ["--progress-spinner", "off", "--requirement", str(requirements)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
