#include "signal_shims.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// A handler is told nothing but the number.
static atomic_int receiver = -1;

static void forward(int number) {
    int before = errno;
    unsigned char byte = (unsigned char)number;
    // A full pipe already says what there is to say.
    ssize_t ignored = write(atomic_load(&receiver), &byte, 1);
    (void)ignored;
    errno = before;
}

int shim_signal_forward(int number, int descriptor) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = forward;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    atomic_store(&receiver, descriptor);
    return sigaction(number, &action, NULL) == 0 ? 0 : errno;
}
