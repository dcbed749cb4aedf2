#ifndef CURL_SHIMS_H
#define CURL_SHIMS_H

#include <curl/curl.h>

typedef size_t (*shim_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode shim_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode shim_curl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode shim_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode shim_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode shim_curl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode shim_curl_set_headers(CURL *handle, struct curl_slist *headers) {
    return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
}

static inline CURLcode shim_curl_set_sink(CURL *handle, CURLoption option, shim_curl_sink sink) {
    return curl_easy_setopt(handle, option, sink);
}

/// Lets `open` make the sockets of a transfer; an address it answers with -1 is not connected to.
static inline CURLcode shim_curl_set_opener(CURL *handle, curl_opensocket_callback open, void *context) {
    CURLcode code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context);
    if (code != CURLE_OK) return code;
    return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
}

/// The address that a socket is wanted for.
static inline const void *shim_curl_address(const struct curl_sockaddr *target) { return &target->addr; }

static inline long shim_curl_get_long(CURL *handle, CURLINFO info) {
    long value = 0;
    curl_easy_getinfo(handle, info, &value);
    return value;
}

static inline curl_off_t shim_curl_get_offset(CURL *handle, CURLINFO info) {
    curl_off_t value = 0;
    curl_easy_getinfo(handle, info, &value);
    return value;
}

static inline void *shim_curl_get_private(CURL *handle) {
    char *value = NULL;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &value);
    return value;
}

static inline CURLMcode shim_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}

typedef int (*shim_curl_socket_watch)(CURL *handle, curl_socket_t socket, int what, void *context, void *socket_context);
typedef int (*shim_curl_timer_watch)(CURLM *multi, long milliseconds, void *context);

static inline CURLMcode shim_curl_multi_set_watches(CURLM *multi, shim_curl_socket_watch socket,
                                                    shim_curl_timer_watch timer, void *context) {
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
}

static inline CURLcode shim_curl_message_result(const CURLMsg *message) { return message->data.result; }

#endif
