#!/bin/sh
# Starts a command on the control machine so that it outlives whoever started it, and says how it
# goes. POSIX sh; needs setsid -f (util-linux) or any Python to leave the caller's session.
#
#   launcher.sh start STEP CWD COMMAND...   exit 0 started, 73 the step was started before, 69 there
#                                           is nothing to start it with, 74 and 75 it could not begin
#   launcher.sh attach STEP CWD COMMAND...  the same in the terminal that it is called from
#   launcher.sh state STEP                  prints: absent | running PID | done STATUS | lost
#   launcher.sh stop STEP SIGNAL            signals the command's process group; exit 1 when gone
#   launcher.sh edit STEP FILE BEFORE AFTER replaces FILE by STEP.after and keeps it as STEP.before
#   launcher.sh undo STEP FILE BEFORE AFTER puts STEP.before back; both exit 3 when FILE has neither
#                                           hash (SHA-256), 0 when it is already as it shall be
#
# STEP is an absolute directory that `start` creates; creating it is what makes a step run once.
# In it: pid (of the leader of the command's session and group), output.log, and at the end
# status, written by rename so that it is whole or absent. STEP.input, when there is one, is what
# the command reads.
set -u

alive() { # PID STEP: is it still our process, and not another one that got its number?
  if [ -r "/proc/$1/cmdline" ]; then
    tr '\0' '\n' <"/proc/$1/cmdline" 2>/dev/null | grep -Fxq -- "$2"
  else
    ps -o args= -p "$1" 2>/dev/null | grep -Fq -- "$2"
  fi
}

empty=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

hash() { # FILE, which may be missing: then as an empty one
  if [ ! -e "$1" ]; then
    echo "$empty"
  else
    { sha256sum <"$1" 2>/dev/null || shasum -a 256 <"$1"; } | cut -d ' ' -f 1
  fi
}

replace() { # FILE TEXT: atomically, keeping mode and owner; a link stays one
  file=$(readlink -f -- "$1" 2>/dev/null) || file=$1
  new=$file.dm-cluster.$$
  if [ -e "$file" ]; then cp -p -- "$file" "$new"; else : >"$new"; fi &&
    cat <"$2" >"$new" && { sync "$new" 2>/dev/null || :; } && mv -f -- "$new" "$file" ||
    { rm -f -- "$new"; return 1; }
}

begin() { # A command of which nobody could tell that it runs must not run: the disk is full, perhaps.
  echo "$$" >"$step/pid.new" && mv "$step/pid.new" "$step/pid" && return
  rm -f "$step/pid.new" "$step/output.log"
  rmdir "$step"
  return 1
}

operation=$1
step=$2
case $operation in
start)
  cwd=$3
  shift 3
  umask 077
  mkdir -p "$(dirname "$step")" || exit 74
  result=0
  mkdir "$step" 2>/dev/null || { [ -d "$step" ] && result=73 || exit 74; }
  # Never a pipe or a terminal that can close: ansible dies of the one and drops tasks at the other.
  if [ "$result" = 73 ]; then
    : # somebody else starts it
  elif command -v setsid >/dev/null 2>&1 && setsid -f true 2>/dev/null; then
    setsid -f sh "$0" run "$step" "$cwd" "$@" </dev/null >/dev/null 2>&1
  else
    python=$(command -v python3 || command -v python2 || command -v python) || exit 69
    "$python" -c 'import os, sys
if os.fork(): os._exit(0)
os.setsid()
os.execvp("sh", ["sh"] + sys.argv[1:])' "$0" run "$step" "$cwd" "$@" </dev/null >/dev/null 2>&1
  fi
  # Whoever asks for the state next must not be told "lost" of a step that is just beginning.
  tries=0
  while [ ! -s "$step/pid" ]; do
    tries=$((tries + 1))
    if [ ! -d "$step" ]; then # it could not begin: what says why, in English, is tried here
      LC_ALL=C cp -- "$0" "$step.try"
      rm -f "$step.try"
      exit 75
    fi
    [ "$tries" -gt 100 ] && { [ "$result" = 73 ] && exit 73 || exit 75; }
    sleep 0.05
  done
  exit "$result"
  ;;
run)
  cwd=$3
  shift 3
  umask 077
  trap '' HUP
  # A handler, not "ignore": the command would inherit that and Ctrl-C would do nothing. The shell
  # itself has to outlive the signal to write the status.
  trap : INT TERM
  begin || exit 75
  input=/dev/null
  [ -f "$step.input" ] && input=$step.input
  { cd "$cwd" && "$@"; } <"$input" >"$step/output.log" 2>&1
  status=$?
  echo "$status" >"$step/status.new" && mv "$step/status.new" "$step/status"
  ;;
attach)
  cwd=$3
  shift 3
  umask 077
  mkdir -p "$(dirname "$step")" && mkdir "$step" || exit 73
  # The shell outlives a closed terminal to write the status.
  trap : HUP INT TERM
  : >"$step/output.log"
  begin || exit 75
  { cd "$cwd" && "$@"; }
  status=$?
  echo "$status" >"$step/status.new" && mv "$step/status.new" "$step/status"
  ;;
edit)
  now=$(hash "$3")
  [ "$now" = "$5" ] && exit 0
  [ "$now" = "$4" ] || exit 3
  umask 077
  [ "$(hash "$step.after")" = "$5" ] || { echo "the new text is gone" >&2; exit 74; }
  if [ -e "$3" ]; then cat <"$3" >"$step.before.new"; else : >"$step.before.new"; fi || exit 74
  mv -f "$step.before.new" "$step.before" && replace "$3" "$step.after" || exit 74
  ;;
undo)
  now=$(hash "$3")
  [ "$now" = "$4" ] && exit 0
  [ "$now" = "$5" ] || exit 3
  if [ "$4" = "$empty" ]; then
    rm -f -- "$3" || exit 74
  else
    [ "$(hash "$step.before")" = "$4" ] || { echo "the old text is gone" >&2; exit 74; }
    replace "$3" "$step.before" || exit 74
  fi
  ;;
state)
  [ -d "$step" ] || { echo absent; exit 0; }
  # It is just beginning: its directory is there, and the next line will be.
  tries=0
  while [ ! -s "$step/pid" ] && [ ! -s "$step/status" ] && [ "$tries" -lt 20 ]; do
    tries=$((tries + 1))
    sleep 0.05
  done
  if [ -s "$step/status" ]; then
    echo "done $(cat "$step/status")"
  elif [ -s "$step/pid" ] && alive "$(cat "$step/pid")" "$step"; then
    echo "running $(cat "$step/pid")"
  elif [ -s "$step/status" ]; then # it ended between the two looks
    echo "done $(cat "$step/status")"
  elif [ ! -d "$step" ]; then # it could not begin
    echo absent
  else
    echo lost
  fi
  ;;
stop)
  [ -s "$step/status" ] && exit 1
  pid=$(cat "$step/pid" 2>/dev/null) && alive "$pid" "$step" || exit 1
  kill -s "$3" -- "-$pid" 2>/dev/null || kill -s "$3" "$pid" 2>/dev/null || exit 1
  ;;
*)
  exit 64
  ;;
esac
