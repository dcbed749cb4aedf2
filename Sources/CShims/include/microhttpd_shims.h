#ifndef MICROHTTPD_SHIMS_H
#define MICROHTTPD_SHIMS_H

#include <microhttpd.h>

/// What a daemon calls its owner for, all of it on its own thread and with `context`.
typedef struct {
    void *context;
    MHD_AccessHandlerCallback request;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
} shim_mhd_callbacks;

/// Serves a listening socket from one thread of the library's own; null when that could not be started.
///
/// The daemon owns the socket from then on. `idle_seconds` 0 means no limit.
static inline struct MHD_Daemon *shim_mhd_start(int socket, shim_mhd_callbacks callbacks, unsigned int max_connections,
                                                unsigned int idle_seconds, size_t memory_per_connection) {
    return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, callbacks.request,
                            callbacks.context, MHD_OPTION_LISTEN_SOCKET, socket, MHD_OPTION_CONNECTION_LIMIT,
                            max_connections, MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_per_connection, MHD_OPTION_NOTIFY_COMPLETED,
                            callbacks.completed, callbacks.context, MHD_OPTION_NOTIFY_CONNECTION, callbacks.connection,
                            callbacks.context, MHD_OPTION_END);
}

/// The descriptor of a connection; -1 when the library does not say.
static inline int shim_mhd_descriptor(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info != NULL ? (int)info->connect_fd : -1;
}

/// 1 for a connection that was accepted, 0 for one that ends.
static inline int shim_mhd_is_start(enum MHD_ConnectionNotificationCode code) {
    return code == MHD_CONNECTION_NOTIFY_STARTED;
}

/// Where a connection comes from; null when the library does not say.
static inline const struct sockaddr *shim_mhd_address(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    return info != NULL ? info->client_addr : NULL;
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
