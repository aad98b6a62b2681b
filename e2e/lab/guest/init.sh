#!/bin/busybox sh
# The guest's first process. Brings up both MTP devices, exports them over USB/IP, then serves the host.
export PATH=/bin:/sbin:/usr/bin:/usr/sbin
/bin/busybox --install -s /bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs tmpfs /run
mount -t tmpfs -o size=1500m tmpfs /store
mkdir -p /run/lock

while read -r module; do
  modprobe "$module" || echo "lab: cannot load $module"
done < /lab/modules
mount -t configfs none /sys/kernel/config
ip link set lo up
ip link set eth0 up
ip addr add 10.0.2.15/24 dev eth0

. /lab/devices.sh
configure_umtp
plug_umtp
usbipd -D
export_devices
settle_device umtp
settle_device qemu
# Not in this process, which becomes the parent of every orphan: busybox's read loses what it has read of a
# line when a child ends.
sh /lab/serve.sh
