#define _GNU_SOURCE
#include "process_shims.h"

#include <malloc.h>
#include <pthread.h>
#include <string.h>

void shim_thread_name(const char *name) {
    char cut[16] = {0};
    strncpy(cut, name, sizeof cut - 1);
    pthread_setname_np(pthread_self(), cut);
}

void shim_limit_arenas(int count) { mallopt(M_ARENA_MAX, count); }
