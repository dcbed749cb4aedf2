#ifndef PROCESS_SHIMS_H
#define PROCESS_SHIMS_H

/// Names the calling thread as `ps -L` and debuggers show it; at most 15 bytes are kept.
void shim_thread_name(const char *name);

/// Lets all threads share this many of the allocator's arenas, at most.
void shim_limit_arenas(int count);

/// Gives back the pages of all loaded files that nothing writes to; each is mapped again when it is next used.
void shim_release_file_pages(void);

#endif
