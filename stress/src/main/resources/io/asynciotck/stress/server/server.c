/*
 * What a server costs without a loop that one could program with: epoll, recv and send, in one
 * thread.
 *
 *   server SERVICE SIZE    SERVICE is `echo`, or `sendfile`: a file of SIZE for each byte that comes
 *
 * Prints where it listens and its process as JSON, and ends when its standard input does.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CHUNK = 256 * 1024, EVENTS = 1024, PERIOD = 251 };

/* A connection, and what it has not sent yet: bytes, or so much of the file. */
struct connection {
  int fd;
  char *unsent;
  size_t begin, end;
  size_t file_left;
  int waiting;
};

static char chunk[CHUNK];
static int polling, file = -1;
static size_t file_size;

static void fail(const char *what) {
  perror(what);
  exit(3);
}

static void watch(struct connection *c, int waiting) {
  if (c->waiting != waiting) {
    struct epoll_event event = {.events = waiting ? EPOLLOUT : EPOLLIN, .data.ptr = c};
    if (epoll_ctl(polling, EPOLL_CTL_MOD, c->fd, &event) < 0) fail("epoll_ctl");
    c->waiting = waiting;
  }
}

static void end(struct connection *c) {
  close(c->fd);
  free(c->unsent);
  free(c);
}

/* Sends what there is to send; 0 if the connection is gone. */
static int send_more(struct connection *c) {
  while (c->begin < c->end) {
    ssize_t sent = send(c->fd, c->unsent + c->begin, c->end - c->begin, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN;
    c->begin += sent;
  }
  while (c->file_left > 0) {
    off_t place = file_size - (c->file_left - 1) % file_size - 1;
    size_t most = file_size - place;
    ssize_t sent = sendfile(c->fd, file, &place, most);
    if (sent < 0) return errno == EAGAIN;
    c->file_left -= sent;
  }
  watch(c, 0);
  return 1;
}

static int echo(struct connection *c, ssize_t count) {
  ssize_t sent = send(c->fd, chunk, count, MSG_NOSIGNAL);
  if (sent < 0 && errno != EAGAIN) return 0;
  if (sent < 0) sent = 0;
  if (sent < count) {
    if (c->unsent == NULL && (c->unsent = malloc(CHUNK)) == NULL) fail("malloc");
    memcpy(c->unsent, chunk + sent, count - sent);
    c->begin = 0;
    c->end = count - sent;
    watch(c, 1);
  }
  return 1;
}

static int receive(struct connection *c) {
  ssize_t count = recv(c->fd, chunk, CHUNK, 0);
  if (count <= 0) return count < 0 && errno == EAGAIN;
  if (file < 0) return echo(c, count);
  c->file_left += count * file_size;
  watch(c, 1);
  return send_more(c);
}

static void accept_all(int listening) {
  for (;;) {
    int fd = accept4(listening, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    struct connection *c = calloc(1, sizeof *c);
    if (c == NULL) fail("calloc");
    c->fd = fd;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    if (epoll_ctl(polling, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
  }
}

static int listen_somewhere(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  /* As the others do: the connections of an earlier server may have left no port that is quite free. */
  int yes = 1;
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0 ||
      bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 128) < 0 ||
      getsockname(fd, (struct sockaddr *)&address, &length) < 0) {
    fail("listen");
  }
  printf("{\"port\": %d, \"pid\": %d}\n", ntohs(address.sin_port), (int)getpid());
  fflush(stdout);
  return fd;
}

static void make_file(void) {
  file = memfd_create("sendfile", 0);
  char *bytes = malloc(file_size);
  if (file < 0 || bytes == NULL) fail("file");
  for (size_t i = 0; i < file_size; i++) bytes[i] = (char)(i % PERIOD);
  if (write(file, bytes, file_size) != (ssize_t)file_size) fail("write");
  free(bytes);
}

static void *const INPUT = chunk;

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  file_size = strtoul(argv[2], NULL, 10);
  if (strcmp(argv[1], "sendfile") == 0) make_file();
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  polling = epoll_create1(0);
  int listening = listen_somewhere();
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(polling, EPOLL_CTL_ADD, listening, &event);
  event.data.ptr = INPUT;
  epoll_ctl(polling, EPOLL_CTL_ADD, STDIN_FILENO, &event);
  struct epoll_event events[EVENTS];
  for (;;) {
    int count = epoll_wait(polling, events, EVENTS, -1);
    for (int i = 0; i < count; i++) {
      struct connection *c = events[i].data.ptr;
      if (c == NULL) {
        accept_all(listening);
      } else if ((void *)c == INPUT) {
        if (read(STDIN_FILENO, chunk, CHUNK) <= 0) return 0;
      } else if (!(c->waiting ? send_more(c) : receive(c))) {
        end(c);
      }
    }
  }
}
