#ifndef SPAWN_SHIMS_H
#define SPAWN_SHIMS_H
#include <spawn.h>

/// Closes every descriptor from `first` on in the spawned process.
int shim_spawn_close_from(posix_spawn_file_actions_t *actions, int first);

/// Changes the working directory of the spawned process.
int shim_spawn_directory(posix_spawn_file_actions_t *actions, const char *path);

#endif
