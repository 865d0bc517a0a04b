// The part of the C library that reads and writes files. All of Glibc would do as well, but takes every user 0.6 s of CPU more in
// the first build of the plugin's tool.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// What Swift cannot import: functions with a varying number of arguments, and macros.

/// Opens without waiting, so that a pipe does not hold it up.
static inline int openToRead(const char *path) { return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); }

/// Fails if there is a file already.
static inline int openNew(const char *path) { return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); }

/// Why the last call failed.
static inline int lastError(void) { return errno; }

static inline bool isFolder(struct stat status) { return S_ISDIR(status.st_mode); }
static inline bool isRegularFile(struct stat status) { return S_ISREG(status.st_mode); }
static inline bool isLink(struct stat status) { return S_ISLNK(status.st_mode); }
