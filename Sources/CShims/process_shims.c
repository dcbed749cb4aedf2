#define _GNU_SOURCE
#include "process_shims.h"

#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

void shim_thread_name(const char *name) {
    char cut[16] = {0};
    strncpy(cut, name, sizeof cut - 1);
    pthread_setname_np(pthread_self(), cut);
}

void shim_limit_arenas(int count) { mallopt(M_ARENA_MAX, count); }

static int release_segments(struct dl_phdr_info *object, size_t size, void *context) {
    (void)size;
    const ElfW(Addr) page = *(const ElfW(Addr) *)context;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
        // What was written to, be it by the loader alone, would not come back.
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        const ElfW(Addr) start = object->dlpi_addr + segment->p_vaddr;
        const ElfW(Addr) first = (start + page - 1) & ~(page - 1);
        const ElfW(Addr) end = (start + segment->p_filesz) & ~(page - 1);
        if (end > first) madvise((void *)first, end - first, MADV_DONTNEED);
    }
    return 0;
}

void shim_release_file_pages(void) {
    ElfW(Addr) page = (ElfW(Addr))sysconf(_SC_PAGESIZE);
    dl_iterate_phdr(release_segments, &page);
}
