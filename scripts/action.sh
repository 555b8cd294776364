#!/usr/bin/env bash
# What the GitHub Action does (action.yml); its inputs come in variables and are nobody's to trust.
set -euo pipefail

fail() {
  printf '::error title=tfgen::%s\n' "$1"
  exit 1
}

# One of the words given, or nothing goes on.
expect() {
  local name=$1 value=$2
  shift 2
  local word
  for word in "$@"; do
    if [[ $value == "$word" ]]; then return; fi
  done
  fail "The input \`$name\` must be one of: $*."
}

expect command "$TFGEN_COMMAND" affected validate diff
expect text "$TFGEN_TEXT" true false
expect comment "$TFGEN_COMMENT" true false
expect sarif "$TFGEN_SARIF" true false
expect fail-on-differences "$TFGEN_FAIL_ON_DIFFERENCES" true false
[[ -d ./$TFGEN_PROJECT ]] || fail 'The input `project` must be a folder of the repository.'
[[ $TFGEN_BASE != -* && $TFGEN_BASE != *$'\n'* ]] || fail 'The input `base` must be a commit.'
[[ $TFGEN_SHARD =~ ^([0-9]+/[0-9]+)?$ ]] || fail 'The input `shard` must be of the form `2/5`.'
[[ $TFGEN_ENVIRONMENTS =~ ^[A-Za-z0-9_.\ -]*$ ]] || fail 'The input `environments` must be names with spaces between.'
read -ra environments <<<"$TFGEN_ENVIRONMENTS"

venv=$RUNNER_TEMP/tfgen-venv
if [[ ! -x $venv/bin/tfgen ]]; then
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail 'tfgen needs Python 3.11 or newer.'
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "$GITHUB_ACTION_PATH[strict]"
fi

tfgen() { "$venv/bin/tfgen" -C "./$TFGEN_PROJECT" "$@"; }
github() { "$venv/bin/python" "$GITHUB_ACTION_PATH/scripts/github.py" "$@"; }
output() { printf '%s=%s\n' "$1" "$2" >>"$GITHUB_OUTPUT"; }

options=()
[[ -z $TFGEN_SHARD ]] || options+=("--shard=$TFGEN_SHARD")
if [[ $TFGEN_BASE == auto ]]; then
  options+=(--base)
elif [[ -n $TFGEN_BASE ]]; then
  options+=("--base=$TFGEN_BASE")
fi

affected() {
  local matrix
  matrix=$(tfgen affected --format matrix "${options[@]}")
  output matrix "$matrix"
  if [[ $matrix == '{"include":[]}' ]]; then output any false; else output any true; fi
}

validate() {
  local code=0 report=$RUNNER_TEMP/tfgen.sarif
  tfgen validate --format github "${options[@]}" -- "${environments[@]}" || code=$?
  if [[ $TFGEN_SARIF == true ]]; then
    tfgen validate --format sarif "${options[@]}" -- "${environments[@]}" >"$report" || true
    github sarif "$report" "${TFGEN_ENVIRONMENTS:-all} $TFGEN_SHARD"
  fi
  return "$code"
}

diff() {
  local code=0 report=$RUNNER_TEMP/tfgen-diff.md
  if [[ $TFGEN_TEXT == true ]]; then options+=(--text); fi
  tfgen diff --format github "${options[@]}" -- "${environments[@]}" || code=$?
  tfgen diff --format markdown --quiet "${options[@]}" -- "${environments[@]}" >"$report" || true
  cat "$report" >>"$GITHUB_STEP_SUMMARY"
  if [[ $TFGEN_COMMENT == true ]]; then
    if ((code)); then github comment "$report"; else github comment "$report" --update-only; fi
  fi
  if ((code == 2)); then output differences true; else output differences false; fi
  if ((code == 2)) && [[ $TFGEN_FAIL_ON_DIFFERENCES == false ]]; then code=0; fi
  return "$code"
}

"$TFGEN_COMMAND"
