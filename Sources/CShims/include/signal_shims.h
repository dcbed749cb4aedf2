#ifndef SIGNAL_SHIMS_H
#define SIGNAL_SHIMS_H

/// From now on, each time the signal comes, its number is written as one byte to the descriptor of the latest call,
/// whichever thread it hits. Returns 0, or the error number.
int shim_signal_forward(int number, int descriptor);

#endif
