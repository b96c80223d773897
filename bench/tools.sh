# Read by the benchmarks that drive the server from outside. Debian keeps nginx in /usr/sbin.
PATH=$PATH:/usr/sbin

# Ends the script when one of these programs is missing, and says how to get it.
need() {
  for tool; do
    command -v "$tool" >/dev/null && continue
    echo "$0 needs wrk and nginx, and there is no $tool on PATH." >&2
    echo "On Debian: apt-get install wrk nginx-light" >&2
    exit 1
  done
}
