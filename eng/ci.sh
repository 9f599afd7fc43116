#!/usr/bin/env bash
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
eng/install test
dotnet restore Skep.slnx --locked-mode -v q
dotnet format whitespace Skep.slnx --no-restore --verify-no-changes
dotnet build Skep.slnx --no-restore -c Release -v q -nologo
eng/build-cli
log=$(mktemp); trap 'rm -f "$log"' EXIT
status=0
dotnet test --solution Skep.slnx -c Release --no-build --no-ansi --no-progress 2>&1 | tee "$log" || status=$?
artifacts/bin/Skep.Fuzz/release/Skep.Fuzz --seconds 20 || status=1
eng/check-budgets || status=1
awk '/^  total:/{t+=$2}/^  failed:/{f+=$2}/^  succeeded:/{p+=$2}/^  skipped:/{s+=$2}
  END{printf "%d passed, %d failed, %d skipped\n",p,f,s}' "$log"
exit $status
