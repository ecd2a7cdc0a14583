# Prints the home of an installed JDK 25 or later: JAVA_HOME, the java on the PATH, then the usual places of
# distributions, SDKMAN, asdf, mise, Homebrew and macOS. Prints nothing and returns 1 where there is none.
# Sourced by mvnw and by the pacioli launcher, so that neither depends on which java comes first on the PATH.
find_jdk() (
  set +f
  is_new_enough() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
    major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${major:-0}" -ge 25 ]
  }
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(cd "$(dirname "$(readlink -f "$on_path" || echo "$on_path")")/.." && pwd)
  for home in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.jdks/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.asdf/installs/java/* "$HOME"/.local/share/mise/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && is_new_enough "$home" && { printf '%s\n' "$home"; return 0; }
  done
  return 1
)

require_jdk() {
  JAVA_HOME=$(find_jdk) || {
    echo "Pacioli needs JDK 25 or later, and none was found. Install one (Debian: temurin-25-jdk; macOS: brew install openjdk@25)" >&2
    echo "or set JAVA_HOME to one that is installed elsewhere. The java on your PATH does not have to change." >&2
    exit 1
  }
  export JAVA_HOME
}
