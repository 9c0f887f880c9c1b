#!/bin/sh
# Starts a command on the control machine so that it outlives whoever started it, and says how it
# goes. POSIX sh; needs setsid -f (util-linux) or any Python to leave the caller's session.
#
#   launcher.sh start STEP CWD COMMAND...   exit 0 started, 73 the step was started before
#   launcher.sh state STEP                  prints: running PID | done STATUS | lost
#   launcher.sh stop STEP SIGNAL            signals the command's process group; exit 1 when gone
#
# STEP is an absolute directory that `start` creates; creating it is what makes a step run once.
# In it: pid (of the leader of the command's session and group), output.log, and at the end
# status, written by rename so that it is whole or absent. STEP.input, when there is one, is what the
# command reads.
set -u

alive() { # PID STEP: is it still our process, and not another one that got its number?
  if [ -r "/proc/$1/cmdline" ]; then
    tr '\0' '\n' <"/proc/$1/cmdline" 2>/dev/null | grep -Fxq -- "$2"
  else
    ps -o args= -p "$1" 2>/dev/null | grep -Fq -- "$2"
  fi
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
  echo "$$" >"$step/pid.new" && mv "$step/pid.new" "$step/pid"
  input=/dev/null
  [ -f "$step.input" ] && input=$step.input
  { cd "$cwd" && "$@"; } <"$input" >"$step/output.log" 2>&1
  status=$?
  echo "$status" >"$step/status.new" && mv "$step/status.new" "$step/status"
  ;;
state)
  if [ -s "$step/status" ]; then
    echo "done $(cat "$step/status")"
  elif [ -s "$step/pid" ] && alive "$(cat "$step/pid")" "$step"; then
    echo "running $(cat "$step/pid")"
  elif [ -s "$step/status" ]; then # it ended between the two looks
    echo "done $(cat "$step/status")"
  else
    echo lost
  fi
  ;;
stop)
  [ -s "$step/status" ] && exit 1
  pid=$(cat "$step/pid" 2>/dev/null) && alive "$pid" "$step" || exit 1
  kill -s "$3" -- "-$pid" 2>/dev/null || exit 1
  ;;
*)
  exit 64
  ;;
esac
