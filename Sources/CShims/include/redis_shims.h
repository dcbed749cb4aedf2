#ifndef REDIS_SHIMS_H
#define REDIS_SHIMS_H
#include <stddef.h>

/// What one Redis client needs for TLS: trust anchors and the name the server must prove. Used by one thread.
typedef struct shim_redis_tls shim_redis_tls;

/// 1 when this build's hiredis has TLS (1.0 and later, libhiredis_ssl), else 0.
int shim_redis_tls_available(void);

/// NULL on failure, with the reason in `error`. A NULL `ca_file` means the system's trusted certificates.
shim_redis_tls *shim_redis_tls_create(const char *ca_file, const char *host, char *error, size_t error_size);

/// Runs the handshake on a connected blocking `redisContext`; 0 on success, else -1 with the reason in `error`.
int shim_redis_tls_start(shim_redis_tls *tls, void *context, char *error, size_t error_size);

/// Why the last read or write on an encrypted connection failed, as far as TLS knows, and forgets it; 0 when it does not,
/// else 1 with the reason in `error`. For the calling thread.
int shim_redis_tls_reason(char *error, size_t error_size);

void shim_redis_tls_free(shim_redis_tls *tls);

#endif
