# Install what bench/speed.py compares with into bench/.peers, which git leaves alone; needs npm for three of them.
# What cannot be installed is left out of the comparison, which says so.
set -u
python=$1
here=$(dirname "$0")/.peers
mkdir -p "$here"
[ -x "$here/bin/python" ] || "$python" -m venv "$here"
"$here/bin/python" -m pip install --quiet --disable-pip-version-check codespell==2.4.3 proselint==0.16.0 typos==1.52.0 ||
    echo "bench: cannot install codespell, proselint and typos with pip"
if command -v npm >/dev/null; then
    npm install --silent --no-audit --no-fund --prefix "$here" @vscode/ripgrep-linux-x64@1.18.0 textlint@15.8.0 \
        textlint-rule-no-todo@2.0.1 textlint-rule-terminology@5.2.16 markdownlint-cli2@0.22.1 ||
        echo "bench: cannot install ripgrep, textlint and markdownlint-cli2 with npm"
else
    echo "bench: no npm here, so no ripgrep, textlint and markdownlint-cli2 unless the system has them"
fi
