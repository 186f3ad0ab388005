#!/usr/bin/env bash
# Runs the suite once as on another machine: another user, a path with a space, another time zone and locale,
# dead proxies, and the ports of `npm start` in use. Needs no network, because node_modules is copied.
set -euo pipefail
cd "$(dirname "$0")/.."
node scripts/ensure.mjs

elsewhere=$(mktemp -d "${TMPDIR:-/tmp}/test elsewhere XXXXXX")
end() {
  [ -z "${occupant:-}" ] || kill "$occupant" 2>/dev/null || true
  rm -rf "$elsewhere"
}
trap end EXIT
mkdir "$elsewhere/clone" "$elsewhere/home"
# .git can be as large as everything else, and no test reads it. Without the foreign tools, their tests are skipped. They
# take minutes, and test the exports, not the machine.
tar -c --exclude=./.git --exclude=./coverage --exclude=./node_modules/.cache . | tar -x -C "$elsewhere/clone"

# If the ports are already in use, that is fine too.
node -e "for (const port of [4310, 4311]) require('net').createServer((socket) => socket.destroy()).on('error', () => {}).listen(port, '127.0.0.1')" &
occupant=$!

as=()
if [ "$(id -u)" = 0 ] && command -v runuser >/dev/null; then
  chown -R nobody "$elsewhere"
  as=(runuser -u nobody --)
else
  echo 'The suite runs as the same user, because only root can switch to another.'
fi

nowhere=http://127.0.0.1:9
cd "$elsewhere/clone"
"${as[@]}" env -u CI -u LC_ALL -u NO_PROXY -u no_proxy -u XDG_RUNTIME_DIR HOME="$elsewhere/home" TZ=Asia/Kolkata LANG=tr_TR.UTF-8 \
  HTTP_PROXY=$nowhere HTTPS_PROXY=$nowhere ALL_PROXY=$nowhere http_proxy=$nowhere https_proxy=$nowhere all_proxy=$nowhere \
  node node_modules/vitest/vitest.mjs run "$@"
