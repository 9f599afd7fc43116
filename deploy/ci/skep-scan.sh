#!/bin/sh
# Scans one image, writes every report, and ends with the scan's own exit code.
# All of its inputs are variables, so that no name of an image or branch is ever read as shell:
#   SKEP_IMAGE_REF   the image (or SKEP_IMAGE_TAR, an archive)
#   SKEP_POLICY      a policy file, or default, strict, report-only (Skep reads it itself)
#   SKEP_REPORTS     folder for reports; default skep-reports
#   SKEP_USERNAME, REGISTRY_PASSWORD   credentials of the registry; the password goes over stdin
# Exit codes: 0 passed, 1 blocked, 2 wrong use, 3 could not judge. 3 is no pass.
set -u
reports=${SKEP_REPORTS:-skep-reports}
unset SKEP_REPORTS
SKEP_POLICY=${SKEP_POLICY:-default}
export SKEP_POLICY
mkdir -p "$reports" || exit 2
# The checkout may be a stranger's: its settings and ignore files have no say unless SKEP_CONFIG names them.
SKEP_CONFIG=${SKEP_CONFIG:-/dev/null}
SKEP_IGNOREFILE=${SKEP_IGNOREFILE:-/dev/null}
export SKEP_CONFIG SKEP_IGNOREFILE
set -- image --format json --output "$reports/skep.json"
if [ -n "${SKEP_IMAGE_TAR:-}" ]; then
  set -- "$@" "--input=$SKEP_IMAGE_TAR"
elif [ -n "${SKEP_IMAGE_REF:-}" ]; then
  set -- "$@" -- "$SKEP_IMAGE_REF"
else
  echo "skep-scan: set SKEP_IMAGE_REF or SKEP_IMAGE_TAR" >&2
  exit 2
fi
code=0
if [ -n "${REGISTRY_PASSWORD:-}" ]; then
  printf '%s' "$REGISTRY_PASSWORD" | SKEP_PASSWORD_STDIN=true skep "$@" || code=$?
else
  skep "$@" || code=$?
fi
unset REGISTRY_PASSWORD
if [ -s "$reports/skep.json" ]; then
  # What was decided stands in the report; nothing is decided a second time.
  unset SKEP_POLICY SKEP_FAIL_ON SKEP_EXIT_CODE
  for format in junit sarif html markdown gitlab; do
    case $format in
      junit) file=skep-junit.xml ;;
      gitlab) file=gl-container-scanning-report.json ;;
      markdown) file=skep.md ;;
      *) file=skep.$format ;;
    esac
    skep convert "$reports/skep.json" --format "$format" --output "$reports/$file" || [ "$code" -ne 0 ] || code=3
  done
fi
exit "$code"
