# Answers the host on the second serial port. A command is a line `ID COMMAND ARGUMENTS`; what it prints
# comes back as lines `ID | TEXT`, and its end as `ID done` or `ID failed`.
. /lab/devices.sh

# The child is the first process of its namespace, and takes all others with it. It may end by itself first.
end_inside() {
  wait_until test -s /run/inside.pid
  starter=$(cat /run/inside.pid)
  kill -KILL $(cat "/proc/$starter/task/$starter/children") 2> /dev/null || true
}

perform() {
  case $1 in
    plug-umtp) is_present umtp || plug_umtp ;;
    unplug-umtp) unplug_umtp ;;
    settle) settle_device "$2" ;;
    wait-absent) wait_until is_absent "$2" ;;
    export) export_devices ;;
    release) release_devices ;;
    freeze-umtp) killall -STOP umtprd ;;
    thaw-umtp) killall -CONT umtprd ;;
    list-store) cd /store && find . -type f -exec sha256sum {} + ;;
    empty-store) find /store -mindepth 1 -maxdepth 1 -exec rm -rf {} + ;;
    start-inside) sh /lab/start-inside.sh "$2" ;;
    end-inside) end_inside ;;
    *) echo "lab: unknown command $1" >&2 && false ;;
  esac
}

# Kept open, for the last one to close a serial port resets it.
exec 3<> /dev/ttyS1 4<> /dev/ttyS2
for port in /dev/ttyS1 /dev/ttyS2; do stty raw -echo 115200 < $port; done

echo "0 done" >&3
while read -r id arguments <&3; do
  # shellcheck disable=SC2086 # split into words
  if perform $arguments > /run/answer 2> /dev/console; then end=done; else end=failed; fi
  sed "s/^/$id | /" /run/answer >&3
  echo "$id $end" >&3
done
