/** The programs of Debian that the lab runs or packs into its guest, and the packages that bring them. */
export const labPrograms: readonly { readonly file: string; readonly package: string }[] = [
  { file: '/usr/bin/qemu-system-x86_64', package: 'qemu-system-x86' },
  { file: '/usr/bin/umtprd', package: 'umtp-responder' },
  { file: '/usr/sbin/usbip', package: 'usbip' },
  { file: '/usr/sbin/usbipd', package: 'usbip' },
  { file: '/usr/bin/mtp-files', package: 'mtp-tools' },
  { file: '/lib/systemd/systemd-udevd', package: 'udev' },
  { file: '/bin/busybox', package: 'busybox-static' },
  { file: '/sbin/modprobe', package: 'kmod' },
  { file: '/usr/bin/setpriv', package: 'util-linux' },
];
