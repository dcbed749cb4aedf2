#include "redis_shims.h"

#include <stdio.h>

#if __has_include(<hiredis/hiredis_ssl.h>) && __has_include(<openssl/ssl.h>)

#include <arpa/inet.h>
#include <hiredis/hiredis.h>
#include <hiredis/hiredis_ssl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

struct shim_redis_tls {
    SSL_CTX *context;
    char *host;
};

static void explain(char *error, size_t size, const char *what) {
    char reason[256];
    unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (code == 0) {
        snprintf(error, size, "%s", what);
        return;
    }
    ERR_error_string_n(code, reason, sizeof reason);
    snprintf(error, size, "%s: %s", what, reason);
}

static int is_address(const char *host) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

int shim_redis_tls_available(void) { return 1; }

shim_redis_tls *shim_redis_tls_create(const char *ca_file, const char *host, char *error, size_t error_size) {
    shim_redis_tls *tls = calloc(1, sizeof *tls);
    if (tls == NULL) {
        snprintf(error, error_size, "out of memory");
        return NULL;
    }
    tls->host = strdup(host);
    tls->context = SSL_CTX_new(TLS_client_method());
    if (tls->host == NULL || tls->context == NULL) {
        explain(error, error_size, "cannot create a TLS context");
        shim_redis_tls_free(tls);
        return NULL;
    }
    SSL_CTX_set_min_proto_version(tls->context, TLS1_2_VERSION);
    SSL_CTX_set_verify(tls->context, SSL_VERIFY_PEER, NULL);
    int trusted = ca_file != NULL ? SSL_CTX_load_verify_locations(tls->context, ca_file, NULL)
                                  : SSL_CTX_set_default_verify_paths(tls->context);
    if (trusted != 1) {
        explain(error, error_size, "cannot load the trusted certificates");
        shim_redis_tls_free(tls);
        return NULL;
    }
    return tls;
}

// Not redisInitiateSSLWithContext: its server name is only sent (SNI), never compared with the certificate, so any
// certificate of a trusted authority would pass for this server's.
int shim_redis_tls_start(shim_redis_tls *tls, void *context, char *error, size_t error_size) {
    ERR_clear_error();
    SSL *ssl = SSL_new(tls->context);
    if (ssl == NULL) {
        explain(error, error_size, "cannot create a TLS session");
        return -1;
    }
    int named;
    if (is_address(tls->host)) {
        named = X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), tls->host);
    } else {
        SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        named = SSL_set1_host(ssl, tls->host) == 1 && SSL_set_tlsext_host_name(ssl, tls->host) == 1;
    }
    if (named != 1) {
        explain(error, error_size, "cannot set the server's name");
        SSL_free(ssl);
        return -1;
    }
    redisContext *redis = context;
    if (redisInitiateSSL(redis, ssl) == REDIS_OK) return 0;  // from here on the context owns the session
    long verified = SSL_get_verify_result(ssl);
    if (verified != X509_V_OK) {
        snprintf(error, error_size, "certificate refused: %s", X509_verify_cert_error_string(verified));
        ERR_clear_error();
    } else {
        explain(error, error_size, redis->errstr[0] != 0 ? redis->errstr : "TLS handshake failed");
    }
    SSL_free(ssl);
    return -1;
}

// With TLS 1.3 a server looks at the client's certificate after the client takes the handshake for done; hiredis then
// says no more than "Success".
int shim_redis_tls_reason(char *error, size_t error_size) {
    unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char *reason = code == 0 ? NULL : ERR_reason_error_string(code);
    if (reason == NULL) return 0;
    snprintf(error, error_size, "TLS: %s", reason);
    return 1;
}

void shim_redis_tls_free(shim_redis_tls *tls) {
    if (tls == NULL) return;
    SSL_CTX_free(tls->context);
    free(tls->host);
    free(tls);
}

#else

int shim_redis_tls_available(void) { return 0; }

shim_redis_tls *shim_redis_tls_create(const char *ca_file, const char *host, char *error, size_t error_size) {
    (void)ca_file;
    (void)host;
    snprintf(error, error_size, "built without TLS");
    return NULL;
}

int shim_redis_tls_start(shim_redis_tls *tls, void *context, char *error, size_t error_size) {
    (void)tls;
    (void)context;
    snprintf(error, error_size, "built without TLS");
    return -1;
}

int shim_redis_tls_reason(char *error, size_t error_size) {
    (void)error;
    (void)error_size;
    return 0;
}

void shim_redis_tls_free(shim_redis_tls *tls) { (void)tls; }

#endif
