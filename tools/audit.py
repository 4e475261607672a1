"""Compare the locked versions with published advisories: ``make audit``; say so when none could be reached.

``pip-audit`` asks PyPI, and OSV where PyPI answers for no package: a mirror often carries no advisories, and
``pip-audit`` then takes the packages for unknown and ends well.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("pip-audit")
SERVICES = {"pypi": "PyPI", "osv": "OSV"}
OPTIONS = ("--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")


def main() -> int:
    """Print advisories on locked versions, and how many were compared; 1 when there is one or none was."""
    locks = sorted(ROOT.glob("requirements*.lock"))
    for service, name in SERVICES.items():
        answers = asked(service, locks)
        if any("vulns" in answer for answer in answers):
            return told(answers, name)
    services = " nor ".join(SERVICES.values())
    print(f"audit: neither {services} gave advisories here; no locked version was compared")
    return 1


def asked(service: str, locks: list[Path]) -> list[dict[str, Any]]:
    """Return what a service says of each locked package; nothing when it cannot be reached."""
    files = [word for lock in locks for word in ("-r", str(lock))]
    command = [str(PROGRAM), *OPTIONS, "--vulnerability-service", service, *files]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except (ValueError, KeyError):
        return []


def told(answers: list[dict[str, Any]], name: str) -> int:
    """Print what was found, and which packages could not be compared."""
    compared = [answer for answer in answers if "vulns" in answer]
    found = [(answer, advisory) for answer in compared for advisory in answer["vulns"]]
    for answer, advisory in found:
        mended = ", ".join(advisory.get("fix_versions", [])) or "no version yet"
        print(f"{answer['name']} {answer['version']}: {advisory['id']}, mended in {mended}")
    left = [answer["name"] for answer in answers if "vulns" not in answer]
    beside = f"; not compared: {', '.join(left)}" if left else ""
    print(f"audit: {len(compared)} locked packages compared with {name}, {len(found)} advisories{beside}")
    return int(bool(found or left))


if __name__ == "__main__":
    sys.exit(main())
