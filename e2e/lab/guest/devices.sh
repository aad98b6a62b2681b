# The two devices, by name: `umtp` is uMTP-Responder behind the kernel's dummy USB controller, `qemu` is
# QEMU's usb-mtp, which the host plugs and unplugs. To be sourced.

gadget=/sys/kernel/config/usb_gadget/umtp

# At most 30 s: programs run some 10 to 20 times slower here, and starting one is the slowest.
wait_until() {
  local tries=300
  until "$@"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { echo "lab: waited in vain until $*" >&2 && return 1; }
    sleep 0.1
  done
}

# Prints the bus id of a device, such as 2-1; fails while it is not plugged in.
bus_id_of() {
  local usb_id folder vendor product
  case $1 in
    umtp) usb_id=1d6b:0100 ;;
    qemu) usb_id=46f4:0004 ;;
  esac
  for folder in /sys/bus/usb/devices/*-*; do
    vendor=
    { read -r vendor < "$folder/idVendor" && read -r product < "$folder/idProduct"; } 2> /dev/null
    [ "$vendor:$product" = $usb_id ] && echo "${folder##*/}" && return
  done
  return 1
}

is_present() { bus_id_of "$1" > /dev/null; }
is_absent() { ! is_present "$1"; }
is_exported() { [ -e "/sys/bus/usb/drivers/usbip-host/$(bus_id_of "$1")" ]; }

configure_umtp() {
  mkdir -p $gadget
  echo 0x1d6b > $gadget/idVendor
  echo 0x0100 > $gadget/idProduct
  mkdir -p $gadget/strings/0x409 $gadget/configs/c.1/strings/0x409 $gadget/functions/ffs.mtp
  echo 01234567 > $gadget/strings/0x409/serialnumber
  echo Viveris > $gadget/strings/0x409/manufacturer
  echo "uMTP lab" > $gadget/strings/0x409/product
  ln -s $gadget/functions/ffs.mtp $gadget/configs/c.1
  mkdir -p /dev/ffs-mtp
  mount -t functionfs mtp /dev/ffs-mtp
}

# The kernel refuses until uMTP-Responder has described itself to it.
bind_umtp() { echo dummy_udc.0 2> /dev/null > $gadget/UDC; }

plug_umtp() {
  (umtprd > /dev/console 2>&1 3>&- 4>&- &)
  wait_until bind_umtp
}

# The cable, then the responder: version 1.3.10 can hang when it is unplugged in the middle of a file
# (mended upstream in 4e8b398), and when nobody has connected for 40 s it withdraws for a moment.
unplug_umtp() {
  echo 2> /dev/null > $gadget/UDC
  killall -q -KILL umtprd
  wait_until is_umtp_gone
}

is_umtp_gone() { is_absent umtp && ! pidof umtprd > /dev/null; }

# Waits until the kernel knows a device, and gives it to USB/IP while devices are exported.
settle_device() {
  wait_until is_present "$1" || return
  [ ! -e /run/exporting ] || is_exported "$1" || usbip bind -b "$(bus_id_of "$1")"
}

# Gives the devices to USB/IP, now and whenever they are plugged in.
export_devices() {
  touch /run/exporting
  for device in umtp qemu; do is_absent $device || settle_device $device || return; done
}

# Gives the devices to the programs of this guest, now and whenever they are plugged in.
release_devices() {
  rm -f /run/exporting
  for device in umtp qemu; do
    is_absent $device || ! is_exported $device || usbip unbind -b "$(bus_id_of $device)" || return
  done
}
