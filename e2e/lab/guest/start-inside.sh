# Starts inside.sh with SECONDS to live, in a mount and a process namespace of its own: whatever it leaves
# behind goes with it. Returns at once. What it prints goes to the third serial port, followed by the byte
# 4 and its exit code.
seconds=$1

# libusb hears of arrivals and removals from udevd only.
[ -e /run/udev/control ] || /lib/systemd/systemd-udevd --daemon 3>&- 4>&-

rm -f /run/inside.pid
{
  unshare -m -p -f sh /lab/inside.sh "$seconds" < /dev/null 2>&1 &
  echo $! > /run/inside.pid
  wait $!
  printf '\004%s\n' $?
} 2> /dev/console 3>&- 4>&- | cat > /dev/ttyS2 3>&- 4>&- &
