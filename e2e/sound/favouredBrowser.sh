#!/bin/sh
# Runs the browser PORTAMENTO_BROWSER names before other programs: a busy machine would let its sound run dry.
exec nice -n -11 "$PORTAMENTO_BROWSER" "$@"
