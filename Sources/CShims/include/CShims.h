// Typed functions for what Swift cannot import: variadic calls, unions, GNU extensions. No logic.
#ifndef CSHIMS_H
#define CSHIMS_H
#include "curl_shims.h"
#include "epoll_shims.h"
#include "microhttpd_shims.h"
#include "process_shims.h"
#include "redis_shims.h"
#include "signal_shims.h"
#include "spawn_shims.h"
#endif
