#ifndef MICROHTTPD_SHIMS_H
#define MICROHTTPD_SHIMS_H

#include <microhttpd.h>

/// Serves a listening socket from one thread of the library's own; null when that could not be started.
///
/// The daemon owns the socket from then on. `idle_seconds` 0 means no limit.
static inline struct MHD_Daemon *shim_mhd_start(int socket, MHD_AccessHandlerCallback handler, void *context,
                                                unsigned int max_connections, unsigned int idle_seconds,
                                                size_t memory_per_connection) {
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, handler, context,
                            MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT, max_connections,
                            MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                            memory_per_connection, MHD_OPTION_END);
}

// How the kinds of values are imported depends on the library's version.

/// The first value of a request's header; null without one.
static inline const char *shim_mhd_header(struct MHD_Connection *connection, const char *name) {
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/// Hands every header of a request to `each`, in order.
static inline void shim_mhd_each_header(struct MHD_Connection *connection, MHD_KeyValueIterator each, void *context) {
    MHD_get_connection_values(connection, MHD_HEADER_KIND, each, context);
}

/// Hands every argument of a request's query to `each`, in order.
static inline void shim_mhd_each_argument(struct MHD_Connection *connection, MHD_KeyValueIterator each,
                                          void *context) {
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, each, context);
}

/// A response with a copy of the bytes; they are not written to.
static inline struct MHD_Response *shim_mhd_response(const void *bytes, size_t count) {
    return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

#endif
