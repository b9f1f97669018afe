#!/bin/sh
# Builds the npm package into wasm/pkg, or into the folder given. Installs what is missing: the compile target, and the binding generator (into
# target/tools, about two minutes, once).
set -eu

cd "$(dirname "$0")/.."
out=${1:-wasm/pkg}
# The generator must be of the same version as the library: both speak a private format.
bindgen_version=$(sed -n 's/^wasm-bindgen = "=\(.*\)"$/\1/p' Cargo.toml)
target=${CARGO_TARGET_DIR:-target}
tools=$target/tools
bindgen=$tools/bin/wasm-bindgen

if command -v rustup >/dev/null && ! rustup target list --installed | grep -qx wasm32-unknown-unknown; then
    rustup target add wasm32-unknown-unknown
fi
if [ "$("$bindgen" --version 2>/dev/null || true)" != "wasm-bindgen $bindgen_version" ]; then
    cargo install --quiet wasm-bindgen-cli --version "$bindgen_version" --root "$tools" --target-dir "$tools/build" --force
    rm -rf "$tools/build"
fi

cargo build --quiet --package santei-wasm --target wasm32-unknown-unknown --profile wasm
"$bindgen" --target nodejs --out-dir "$out" --out-name santei \
    "$target/wasm32-unknown-unknown/wasm/santei_wasm.wasm"
printf '%s/santei_bg.wasm: %s bytes, %s gzipped\n' "$out" \
    "$(wc -c <"$out/santei_bg.wasm")" "$(gzip -9 -c "$out/santei_bg.wasm" | wc -c)"
