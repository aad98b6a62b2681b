"""A window of another program, full of files to drag: dragSource.py X Y PATH...

Says "ready" when it is on the screen, "accepted" when what is under the pointer would take the files,
and "failed" or "dropped" when a drag has ended.
"""

import pathlib
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk

x, y, *paths = sys.argv[1:]


def say(word):
    print(word, flush=True)


def give(_widget, _context, data, _info, _time):
    data.set_uris([pathlib.Path(path).as_uri() for path in paths])


def watch(_widget, context):
    def look():
        is_accepted = context.get_selected_action() == Gdk.DragAction.COPY
        if is_accepted:
            say("accepted")
        return not is_accepted

    GLib.timeout_add(20, look)


def fail(_widget, _context, _result):
    say("failed")
    return False


source = Gtk.EventBox()
source.add(Gtk.Label(label="Files"))
source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
source.drag_source_add_uri_targets()
source.connect("drag-data-get", give)
source.connect("drag-begin", watch)
source.connect("drag-failed", fail)
source.connect("drag-end", lambda *_: say("dropped"))

window = Gtk.Window(title="Files", decorated=False, default_width=100, default_height=100)
window.set_keep_above(True)
window.add(source)
window.connect("map-event", lambda *_: say("ready"))
window.move(int(x), int(y))
window.show_all()
Gtk.main()
