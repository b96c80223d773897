package io.mcp1password.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The requests that came in, oldest first; it holds the last 10,000. */
final class RequestLog {

  private static final int CAPACITY = 10_000;

  private final Deque<ReceivedRequest> requests = new ArrayDeque<>();

  synchronized void add(ReceivedRequest request) {
    requests.addLast(request);
    if (requests.size() > CAPACITY) {
      requests.removeFirst();
    }
  }

  synchronized List<ReceivedRequest> all() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
  }
}
