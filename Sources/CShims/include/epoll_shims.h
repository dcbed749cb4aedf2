#ifndef EPOLL_SHIMS_H
#define EPOLL_SHIMS_H

// Not part of Swift's Glibc module, and nothing in them needs a typed function.
#include <sys/epoll.h>
#include <sys/eventfd.h>

#endif
