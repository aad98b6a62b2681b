/**
 * The rule by which udev gives whoever sits at the machine access to a USB device. It has to be in a file
 * that is read before `73-seat-late.rules`, which acts on the tag (systemd's uaccess).
 */
export function udevRule(vendorId: number, productId: number): string {
  const digits = (number: number) => number.toString(16).padStart(4, '0');
  const conditions = [
    'SUBSYSTEM=="usb"',
    'ENV{DEVTYPE}=="usb_device"',
    `ATTR{idVendor}=="${digits(vendorId)}"`,
    `ATTR{idProduct}=="${digits(productId)}"`,
  ];
  return [...conditions, 'TAG+="uaccess"'].join(', ');
}
