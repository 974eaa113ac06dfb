#!/usr/bin/env bash
# Says what this computer lacks before anything is built, in Chinese and in English.
#
#   bash tools/preflight.sh        what make demo and make check need: Python 3.11 with venv and pip, make
#   bash tools/preflight.sh test   also what the tests look through: Chromium, LibreOffice, poppler, a Chinese font, git,
#                                  Java (for Spark)
#
# Nothing is installed, with one exception: called with "test" by root on Debian, it installs the missing test parts
# with apt-get. Anywhere else they are named, and the tests that need them are skipped; with HALFSKY_REQUIRE_ALL=1
# a missing part is a failure.
set -u

python="${PYTHON:-python3}"
failed=0

say() { printf '%s\n' "$1" "$2" >&2; }

check_python() {
  if ! command -v "$python" >/dev/null 2>&1; then
    say "缺少 Python：没有找到 $python。Debian：apt-get install python3 python3-venv；其他系统请安装 Python 3.11 或更新版本。" \
        "Python is missing: there is no $python. Debian: apt-get install python3 python3-venv; elsewhere install Python 3.11 or newer."
    failed=1
    return
  fi
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    local found
    found="$("$python" -c 'import platform; print(platform.python_version())')"
    say "Python 版本过旧：$python 是 $found，需要 3.11 或更新版本。装有新版本的，可指明：make PYTHON=python3.11 demo" \
        "Python is too old: $python is $found and 3.11 is needed. If a newer one is there, name it: make PYTHON=python3.11 demo"
    failed=1
    return
  fi
  if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
    say "缺少 Python 的 venv 组件。Debian：apt-get install python3-venv，然后再运行一次。" \
        "Python's venv module is missing. Debian: apt-get install python3-venv, then run this again."
    failed=1
  fi
}

check_make() {
  command -v make >/dev/null 2>&1 && return
  say "缺少 make。Debian：apt-get install make" "make is missing. Debian: apt-get install make"
  failed=1
}

has_chinese_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]; }

# Spark 4 needs Java 17 or newer; JAVA_HOME goes before the path
has_java() {
  local java="java" version
  [ -n "${JAVA_HOME:-}" ] && java="$JAVA_HOME/bin/java"
  version="$("$java" -version 2>&1)" || return 1
  version="${version#*version \"}"
  [ "${version%%[!0-9]*}" -ge 17 ] 2>/dev/null
}

# Debian 13 has left 17 behind; its default is newer
java_package() {
  case "$(cat /etc/debian_version 2>/dev/null)" in
    [1-9][3-9]*|[2-9][0-9]*|trixie*|forky*) printf 'default-jre-headless ' ;;
    *) printf 'openjdk-17-jre-headless ' ;;
  esac
}

has_official_latin() { command -v fc-list >/dev/null 2>&1 && fc-list | grep -qiE 'Liberation ?Serif|Times ?New ?Roman'; }

# package and whether it is there
missing_test_parts() {
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || printf 'chromium '
  command -v soffice >/dev/null 2>&1 || printf 'libreoffice-writer-nogui '
  command -v pdftoppm >/dev/null 2>&1 || printf 'poppler-utils '
  command -v git >/dev/null 2>&1 || printf 'git '
  has_chinese_font || printf 'fontconfig fonts-noto-cjk '
  has_official_latin || printf 'fonts-liberation '
  has_java || java_package
}

check_test_parts() {
  local missing
  missing="$(missing_test_parts)"
  [ -z "$missing" ] && return
  if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; then
    say "安装测试所需的系统组件：$missing" "Installing the system parts of the tests: $missing"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } </dev/null >/dev/null 2>&1; then
      say "系统组件没有装上，请手工运行：apt-get install $missing" "They could not be installed; run: apt-get install $missing"
    fi
    missing="$(missing_test_parts)"
    [ -z "$missing" ] && return
  fi
  say "缺少测试用的系统组件，需要它们的测试将跳过：$missing。Debian：apt-get install $missing" \
      "System parts of the tests are missing and the tests that need them are skipped: $missing. Debian: apt-get install $missing"
  if [ "${HALFSKY_REQUIRE_ALL:-0}" = 1 ]; then
    failed=1
  fi
}

case "${1:-}" in
  "") check_python; check_make ;;
  test) check_python; check_make; check_test_parts ;;
  *) printf 'usage: bash tools/preflight.sh [test]\n' >&2; exit 2 ;;
esac
exit "$failed"
