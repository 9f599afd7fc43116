"""Compares scanners for secrets: what they find of the samples, what they find in clean ones, what they cost."""
import argparse
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

import samples

PEERS = "/work/bench/peer"


def skep(tree, work):
    out = os.path.join(work, "skep.json")
    cost = run([os.environ["SKEP"], "rootfs", tree, "--offline", "-q", "-f", "json", "-o", out, "--scanners", "secret",
                "--cache-dir", os.path.join(work, "cache")])
    return cost, [(f["location"], f["rule"]) for r in read(out)["reports"] for f in r.get("findings", [])]


def gitleaks(tree, work):
    out = os.path.join(work, "gitleaks.json")
    program = os.environ.get("GITLEAKS", f"{PEERS}/gitleaks/gitleaks")
    cost = run([program, "dir", tree, "--no-banner", "-f", "json", "-r", out, "--exit-code", "0"])
    return cost, [(f["File"], f["RuleID"]) for f in read(out) or []]


def trivy(tree, work):
    out = os.path.join(work, "trivy.json")
    program = os.environ.get("TRIVY", f"{PEERS}/trivy")
    cost = run([program, "fs", tree, "--scanners", "secret", "--format", "json", "-o", out, "--offline-scan",
                "--skip-db-update", "--cache-dir", os.path.join(work, "trivy")])
    return cost, [(r["Target"], s["RuleID"]) for r in read(out).get("Results") or [] for s in r.get("Secrets") or []]


SCANNERS = {"skep": skep, "gitleaks": gitleaks, "trivy": trivy}


def run(command):
    """Processor time in seconds of the whole process; None where the program is absent."""
    if not shutil.which(command[0]):
        return None
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command[0]} failed: {error.decode(errors='replace')[-500:]}")
    return usage.ru_utime + usage.ru_stime


def read(path):
    if not os.path.exists(path):
        return {"reports": [], "Results": []}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def scan(tree):
    """For each scanner that is there: cost, and the files it finds something in, relative to the tree."""
    found = {}
    for name, scanner in SCANNERS.items():
        with tempfile.TemporaryDirectory() as work:
            cost, hits = scanner(tree, work)
        if cost is not None:
            base = os.path.abspath(tree).strip("/") + "/"
            relative = [(path.lstrip("/").removeprefix(base), rule) for path, rule in hits]
            found[name] = (cost, relative)
    return found


def files(tree):
    for folder, _, names in os.walk(tree):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), tree)


def table(tree, group, only_behind=False):
    """How many files of each group each scanner finds something in."""
    found = scan(tree)
    hit = {name: {path for path, _ in hits} for name, (_, hits) in found.items()}
    groups = collections.defaultdict(list)
    for path in files(tree):
        groups[group(path)].append(path)
    print("| | files | " + " | ".join(found) + " |\n|---|" + "---|" * (len(found) + 1))
    total = collections.Counter()
    for name, paths in sorted(groups.items()):
        counts = {scanner: sum(path in hit[scanner] for path in paths) for scanner in found}
        total.update(counts, files=len(paths))
        if not only_behind or counts["skep"] < max(counts.values()):
            print(f"| {name} | {len(paths)} | " + " | ".join(str(counts[s]) for s in found) + " |")
    print(f"| all | {total['files']} | " + " | ".join(str(total[s]) for s in found) + " |")
    return hit


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", help="a folder to measure processor time on, and to count hits in")
    parser.add_argument("--samples", help="a folder KIND/FILES of secrets in place of our own; shows where we are behind")
    options = parser.parse_args()
    if options.tree:
        for name, (cost, hits) in scan(options.tree).items():
            rules = collections.Counter(rule for _, rule in hits)
            print(f"{name}: {cost:.1f} s CPU, {len(hits)} hits; {dict(rules.most_common(8))}")
    elif options.samples:
        table(options.samples, lambda path: path.split("/")[0], only_behind=True)
    else:
        own()


def own():
    with tempfile.TemporaryDirectory() as folder:
        samples.write(folder)
        print("Secrets of our own, by family:\n")
        match = os.path.join(folder, "match")
        hit = table(match, lambda path: path.split("/")[0])
        print("\nThe same, by kind of file:\n")
        kind = collections.Counter(os.path.basename(path) for path in files(match))
        for name, count in kind.most_common(8):
            row = {s: sum(os.path.basename(path) == name for path in paths) for s, paths in hit.items()}
            print(f"{name}: {count} files; {row}")
        missed = sorted(path for path in files(match) if path not in hit["skep"])
        print(f"\nSkep misses {len(missed)}:", *missed, sep="\n  ")
        print("\nClean samples in which something is found:\n")
        clean = table(os.path.join(folder, "clean"), lambda path: path.split("/")[0])
        print("\nOf Skep:", *sorted(clean["skep"]), sep="\n  ")


if __name__ == "__main__":
    main()
