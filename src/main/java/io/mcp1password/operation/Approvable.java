package io.mcp1password.operation;

import org.jspecify.annotations.Nullable;

/**
 * The output of an operation that runs only after a person has approved it on a page: it says which
 * page, when that is still to be done.
 */
public interface Approvable {

  /** The page where a person is to approve; null when nothing is to be approved. */
  @Nullable Page awaited();

  /**
   * A page that asks a person.
   *
   * @param id names the request for the approval; no secret
   * @param url carries the request's token, so it belongs to the caller and into no log
   */
  record Page(String id, String url) {

    /** Without the address. */
    @Override
    public String toString() {
      return "Page[" + id + "]";
    }
  }
}
