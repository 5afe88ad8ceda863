#!/bin/sh
# Installs Debian's Chromium for the browser tests where the user may install packages; says what to do elsewhere.
set -eu
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
else
    echo "chromium is not installed: the browser tests will be skipped (Debian: sudo apt-get install chromium)" >&2
fi
