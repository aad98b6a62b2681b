#!/bin/bash
# build.sh RELEASE OUTPUT
# Packs the guest's first file system: busybox, the programs that make and export the devices, the modules
# they need of the installed kernel RELEASE, and the scripts beside this one. Needs no privileges.
set -euo pipefail
release=$1
output=$2
scripts=$(dirname "$(realpath "$0")")
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

# With its libraries; a static program has none.
copy_program() {
  cp -L --parents "$1" "$root"
  { ldd "$1" 2> /dev/null || true; } | awk '/=> \//{print $3} /ld-linux/{print $1}' | while read -r library; do
    cp -L --parents "$library" "$root"
  done
}

cd "$root"
mkdir -p dev etc/umtprd lab proc run sbin store sys tmp
for program in /bin/busybox /usr/bin/umtprd /usr/sbin/usbip /usr/sbin/usbipd /lib/systemd/systemd-udevd; do
  copy_program "$program"
done
# uMTP-Responder loads it when it ends a thread.
cp -L --parents /lib/x86_64-linux-gnu/libgcc_s.so.1 .
sed 's#/var/lib/umtp#/store#' /etc/umtprd/umtprd.conf > etc/umtprd/umtprd.conf
cp "$scripts"/modules "$scripts"/*.sh lab/
chmod +x lab/init.sh

while read -r module; do
  /sbin/modprobe -S "$release" --show-depends "$module"
done < "$scripts/modules" | awk '/^insmod/{print $2}' | sort -u | while read -r file; do
  cp --parents "$file" "$root"
done
/sbin/depmod -b "$root" "$release" 2> /dev/null

find . | busybox cpio -o -H newc -R 0:0 | gzip -1 > "$output"
