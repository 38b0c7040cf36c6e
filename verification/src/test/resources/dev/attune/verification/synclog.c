/*
 * Notes every completed fsync and fdatasync of a process: preload it, and name a file in
 * ATTUNE_SYNC_LOG. A line is "inode birth length": which file, and how long it was when the sync
 * began. The line is written before the caller learns that the sync is complete, so whatever it
 * tells the world afterwards is covered by a line.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int journal(void) {
  static int fd = -1;
  if (fd < 0) {
    const char *path = getenv("ATTUNE_SYNC_LOG");
    if (path != NULL) {
      fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
  }
  return fd;
}

static int noted(long call, int fd) {
  struct statx before;
  int known = statx(fd, "", AT_EMPTY_PATH, STATX_INO | STATX_SIZE | STATX_BTIME, &before);
  int result = (int)syscall(call, fd);
  if (result == 0 && known == 0 && S_ISREG(before.stx_mode) && journal() >= 0) {
    char line[96];
    int length = snprintf(line, sizeof line, "%llu %lld.%09u %llu\n",
                          (unsigned long long)before.stx_ino, (long long)before.stx_btime.tv_sec,
                          before.stx_btime.tv_nsec, (unsigned long long)before.stx_size);
    if (write(journal(), line, (size_t)length) != length) {
      abort();
    }
  }
  return result;
}

int fsync(int fd) { return noted(SYS_fsync, fd); }

int fdatasync(int fd) { return noted(SYS_fdatasync, fd); }
