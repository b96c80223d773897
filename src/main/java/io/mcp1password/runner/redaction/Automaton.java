package io.mcp1password.runner.redaction;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;

/**
 * The Aho-Corasick automaton of some patterns, over UTF-16 units whose case is folded.
 *
 * <p>Every state knows the longest pattern that ends there; shorter ones end within it, so that
 * masking needs no others. A state's children are a linked list, which is short everywhere but at
 * the root. Libraries for this match a whole text in memory; a stream needs the state between two
 * chunks.
 */
final class Automaton {

  static final int ROOT = 0;

  private static final int NONE = 0;
  private static final int DIRECT = 256;

  private final int[] rootChildren = new int[DIRECT];
  private int[] firstChild = new int[64];
  private int[] nextSibling = new int[64];
  private int[] fallback = new int[64];
  private int[] depth = new int[64];
  private int[] matched = new int[64];
  private char[] unit = new char[64];
  private int size = 1;

  private Automaton() {}

  static Automaton of(Collection<String> patterns) {
    var automaton = new Automaton();
    patterns.forEach(automaton::insert);
    automaton.link();
    return automaton;
  }

  /** One unit for all that are the same but for case; a space is as well written {@code +}. */
  static char fold(char unit) {
    if (unit < 128) {
      return unit == '+' ? ' ' : unit >= 'A' && unit <= 'Z' ? (char) (unit + 32) : unit;
    }
    return Character.toLowerCase(Character.toUpperCase(unit));
  }

  private void insert(String pattern) {
    int state = ROOT;
    for (int i = 0; i < pattern.length(); i++) {
      char folded = fold(pattern.charAt(i));
      int child = child(state, folded);
      state = child == NONE ? grow(state, folded) : child;
    }
    matched[state] = depth[state];
  }

  private int grow(int parent, char folded) {
    if (size == unit.length) {
      enlarge();
    }
    int child = size++;
    unit[child] = folded;
    depth[child] = depth[parent] + 1;
    nextSibling[child] = firstChild[parent];
    firstChild[parent] = child;
    if (parent == ROOT && folded < DIRECT) {
      rootChildren[folded] = child;
    }
    return child;
  }

  private void enlarge() {
    int length = size * 2;
    firstChild = Arrays.copyOf(firstChild, length);
    nextSibling = Arrays.copyOf(nextSibling, length);
    fallback = Arrays.copyOf(fallback, length);
    depth = Arrays.copyOf(depth, length);
    matched = Arrays.copyOf(matched, length);
    unit = Arrays.copyOf(unit, length);
  }

  /** Sets the fallbacks, level by level, as each needs those of the levels above. */
  private void link() {
    var queue = new ArrayDeque<Integer>();
    queue.add(ROOT);
    while (!queue.isEmpty()) {
      int parent = queue.remove();
      for (int child = firstChild[parent]; child != NONE; child = nextSibling[child]) {
        fallback[child] = parent == ROOT ? ROOT : longestSuffix(fallback[parent], unit[child]);
        matched[child] = Math.max(matched[child], matched[fallback[child]]);
        queue.add(child);
      }
    }
  }

  private int longestSuffix(int from, char folded) {
    int state = from;
    while (state != ROOT && child(state, folded) == NONE) {
      state = fallback[state];
    }
    return child(state, folded);
  }

  /** The state after one more unit; {@link #ROOT} when there is none. */
  int child(int state, char folded) {
    if (state == ROOT && folded < DIRECT) {
      return rootChildren[folded];
    }
    int child = firstChild[state];
    while (child != NONE && unit[child] != folded) {
      child = nextSibling[child];
    }
    return child;
  }

  /** The state of the longest suffix that begins a pattern. */
  int fallback(int state) {
    return fallback[state];
  }

  /** How many units lead to a state. */
  int depth(int state) {
    return depth[state];
  }

  /** The length of the longest pattern that ends in a state; 0 when none does. */
  int matched(int state) {
    return matched[state];
  }

  /** The length of the longest pattern of all. */
  int deepest() {
    int deepest = 0;
    for (int i = 0; i < size; i++) {
      deepest = Math.max(deepest, depth[i]);
    }
    return deepest;
  }
}
