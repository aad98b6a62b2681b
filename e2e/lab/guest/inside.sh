# Runs `command` of the folder shared with the host, /lab in here, in a root that looks like the host's:
# its file system below, and memory for what is written.
seconds=$1

mkdir -p /layers /root
mount -t tmpfs tmpfs /layers
mkdir -p /layers/lower /layers/upper /layers/work
transport=trans=virtio,version=9p2000.L,msize=524288
mount -t 9p -o $transport,ro,cache=loose root /layers/lower
mount -t overlay -o lowerdir=/layers/lower,upperdir=/layers/upper,workdir=/layers/work overlay /root

mkdir -p /root/lab /root/run /root/sys /root/proc /root/dev
mount -t 9p -o $transport shared /root/lab
mount -t tmpfs tmpfs /root/run
mount -t proc proc /root/proc
mkdir /root/run/udev
mount --bind /run/udev /root/run/udev
mount --bind /sys /root/sys
mount --bind /dev /root/dev
mount --bind /dev/pts /root/dev/pts
mount --bind /dev/shm /root/dev/shm

timeout -s KILL "$seconds" chroot /root /bin/sh /lab/command
