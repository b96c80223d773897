package io.mcp1password.runner.redaction;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which bytes of a stream are masked: ranges that neither touch nor overlap. */
final class Marks {

  /** The end of each range, exclusive, by its start. */
  private final TreeMap<Long, Long> ranges = new TreeMap<>();

  void add(long from, long to) {
    long start = from;
    long end = to;
    Map.Entry<Long, Long> near = ranges.floorEntry(end);
    while (near != null && near.getValue() >= start) {
      start = Math.min(start, near.getKey());
      end = Math.max(end, near.getValue());
      ranges.remove(near.getKey());
      near = ranges.floorEntry(end);
    }
    ranges.put(start, end);
  }

  /** The first range; null when there is none. */
  Map.@Nullable Entry<Long, Long> first() {
    return ranges.firstEntry();
  }

  /** Forgets what is marked before this position, where the first range begins earlier. */
  void cutFirst(long position) {
    Map.Entry<Long, Long> first = ranges.pollFirstEntry();
    if (first != null && first.getValue() > position) {
      ranges.put(position, first.getValue());
    }
  }
}
