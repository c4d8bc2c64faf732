# Install what the tests of the page need beside Python packages: Chromium, and PHP for the WordPress example.
# Where that cannot be done (no Debian, not root, no network) the tests that need them are skipped and say so.
missing=
command -v chromium >/dev/null || missing="$missing chromium"
command -v php >/dev/null || missing="$missing php-cli"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing (once)"
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 ||
        echo "test-browser: cannot install$missing with apt-get; the tests that need them are skipped"
else
    echo "test-browser: not installed:$missing; as root on Debian: apt-get install$missing"
fi
