# shellcheck shell=bash disable=SC2034
# What the drills need: the shipped binary, a broker, the program that drives them. Sourced behind common.sh.

# No judge of the machine's owner is asked, and no proxy stands between a drill and its own servers.
unset OPENAI_API_KEY OPENAI_BASE_URL MODEL_NAME LANGFUSE_PUBLIC_KEY LANGFUSE_SECRET_KEY LANGFUSE_HOST CONFIG_FILE
export no_proxy=127.0.0.1,localhost NO_PROXY=127.0.0.1,localhost

# in_own_network COMMAND...: becomes the command, in a network namespace of its own, where cables can be laid and pulled; in
# this one where the machine allows none. It and what is in it end with the command.
in_own_network() {
    local unshare=(unshare --net)
    [ "$(id -u)" -eq 0 ] || unshare=(unshare --map-root-user --net)
    if command -v ip >/dev/null && "${unshare[@]}" sh -c 'ip link set lo up && unshare --net true' 2>/dev/null; then
        export DRILLS_NETWORK=private
        # shellcheck disable=SC2016 # expanded by the inner shell
        exec "${unshare[@]}" sh -c 'ip link set lo up && exec "$@"' sh "$@"
    fi
    exec "$@"
}

# Builds what is missing and puts the path of the drills' program into DRILLS.
prepare_drills() {
    "$ROOT/scripts/setup" test
    require_swift
    cd "$ROOT" || return
    scripts/fetch-tansu
    if [ -z "${EVALUATION_WORKER_BINARY:-}" ]; then
        EVALUATION_WORKER_BINARY="$(scripts/build release)"
        export EVALUATION_WORKER_BINARY
    fi
    swift build --product Drills >&2
    DRILLS="$(swift build --show-bin-path)/Drills"
}
