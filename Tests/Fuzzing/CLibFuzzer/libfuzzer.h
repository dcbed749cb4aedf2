#ifndef LIBFUZZER_H
#define LIBFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's life for a program with a main of its own: reads the options, then calls back with inputs until it ends.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *bytes, size_t count));

/// What the program under test has to define: it is called with every input.
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

#endif
