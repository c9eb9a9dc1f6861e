/* Writes down, in their order, what a process does to the files below one folder: pwrite, ftruncate, fsync, unlink, rename.
 *
 * Preloaded into workerd (LD_PRELOAD) by `power.rs`, which replays the record. LINLI_RECORD names the record, LINLI_RECORD_UNDER
 * the folder. The record is appended to in one write each, so that others may add their own marks between.
 *
 * One entry: what (1 byte), length of the path (2), offset (8), length of the data (4), path, data; little endian. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *under;
static size_t under_length;
static int record = -1;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("LINLI_RECORD");
    under = getenv("LINLI_RECORD_UNDER");
    if (!path || !under) return;
    under_length = strlen(under);
    record = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void note(char what, const char *path, uint64_t offset, const void *data, uint32_t length) {
    uint16_t path_length = (uint16_t)strlen(path);
    unsigned char head[15];
    head[0] = (unsigned char)what;
    memcpy(head + 1, &path_length, 2);
    memcpy(head + 3, &offset, 8);
    memcpy(head + 11, &length, 4);
    struct iovec parts[3] = {{head, sizeof head}, {(void *)path, path_length}, {(void *)data, length}};
    int kept = errno;
    if (writev(record, parts, 3) < 0) abort();
    errno = kept;
}

static int is_under(const char *path) {
    return strncmp(path, under, under_length) == 0 && path[under_length] == '/';
}

/* The path of an open file, when it is below the folder; without the folder. */
static const char *tracked(int fd, char *path) {
    if (record < 0 || fd < 0) return NULL;
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int kept = errno;
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    errno = kept;
    if (length <= 0) return NULL;
    path[length] = 0;
    return is_under(path) ? path + under_length + 1 : NULL;
}

/* The same of a path relative to an open folder. */
static const char *tracked_at(int folder, const char *name, char *path) {
    if (record < 0) return NULL;
    if (name[0] == '/') {
        snprintf(path, PATH_MAX, "%s", name);
    } else {
        char link[40];
        if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
        else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, path, PATH_MAX - 1);
        if (length <= 0) return NULL;
        snprintf(path + length, (size_t)(PATH_MAX - length), "/%s", name);
    }
    return is_under(path) ? path + under_length + 1 : NULL;
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define WRITES_AT(function, offset_type) \
    ssize_t function(int fd, const void *data, size_t length, offset_type offset) { \
        REAL(ssize_t, #function, int, const void *, size_t, offset_type); \
        char path[PATH_MAX]; \
        const char *file = tracked(fd, path); \
        if (file) note('W', file, (uint64_t)offset, data, (uint32_t)length); \
        return real(fd, data, length, offset); \
    }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    char path[PATH_MAX];
    const char *file = fd > 2 ? tracked(fd, path) : NULL;
    if (file) note('W', file, (uint64_t)lseek(fd, 0, SEEK_CUR), data, (uint32_t)length);
    return real(fd, data, length);
}

#define TRUNCATES(function, offset_type) \
    int function(int fd, offset_type length) { \
        REAL(int, #function, int, offset_type); \
        char path[PATH_MAX]; \
        const char *file = tracked(fd, path); \
        if (file) note('T', file, (uint64_t)length, "", 0); \
        return real(fd, length); \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

/* Noted when it has come back: only then is it promised. */
#define SYNCS(function) \
    int function(int fd) { \
        REAL(int, #function, int); \
        char path[PATH_MAX]; \
        const char *file = tracked(fd, path); \
        int outcome = real(fd); \
        if (file && outcome == 0) note('S', file, 0, "", 0); \
        return outcome; \
    }
SYNCS(fsync)
SYNCS(fdatasync)

int unlinkat(int folder, const char *name, int flags) {
    REAL(int, "unlinkat", int, const char *, int);
    char path[PATH_MAX];
    const char *file = tracked_at(folder, name, path);
    if (file) note('U', file, 0, "", 0);
    return real(folder, name, flags);
}

int unlink(const char *name) {
    REAL(int, "unlink", const char *);
    char path[PATH_MAX];
    const char *file = tracked_at(AT_FDCWD, name, path);
    if (file) note('U', file, 0, "", 0);
    return real(name);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    char path[PATH_MAX], target[PATH_MAX];
    const char *file = tracked_at(from_folder, from, path), *aim = tracked_at(to_folder, to, target);
    if (file && aim) note('R', file, 0, aim, (uint32_t)strlen(aim));
    return real(from_folder, from, to_folder, to);
}

int rename(const char *from, const char *to) {
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}
